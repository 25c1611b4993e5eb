using Vault.Core.Custody;
using Vault.Web.Components;

namespace Vault.Web.Pages.Custody;

/// <summary>How the states of custody look.</summary>
public static class Chips
{
    /// <summary>The key of what the state of a version is called.</summary>
    public static string Word(SecretVersion version) =>
        version.AwaitsVerification ? "State.Applied" : $"State.{version.State}";

    public static ChipKind Of(VersionState state) =>
        state switch
        {
            VersionState.Current => ChipKind.Active,
            VersionState.Pending => ChipKind.Due,
            _ => ChipKind.Ended,
        };
}
