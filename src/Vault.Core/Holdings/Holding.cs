using Vault.Core.Audit;

namespace Vault.Core.Holdings;

/// <summary>What of an account can be in somebody's hands on its platform, beside what is in the vault.</summary>
public enum HoldingKind
{
    /// <summary>绑定手机: whoever has it may be able to reset the password.</summary>
    BoundPhone,

    /// <summary>绑定邮箱: likewise.</summary>
    BoundMailbox,

    /// <summary>扫码管理员: signs in by scanning, and scans once more when his successor is named.</summary>
    ScanningAdministrator,

    /// <summary>长期运营者: signs in and publishes without the administrator.</summary>
    LongTermOperator,

    /// <summary>短期运营者: the same, until the platform ends it after a month.</summary>
    ShortTermOperator,

    /// <summary>第三方授权: a service outside that was let in, and which only the account can shut out.</summary>
    ThirdPartyGrant,

    /// <summary>实名人: in whose name the account was verified.</summary>
    RealNamePerson,
}

/// <summary>How a holding stands on a day. Nobody sets it but by ending it.</summary>
public enum HoldingState
{
    Running,

    /// <summary>Its last day is within <see cref="Holding.WarnDays"/> days, or today.</summary>
    Expiring,

    /// <summary>Its last day has passed, and nobody has said that it is gone.</summary>
    Expired,

    /// <summary>Somebody has seen that it is gone.</summary>
    Ended,
}

/// <summary>
/// 绑定与授权: something of an account on its platform that is in somebody's hands, as somebody has seen it there. The
/// vault cannot look: it keeps who said so, when, and on what evidence. What was recorded never changes but for the last
/// day of a short-term operator; to correct it is to end it and to record it anew.
/// </summary>
public sealed class Holding : IAttestedRow
{
    /// <summary>So many days before its last one a holding is shown as expiring.</summary>
    public const int WarnDays = 30;

    private Holding() { }

    public HoldingId Id { get; private init; }

    public AccountId Account { get; private init; }

    public HoldingKind Kind { get; private init; }

    /// <summary>Somebody of the register; null where the holder stands in words in the text, or is not known.</summary>
    public PersonId? Holder { get; private init; }

    /// <summary><see cref="HoldingText"/>, sealed.</summary>
    public byte[] SealedText { get; private init; } = [];

    /// <summary>The first day on the platform; null where nobody knows.</summary>
    public DateOnly? Since { get; private init; }

    /// <summary>The last day on the platform; null for one without an end.</summary>
    public DateOnly? Until { get; private set; }

    /// <summary>Whoever saw it; of an imported one whoever confirmed the import.</summary>
    public PersonId RecordedBy { get; private init; }

    public DateTimeOffset RecordedAt { get; private init; }

    /// <summary>Null while it runs.</summary>
    public DateTimeOffset? EndedAt { get; private set; }

    public PersonId? EndedBy { get; private set; }

    public string RowId => Id.ToString();

    public Guid RowOwner => Account.Value;

    public bool IsRunning => EndedAt is null;

    internal static Holding Of(
        HoldingId id,
        AccountId account,
        HoldingKind kind,
        PersonId? holder,
        byte[] sealedText,
        (DateOnly? Since, DateOnly? Until) days,
        PersonId by,
        DateTimeOffset at
    ) =>
        new()
        {
            Id = id,
            Account = account,
            Kind = kind,
            Holder = holder,
            SealedText = sealedText,
            Since = days.Since,
            Until = days.Until,
            RecordedBy = by,
            RecordedAt = at,
        };

    /// <param name="today">A day of the organisation, see <see cref="OrganisationTime"/>.</param>
    public HoldingState StateOn(DateOnly today) =>
        !IsRunning ? HoldingState.Ended
        : Until is not { } last || last > today.AddDays(WarnDays) ? HoldingState.Running
        : last < today ? HoldingState.Expired
        : HoldingState.Expiring;

    /// <summary>
    /// Whether the platform counts it against its limits: a short-term operator past his last day it has ended by itself,
    /// though nobody has confirmed it.
    /// </summary>
    public bool CountsOn(DateOnly today) =>
        IsRunning && !(Kind == HoldingKind.ShortTermOperator && StateOn(today) == HoldingState.Expired);

    /// <exception cref="InvalidOperationException">It has ended, is of another kind, or would not end later.</exception>
    internal void Extend(DateOnly until)
    {
        if (!IsRunning || Kind != HoldingKind.ShortTermOperator || until <= Until)
            throw new InvalidOperationException("Only a running short-term operator is extended, and to a later day.");
        Until = until;
    }

    /// <exception cref="InvalidOperationException">It has ended before.</exception>
    internal void End(PersonId by, DateTimeOffset at)
    {
        if (!IsRunning)
            throw new InvalidOperationException("A holding ends once.");
        (EndedBy, EndedAt) = (by, at);
    }
}
