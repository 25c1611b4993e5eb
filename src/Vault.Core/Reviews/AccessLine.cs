using Vault.Core.Audit;
using Vault.Core.Checkouts;
using Vault.Core.Custody;
using Vault.Core.Evidence;
using Vault.Core.Exports;
using Vault.Core.Filings;
using Vault.Core.Notices;

namespace Vault.Core.Reviews;

/// <summary>An entry of the log that tells of access: who got at what, or tried to.</summary>
/// <param name="Actor">Null for the vault itself.</param>
internal sealed record AccessLine(long Sequence, DateTimeOffset At, PersonId? Actor, AuditEvent Event)
{
    /// <summary>Something was shown or copied.</summary>
    private static readonly HashSet<string> Uses =
    [
        nameof(SecretRevealed),
        nameof(CodeIssued),
        nameof(SecretCopied),
        nameof(CodeCopied),
    ];

    /// <summary>Something left the vault in a file or on paper.</summary>
    private static readonly HashSet<string> Exports =
    [
        nameof(LogExported),
        nameof(LogPrinted),
        nameof(RegisterExported),
        nameof(FilingFormPrinted),
        nameof(FilingFormReprinted),
        nameof(FilingScanOpened),
    ];

    /// <summary>Every kind that a review looks at.</summary>
    public static IReadOnlyList<string> Kinds { get; } =
    [
        .. UseKinds,
        nameof(BreakGlassOpened),
        nameof(CheckoutOpened),
        nameof(CheckoutReturned),
        nameof(CheckoutForcedBack),
        nameof(LapsedCheckoutEnded),
        nameof(FrozenCheckoutEnded),
        nameof(ReminderGiven),
        nameof(VolumeLimitReached),
        nameof(CustodyRefused),
        nameof(CheckoutStepRefused),
        .. Exports,
    ];

    public static IReadOnlyCollection<string> UseKinds => Uses;

    public string Kind => Event.GetType().Name;

    public AccountId? Account => (Event as IAboutAccount)?.Account;

    public bool IsUse => Uses.Contains(Kind);

    public bool IsExport => Exports.Contains(Kind);

    public bool IsRefusal => Event is CustodyRefused or CheckoutStepRefused;

    /// <summary>The checkout it says has become overdue; null for any other line.</summary>
    public CheckoutId? BecameOverdue =>
        Event is ReminderGiven { Kind: ReminderKind.CheckoutOverdue, Subject: var id } ? new CheckoutId(id) : null;

    /// <summary>The checkout that it says has ended; null for any other line.</summary>
    public CheckoutId? Ended =>
        Event switch
        {
            CheckoutReturned e => e.Checkout,
            CheckoutForcedBack e => e.Checkout,
            LapsedCheckoutEnded e => e.Checkout,
            FrozenCheckoutEnded e => e.Checkout,
            _ => null,
        };

    /// <summary>Reminders of other matters are no access.</summary>
    public static bool IsAccess(AuditEvent happened) =>
        happened is not ReminderGiven || happened is ReminderGiven { Kind: ReminderKind.CheckoutOverdue };
}
