using System.Security.Cryptography;
using System.Text.Json;
using Vault.Core.Accounts;
using Vault.Core.Custody;
using Vault.Core.Holdings;
using Vault.Core.People;

namespace Vault.Core.Imports;

/// <summary>What stands in the way of something in a row, seen against the register. Each has words a clerk understands.</summary>
public enum PlanProblemKind
{
    /// <summary>The row is left out: several units have this name.</summary>
    UnitAmbiguous,

    /// <summary>The row is left out: a name holds characters that cannot be shown, or is too long.</summary>
    NameUnusable,

    /// <summary>The row is left out: its account is new, and its platform was taken off the list for new accounts.</summary>
    PlatformNotOffered,

    /// <summary>The field stays as it is: not an address a browser could follow.</summary>
    NoAddress,

    /// <summary>The person is entered anew: somebody of this name is in another unit, and nothing says he is the same.</summary>
    SameNameElsewhere,

    /// <summary>Not appointed: he holds an office role, and such persons use no secrets.</summary>
    HoldsOffice,

    /// <summary>Not appointed: his sign-in was closed for good.</summary>
    PersonDisabled,

    /// <summary>Appointed as assistant: students are shown no secrets, or not as custodian.</summary>
    StudentAssists,

    /// <summary>Nobody answers for the account: the row names nobody who may.</summary>
    NoCustodian,

    /// <summary>Stays appointed, although the row does not name him.</summary>
    NotNamed,

    /// <summary>The password is not taken: the vault holds another one already, which is newer.</summary>
    PasswordHeld,

    /// <summary>The password is not taken: this platform has none to keep, or it is too long.</summary>
    PasswordUnusable,
}

/// <param name="Column">What the column holds that it is about; a heading may say it for the whole sheet.</param>
/// <param name="Name">The person, unit, platform or account it is about.</param>
public sealed record PlanProblem(PlanProblemKind Kind, string Sheet, int Row, RegisterColumn Column, string Name);

/// <summary>Somebody who is to be appointed.</summary>
public sealed record PlannedAppointment(AppointmentRole Role, PersonId Person, string Name);

/// <summary>Somebody whose appointment is to end, because the row names another.</summary>
public sealed record PlannedEnd(AppointmentRole Role, string Name, AppointmentId Appointment);

/// <summary>What becomes of one fact.</summary>
public sealed record PlannedChange(AccountFact Fact, string? Was, string? Becomes);

/// <summary>What a row does to the register.</summary>
public sealed record PlannedAccount(string Sheet, int Row, AccountId Id, string Platform, string Name, string Unit)
{
    public bool IsNew { get; init; }

    public required AccountFacts Facts { get; init; }

    /// <summary>Facts that differ; none for a new account, of which all are new.</summary>
    public IReadOnlyList<PlannedChange> Changes { get; init; } = [];

    public IReadOnlyList<PlannedAppointment> Appoint { get; init; } = [];

    public IReadOnlyList<PlannedEnd> End { get; init; } = [];

    /// <summary>Media that become bound or are bound to something else.</summary>
    public IReadOnlyList<HoldingKind> Binds => [.. Media.Select(m => m.Kind)];

    internal IReadOnlyList<(HoldingKind Kind, string Value)> Media { get; init; } = [];

    /// <summary>The password is taken into custody.</summary>
    public bool TakesPassword => Password is not null;

    internal string? Password { get; init; }

    public bool TakesLoginName => LoginName is not null;

    internal string? LoginName { get; init; }

    /// <summary>
    /// Who is presumed to know the password from now on: everybody the row names, where the row has the one in custody.
    /// </summary>
    public IReadOnlyList<PersonId> Presumes { get; init; } = [];

    /// <summary>The version in custody that the row's password is; null for a new one, or none.</summary>
    internal SecretVersion? Held { get; init; }

    /// <summary>Whether the row says nothing the register does not have already.</summary>
    public bool IsSame =>
        !IsNew
        && Changes.Count + Appoint.Count + End.Count + Media.Count + Presumes.Count == 0
        && !TakesPassword
        && !TakesLoginName;
}

/// <summary>A person who is entered, or of whom something becomes known.</summary>
public sealed record PlannedPerson(PersonId Id, string Name, string Unit, bool IsNew, IReadOnlyList<PersonFact> Changes)
{
    public required PersonFacts Facts { get; init; }
}

/// <summary>A unit that is entered.</summary>
public sealed record PlannedUnit(UnitId Id, string Name, UnitKind Kind, UnitId Parent);

/// <summary>
/// What an import would do to the register as it is now. Computed anew when it is confirmed: it takes effect only if it
/// is still what the confirming person saw.
/// </summary>
public sealed record ImportPlan(
    IReadOnlyList<PlannedUnit> Units,
    IReadOnlyList<PlannedPerson> Persons,
    IReadOnlyList<PlannedAccount> Accounts,
    IReadOnlyList<PlanProblem> Problems
)
{
    public int NewAccounts => Accounts.Count(a => a.IsNew);

    public int ChangedAccounts => Accounts.Count(a => a is { IsNew: false, IsSame: false });

    public int SameAccounts => Accounts.Count(a => a.IsSame);

    public int NewPersons => Persons.Count(p => p.IsNew);

    public int Passwords => Accounts.Count(a => a.TakesPassword);

    /// <summary>Nothing would happen.</summary>
    public bool IsEmpty => Units.Count + Persons.Count == 0 && Accounts.All(a => a.IsSame);

    /// <summary>SHA-256, hex, over everything it does by name; two computations over one register give one value.</summary>
    public string Digest() =>
        Convert.ToHexStringLower(
            SHA256.HashData(
                JsonSerializer.SerializeToUtf8Bytes(
                    new
                    {
                        units = Units.Select(u => new { u.Name, u.Kind }),
                        persons = Persons.Select(p => new
                        {
                            p.Name,
                            p.Unit,
                            p.IsNew,
                            p.Changes,
                        }),
                        accounts = Accounts.Select(a => new
                        {
                            a.Sheet,
                            a.Row,
                            a.Platform,
                            a.Name,
                            a.Unit,
                            a.IsNew,
                            a.Changes,
                            appoint = a.Appoint.Select(p => new { p.Role, p.Name }),
                            end = a.End.Select(e => new { e.Role, e.Name }),
                            a.Binds,
                            a.TakesPassword,
                            a.TakesLoginName,
                            presumes = a.Presumes.Count,
                        }),
                        Problems,
                    }
                )
            )
        );
}
