using Vault.Core.Audit;
using Vault.Core.Calendar;
using Vault.Core.Custody;

namespace Vault.Core.Rotations;

/// <summary>Why a secret has to be changed.</summary>
public enum RotationReason
{
    /// <summary>It stood in a sheet that went round: whoever was named there is presumed to know it.</summary>
    PresumedKnown,

    /// <summary>Entries of the log were lost: whoever was allowed to see it is presumed to know it.</summary>
    LogLost,

    /// <summary>Whoever had the account checked out knows it, and its policy has it changed when he returns it.</summary>
    ChangeOnReturn,

    /// <summary>Somebody is said to know it who may not use the account.</summary>
    DeclaredKnown,

    /// <summary>Somebody who hands over knows it, or knew it.</summary>
    Handover,

    /// <summary>It was seen in an emergency, without approval, or has the value of what was.</summary>
    BreakGlass,

    /// <summary>It has been in use for as long as the schedule of the account allows.</summary>
    Schedule,

    /// <summary>Somebody who should not is suspected to use the account, or an account with the same value.</summary>
    SuspectedCompromise,
}

/// <summary>
/// 待改密: a component of an account has to get a new value. It is never edited: it is over when a newer version than the
/// one it is about was seen to open the account, even if that one has been replaced since.
/// </summary>
public sealed class RotationObligation : IAttestedRow
{
    private RotationObligation() { }

    public RotationObligationId Id { get; private init; }

    public AccountId Account { get; private init; }

    public Component Component { get; private init; }

    /// <summary>The number of the version that has to go.</summary>
    public int Version { get; private init; }

    public RotationReason Reason { get; private init; }

    public DateTimeOffset Since { get; private init; }

    /// <summary>
    /// The last day to have it done, as the calendar was when it began to be owed: a holiday entered later moves it no more.
    /// </summary>
    public DateOnly Due { get; private init; }

    public string RowId => Id.ToString();

    public Guid RowOwner => Account.Value;

    /// <summary>Those that are still to be done, as a query: <see cref="IsOpen"/> said for lists.</summary>
    internal static IQueryable<RotationObligation> Open(VaultDb db)
    {
        var verified = db.Set<SecretVersion>().Where(v => v.VerifiedAt != null);
        return db.Set<RotationObligation>()
            .Where(o =>
                !verified.Any(v => v.Account == o.Account && v.Component == o.Component && v.Version > o.Version)
            );
    }

    /// <summary>Those of <see cref="Open"/> that somebody is reminded of: without what the office has waived.</summary>
    internal static IQueryable<RotationObligation> Pressing(VaultDb db) =>
        Open(db).Where(o => !db.Set<RotationWaiver>().Any(w => w.Obligation == o.Id));

    /// <summary>Of one account, <see cref="Pressing"/> said over rows held against the log.</summary>
    /// <param name="versions">All of the account.</param>
    /// <exception cref="TamperedRowException">A row is not the attested one, or was removed.</exception>
    internal static List<RotationObligation> Pressing(
        VaultDb db,
        AccountId account,
        IReadOnlyCollection<SecretVersion> versions
    )
    {
        var waived = db.AllOfNow(account.Value, db.Set<RotationWaiver>().Where(w => w.Account == account))
            .Select(w => w.Obligation)
            .ToHashSet();
        return
        [
            .. db.AllOfNow(account.Value, db.Set<RotationObligation>().Where(o => o.Account == account))
                .Where(o => o.IsOpen(versions) && !waived.Contains(o.Id)),
        ];
    }

    /// <summary>A version has to go from now on. Whether that is owed already is looked at before.</summary>
    internal static void Owe(
        WriteScope scope,
        AccountId account,
        Component component,
        int version,
        RotationReason reason
    )
    {
        var term = RotationDeadlines.WorkingDays(reason);
        var due = WorkingDays.Read(scope.Db).After(OrganisationTime.DayOf(scope.Now), term);
        var owed = Of(account, component, version, reason, scope.Now, due);
        scope.Db.Add(owed);
        scope.Append(new RotationOwed(account, component, version, reason, due));
    }

    internal static RotationObligation Of(
        AccountId account,
        Component component,
        int version,
        RotationReason reason,
        DateTimeOffset since,
        DateOnly due
    ) =>
        new()
        {
            Id = RotationObligationId.New(),
            Account = account,
            Component = component,
            Version = version,
            Reason = reason,
            Since = since,
            Due = due,
        };

    /// <summary>Whether its last day is over.</summary>
    public bool IsOverdue(DateOnly today) => today > Due;

    /// <summary>Whether it is still to be done, given all versions of the account.</summary>
    public bool IsOpen(IEnumerable<SecretVersion> versions) =>
        !versions.Any(v => v.Component == Component && v.Version > Version && v.VerifiedAt is not null);
}

/// <summary>A secret has to be changed from now on.</summary>
/// <param name="Due">The last day to have it done.</param>
public sealed record RotationOwed(AccountId Account, Component Component, int Version, RotationReason Why, DateOnly Due)
    : AuditEvent,
        IAboutAccount;
