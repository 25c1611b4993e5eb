using System.Net;
using System.Text.RegularExpressions;
using Vault.Core;
using Vault.Core.Accounts;
using Vault.Core.Audit;
using Vault.Core.People;
using Vault.TestKit;
using Vault.Web.Tests.People;

namespace Vault.Web.Tests.Register;

/// <summary>Accounts and units entered by the registrar as the register enters them, for tests of the pages over them.</summary>
internal static partial class RegisteredAccounts
{
    public static async Task<Account> Register(
        this WebOffice office,
        string name,
        Func<AccountEntry, AccountEntry>? with = null
    )
    {
        var entry = new AccountEntry("weixin-mp", name, null, office.Vault.Unit);
        var (_, actor) = await office.Vault.SignIn(office.Registrar);
        var outcome = await office.Vault.Get<RegisterAccount>().Run(actor, with is null ? entry : with(entry));
        return outcome is RegisterOutcome<AccountId>.Entered entered
            ? office.Account(entered.Id)
            : throw new InvalidOperationException($"{name} was not entered: {outcome}");
    }

    public static async Task<UnitId> AddUnit(this WebOffice office, string name, UnitId? parent = null)
    {
        var unit = RegisterRows.Unit(UnitId.New(), parent ?? office.Vault.Unit, name);
        await office.Vault.Write(scope =>
        {
            scope.Db.Add(unit);
            scope.Append(new UnitAdded(unit.Id, unit.Parent, PrivateText.Of(name), unit.Kind));
        });
        return unit.Id;
    }

    /// <summary>An appointment as if proposed and confirmed by others, in any form there is.</summary>
    public static async Task Appoint(
        this WebOffice office,
        AppointmentTarget target,
        Person person,
        AppointmentRole role,
        DateTimeOffset? from = null,
        DateTimeOffset? until = null,
        Person? actingFor = null
    ) =>
        await office.Vault.Write(scope =>
        {
            var proposal = Proposal.OfAppointment(person.Id, target, role, until, person.Id, scope.Now);
            scope.Db.Add(proposal);
            var begins = from ?? scope.Now;
            Core.People.Appoint.Enter(
                scope,
                Appointment.Of(target, person.Id, role, begins, until, actingFor?.Id, proposal.Id)
            );
        });

    public static Account Account(this WebOffice office, AccountId id)
    {
        using var db = office.Vault.Read();
        return db.Set<Account>().Single(a => a.Id == id);
    }

    /// <summary>The names of the accounts that a list shows, in its order.</summary>
    public static async Task<IReadOnlyList<string>> Listed(this WebOffice office, Person person, string query)
    {
        var page = await (await office.As(person)).Get("/accounts" + query);
        if (page.Status != HttpStatusCode.OK)
            throw new InvalidOperationException($"{query}: {page.Status}");
        return [.. Name().Matches(page.Body).Select(m => WebUtility.HtmlDecode(m.Groups[1].Value))];
    }

    [GeneratedRegex("class=\"account-own\"[^>]*>([^<]+)<")]
    private static partial Regex Name();
}
