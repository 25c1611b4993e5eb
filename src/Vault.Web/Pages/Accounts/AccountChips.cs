using Vault.Core.Accounts;
using Vault.Web.Components;

namespace Vault.Web.Pages.Accounts;

/// <summary>How the states of an account look.</summary>
public static class AccountChips
{
    public static ChipKind Of(AccountStatus status) =>
        status switch
        {
            AccountStatus.Active => ChipKind.Neutral,
            AccountStatus.ToBeCancelled => ChipKind.Due,
            AccountStatus.Compromised => ChipKind.Danger,
            _ => ChipKind.Ended,
        };

    public static ChipKind Of(VerificationState state) =>
        state switch
        {
            VerificationState.Verified => ChipKind.Verified,
            VerificationState.Expiring => ChipKind.Due,
            VerificationState.Expired => ChipKind.Danger,
            _ => ChipKind.Neutral,
        };
}
