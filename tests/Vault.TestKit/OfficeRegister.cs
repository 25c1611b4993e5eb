using Vault.Core;
using Vault.Core.Accounts;
using Vault.Core.Audit;
using Vault.Core.People;

namespace Vault.TestKit;

/// <summary>What tests of the register need again and again from an <see cref="Office"/>.</summary>
public static class OfficeRegister
{
    public static async Task<Person> Student(this Office office, string userName = "xue.sheng", string name = "学生甲")
    {
        var person = RegisterRows.Person(userName, name, office.Vault.Unit, isStudent: true);
        await office.Vault.Write(scope =>
        {
            scope.Db.Add(person);
            scope.Append(
                new PersonAdded(
                    person.Id,
                    PrivateText.Of(name, person.Id),
                    PrivateText.Of(userName, person.Id),
                    person.Unit,
                    true
                )
            );
        });
        return person;
    }

    public static async Task LetStudentsReveal(this Office office, bool may)
    {
        var proof = await office.Proof(office.Security, ProofPurpose.Administer, office.Security.Id.Value);
        var outcome = await office.Vault.Get<DecidePolicy>().Run(await office.As(office.Security), proof, may);
        if (outcome is not PolicyOutcome.Decided)
            throw new InvalidOperationException($"Not decided: {outcome}");
    }

    public static async Task<UnitId> AddUnit(
        this Office office,
        string name,
        UnitId? parent = null,
        UnitKind kind = UnitKind.Department,
        PersonId? fallback = null
    )
    {
        var entry = new UnitEntry(parent ?? office.Vault.Unit, name, kind, fallback);
        return
            await office.Vault.Get<AddUnit>().Run(await office.As(office.Registrar), entry)
                is RegisterOutcome<UnitId>.Entered entered
            ? entered.Id
            : throw new InvalidOperationException($"{name} could not be entered.");
    }

    public static async Task<Account> AddAccount(this Office office, string name, UnitId unit)
    {
        var entry = new AccountEntry("weixin-mp", name, null, unit);
        var outcome = await office.Vault.Get<RegisterAccount>().Run(await office.As(office.Registrar), entry);
        var id = outcome is RegisterOutcome<AccountId>.Entered entered
            ? entered.Id
            : throw new InvalidOperationException($"{name} could not be entered.");
        using var db = office.Vault.Read();
        return db.Set<Account>().Single(a => a.Id == id);
    }

    /// <summary>Proposed by one and confirmed by another; anything in the way fails.</summary>
    public static async Task Grant(this Office office, GrantRequest request)
    {
        var decided = await office.Confirm(office.Security, await office.Proposed(office.Registrar, request));
        if (decided is not DecideOutcome.Done)
            throw new InvalidOperationException($"Not confirmed: {decided}");
    }

    /// <summary>Why it is not proposed; null if it is, and then it is withdrawn again.</summary>
    public static async Task<GrantRefusal?> Refusal(this Office office, GrantRequest request)
    {
        switch (await office.Propose(office.Registrar, request))
        {
            case ProposeOutcome.Refused refused:
                return refused.Why;
            case ProposeOutcome.Proposed proposed:
                await office.Decide(office.Registrar, proposed.Id, new ProposalStep.Withdraw());
                return null;
            default:
                throw new InvalidOperationException("Not found.");
        }
    }

    public static IReadOnlyList<Appointment> Appointments(this Office office)
    {
        using var db = office.Vault.Read();
        return [.. db.Set<Appointment>()];
    }

    /// <summary>Who holds this role over the office's account at a moment, as the rows say.</summary>
    public static IReadOnlyList<PersonId> Holders(this Office office, AppointmentRole role, DateTimeOffset at) =>
        [
            .. office
                .Appointments()
                .Where(a => a.Account == office.Account.Id && a.Role == role && a.IsLive(at))
                .Select(a => a.Person),
        ];

    /// <summary>The custodian himself at a moment; fails if there are two.</summary>
    public static PersonId? Custodian(this Office office, DateTimeOffset at) =>
        office
            .Appointments()
            .SingleOrDefault(a => a.Account == office.Account.Id && a.IsCustodianHimself && a.IsLive(at))
            ?.Person;
}
