using Microsoft.Extensions.Localization;
using Vault.Core.Rotations.Connectors;
using Vault.Web.Components;

namespace Vault.Web.Pages.Custody;

/// <summary>What a connector says came of a change, in words for who asked it.</summary>
internal static class ConnectorWords
{
    public static (NoticeKind Kind, string Text) Of(ConnectorResult result, IStringLocalizer<CustodyTexts> texts)
    {
        return result switch
        {
            ConnectorResult.Changed => (NoticeKind.Done, texts["Connector.Changed"]),
            ConnectorResult.NotChanged not => (NoticeKind.Due, texts["Connector.NotChanged", Of(not.Why)]),
            ConnectorResult.Unknown unknown => (NoticeKind.Due, texts["Connector.Unknown", Of(unknown.Why)]),
            _ => throw new ArgumentException("Unknown result of a connector.", nameof(result)),
        };

        string Of(ConnectorFault why) => texts[$"Connector.Fault.{why}"];
    }
}
