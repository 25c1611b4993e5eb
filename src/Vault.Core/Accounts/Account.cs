using Vault.Core.Audit;

namespace Vault.Core.Accounts;

/// <summary>
/// An official account on a platform the organisation does not own: the facts of the registration form. Who answers for
/// it stands in its appointments, what opens it in custody.
/// </summary>
public sealed class Account : IAttestedRow
{
    /// <summary>Characters of a name at most.</summary>
    public const int NameLimit = 100;

    private Account() { }

    public AccountId Id { get; private init; }

    /// <summary>Key of <see cref="Accounts.Platform"/>; never changes.</summary>
    public string Platform { get; private init; } = "";

    public string Name { get; private set; } = "";

    /// <summary>The id the platform shows to everybody (微信号), if it has one.</summary>
    public string? PublicId { get; private set; }

    /// <summary>The id by which the platform itself counts (<c>gh_…</c>), if it has one.</summary>
    public string? OriginalId { get; private set; }

    /// <summary>The owner unit.</summary>
    public UnitId Unit { get; private set; }

    /// <summary>主管单位, where it is not the owner's own parent.</summary>
    public UnitId? SupervisingUnit { get; private set; }

    public AccountNature? Nature { get; private set; }

    public AccountStatus Status { get; private set; }

    /// <summary>认证情况; null: nobody has said.</summary>
    public bool? IsVerified { get; private set; }

    public DateOnly? VerifiedOn { get; private set; }

    /// <summary>The last day of the verification.</summary>
    public DateOnly? VerifiedUntil { get; private set; }

    /// <summary>The day it was opened on the platform.</summary>
    public DateOnly? OpenedOn { get; private set; }

    /// <summary><see cref="AccountDetails"/>, sealed; null if there are none.</summary>
    public byte[]? SealedDetails { get; private set; }

    public DateTimeOffset RegisteredAt { get; private init; }

    /// <summary>Counts the changes, so that two who change it at once do not undo each other unseen.</summary>
    public int Revision { get; private set; }

    public string RowId => Id.ToString();

    public Guid RowOwner => Unit.Value;

    internal static Account Of(
        string platform,
        AccountFacts facts,
        byte[]? sealedDetails,
        AccountId id,
        DateTimeOffset at
    )
    {
        var account = new Account
        {
            Id = id,
            Platform = platform,
            RegisteredAt = at,
        };
        account.Become(facts, sealedDetails);
        return account;
    }

    /// <summary>Takes over changed facts.</summary>
    internal void Change(AccountFacts facts, byte[]? sealedDetails)
    {
        Become(facts, sealedDetails);
        Revision++;
    }

    private void Become(AccountFacts facts, byte[]? sealedDetails)
    {
        Name = facts.Name;
        PublicId = facts.PublicId;
        OriginalId = facts.OriginalId;
        Unit = facts.Unit;
        SupervisingUnit = facts.SupervisingUnit;
        Nature = facts.Nature;
        Status = facts.Status;
        IsVerified = facts.IsVerified;
        VerifiedOn = facts.VerifiedOn;
        VerifiedUntil = facts.VerifiedUntil;
        OpenedOn = facts.OpenedOn;
        SealedDetails = sealedDetails;
    }
}
