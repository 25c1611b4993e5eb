using Microsoft.EntityFrameworkCore;
using Vault.Core.People;
using Vault.Core.Text;

namespace Vault.Core.Accounts;

/// <summary>What a registrar types of an account.</summary>
public sealed record AccountEntry(string? Platform, string? Name, string? PublicId, UnitId? Unit)
{
    public string? OriginalId { get; init; }

    public UnitId? SupervisingUnit { get; init; }

    public AccountNature? Nature { get; init; }

    public AccountStatus Status { get; init; }

    public bool? IsVerified { get; init; }

    public DateOnly? VerifiedOn { get; init; }

    public DateOnly? VerifiedUntil { get; init; }

    public DateOnly? OpenedOn { get; init; }

    public string? Address { get; init; }

    public string? Remark { get; init; }
}

/// <summary>Reads what was typed of an account against the register. Whatever is wrong is found in one go.</summary>
internal sealed class AccountReading(VaultDb db, string platform, AccountId? self, List<RegisterFault> faults)
{
    /// <summary>Characters of an address (URL) at most.</summary>
    public const int AddressLimit = 500;

    /// <summary>Characters of a remark at most.</summary>
    public const int RemarkLimit = 500;

    private static readonly DateOnly Earliest = new(1990, 1, 1);
    private static readonly DateOnly Latest = new(2100, 12, 31);

    /// <summary>Null if anything is wrong, and then all of it is in the faults.</summary>
    public AccountFacts? Read(AccountEntry entry)
    {
        var name = Name(entry.Name);
        if (!Units.Exists(db, entry.Unit))
            faults.Add(Units.Fault(entry.Unit));
        if (entry.SupervisingUnit is { } supervising && !Units.Exists(db, supervising))
            faults.Add(new(RegisterField.SupervisingUnit, RegisterProblem.Unknown));
        if (!Enum.IsDefined(entry.Status))
            faults.Add(new(RegisterField.Status, RegisterProblem.Unknown));
        if (entry.Nature is { } nature && !Enum.IsDefined(nature))
            faults.Add(new(RegisterField.Nature, RegisterProblem.Unknown));
        var facts = new AccountFacts(name ?? "", entry.Unit ?? default)
        {
            PublicId = Optional(entry.PublicId, RegisterField.PublicId, Account.NameLimit),
            OriginalId = Optional(entry.OriginalId, RegisterField.OriginalId, Account.NameLimit),
            SupervisingUnit = entry.SupervisingUnit,
            Nature = entry.Nature,
            Status = entry.Status,
            IsVerified = entry.IsVerified,
            VerifiedOn = Day(entry.VerifiedOn, RegisterField.VerifiedOn),
            VerifiedUntil = Day(entry.VerifiedUntil, RegisterField.VerifiedUntil),
            OpenedOn = Day(entry.OpenedOn, RegisterField.OpenedOn),
            Details = new(Address(entry.Address), Optional(entry.Remark, RegisterField.Remark, RemarkLimit)),
        };
        if (facts.VerifiedOn > facts.VerifiedUntil)
            faults.Add(new(RegisterField.VerifiedUntil, RegisterProblem.Backwards));
        return faults.Count > 0 ? null : facts;
    }

    private string? Name(string? typed)
    {
        if (!NameText.TryParse(typed, Account.NameLimit, out var name, out var fault))
        {
            faults.Add(RegisterFault.Of(RegisterField.Name, fault.Value));
            return null;
        }
        if (db.Set<Account>().Any(a => a.Platform == platform && a.Name == name && a.Id != self))
            faults.Add(new(RegisterField.Name, RegisterProblem.Taken));
        return name;
    }

    private string? Optional(string? typed, RegisterField field, int limit)
    {
        if (string.IsNullOrWhiteSpace(typed))
            return null;
        if (NameText.TryParse(typed, limit, out var text, out var fault))
            return text;
        faults.Add(RegisterFault.Of(field, fault.Value));
        return null;
    }

    /// <summary>Only what a browser may follow from the vault's page: never a script. Null for anything else.</summary>
    public static string? ReadAddress(string text) =>
        text.Length <= AddressLimit
        && InertText.IsInert(text)
        && Uri.TryCreate(text, UriKind.Absolute, out var uri)
        && (uri.Scheme == Uri.UriSchemeHttp || uri.Scheme == Uri.UriSchemeHttps)
        && uri.UserInfo.Length == 0
        && uri.Host.Length > 0
            ? text
            : null;

    private string? Address(string? typed)
    {
        if (Optional(typed, RegisterField.Address, AddressLimit) is not { } text)
            return null;
        if (ReadAddress(text) is { } address)
            return address;
        faults.Add(new(RegisterField.Address, RegisterProblem.NotAnAddress));
        return null;
    }

    private DateOnly? Day(DateOnly? day, RegisterField field)
    {
        if (day is null || (day >= Earliest && day <= Latest))
            return day;
        faults.Add(new(field, RegisterProblem.NotADay));
        return null;
    }
}
