using Vault.Core.Custody;

namespace Vault.Web.Pages.Custody;

/// <summary>What the button says that shows a component.</summary>
public static class Verbs
{
    /// <summary>The key of its text.</summary>
    public static string Of(Component component) =>
        component switch
        {
            Component.TotpSeed => "Code.Issue",
            Component.Password or Component.MailboxPassword => "Reveal",
            _ => "Reveal.Other",
        };
}
