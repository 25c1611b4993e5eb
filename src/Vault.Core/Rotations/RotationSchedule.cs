using Vault.Core.Audit;
using Vault.Core.Custody;
using Vault.Core.People;

namespace Vault.Core.Rotations;

/// <summary>After how many days the secrets of one account are changed. No row until somebody decides: then the default.</summary>
public sealed class RotationSchedule : IAttestedRow
{
    public const int DefaultDays = 90;

    /// <summary>Sooner, people would write down what they cannot remember.</summary>
    public const int FewestDays = 30;

    /// <summary>Two years; what is to last longer is switched off, with a reason.</summary>
    public const int MostDays = 730;

    private const string Kind = "rotation-schedule";

    private RotationSchedule() { }

    public AccountId Account { get; private init; }

    /// <summary>Days by the clock a value may be in use; null: it is not changed by schedule.</summary>
    public int? Days { get; private set; }

    /// <summary>Why it is off, sealed; null while it is on.</summary>
    public byte[]? SealedReason { get; private set; }

    public PersonId DecidedBy { get; private set; }

    public DateTimeOffset DecidedAt { get; private set; }

    public string RowId => Account.ToString();

    public Guid RowOwner => Account.Value;

    /// <exception cref="TamperedRowException">The row is not the attested one, or was removed.</exception>
    internal static RotationSchedule? Find(VaultDb db, AccountId account) =>
        db.OneOfNow(db.Set<RotationSchedule>().Where(s => s.Account == account), account.ToString());

    /// <summary>As decided, or as it goes before anybody decides; null: off.</summary>
    /// <inheritdoc cref="Find"/>
    internal static int? DaysOf(VaultDb db, AccountId account) =>
        Find(db, account) is { } decided ? decided.Days : DefaultDays;

    internal static RotationSchedule Of(AccountId account) => new() { Account = account };

    /// <param name="off">Why it is off; needed where there are no days, and not kept where there are.</param>
    /// <exception cref="ArgumentOutOfRangeException">Neither days that can be meant nor a reason.</exception>
    internal void Decide(FieldSealer fields, int? days, Reason? off, PersonId by, DateTimeOffset at)
    {
        if (days is < FewestDays or > MostDays || (days is null && off is null))
            throw new ArgumentOutOfRangeException(nameof(days));
        Days = days;
        SealedReason = days is null ? fields.Seal(Kind, Account.Value, off!.Text) : null;
        (DecidedBy, DecidedAt) = (by, at);
    }

    /// <exception cref="SecretNotOpenedException">The sealed text is not authentic for this row.</exception>
    internal string? Reason(FieldSealer fields) =>
        SealedReason is { } bytes ? fields.Open<string>(Kind, Account.Value, bytes) : null;

    /// <summary>What is changed by schedule: what can be changed and is shown to people. A seed is shown to nobody.</summary>
    internal static bool Covers(Component component) => component.IsRotatable() && component.IsShown();

    /// <summary>Which values have been in use for so many days by the clock.</summary>
    internal static IEnumerable<SecretVersion> Due(IEnumerable<SecretVersion> versions, int days, DateTimeOffset now) =>
        versions.Where(v =>
            v.State == VersionState.Current && Covers(v.Component) && (v.VerifiedAt ?? v.SetAt).AddDays(days) <= now
        );
}

/// <summary>After how many days the secrets of an account are changed was decided.</summary>
/// <param name="Days">Null: not by schedule.</param>
public sealed record RotationScheduleDecided(AccountId Account, int? Days, PrivateText? Reason)
    : AuditEvent,
        IAboutAccount;
