using Microsoft.EntityFrameworkCore;
using Vault.Core;
using Vault.Core.Audit;
using Vault.Core.People;
using Vault.Core.SignIns;
using Vault.Web.Demo.Story;
using Vault.Web.SignIn;

namespace Vault.Web.Demo;

/// <summary>One person in the bar.</summary>
/// <param name="Known">Null while he has never signed in.</param>
/// <param name="Codes">Null where the demo has not seen his authenticator.</param>
internal sealed record DemoBarPerson(Person Person, DemoPerson? Known, DemoCodes? Codes, bool IsCurrent)
{
    /// <summary>With a password the visitor chose the bar cannot sign in for him.</summary>
    public bool CanStepIn => Known is { Password.Length: > 0 } && !IsCurrent;
}

/// <summary>What the bar shows.</summary>
/// <param name="People">Null where the vault cannot be read now.</param>
/// <param name="Offered">The codes of an authenticator that is just being enrolled on this page.</param>
internal sealed record DemoBarView(IReadOnlyList<DemoBarPerson>? People, DemoCodes? Offered)
{
    public DemoBarPerson? Current => People?.FirstOrDefault(p => p.IsCurrent);
}

/// <summary>Reads the bar of a page: the invented persons, and what each has in his authenticator now.</summary>
internal sealed class DemoBar(
    VaultDb db,
    DemoPeople people,
    DemoAuthenticators authenticators,
    CurrentActor current,
    TimeProvider clock
)
{
    public async Task<DemoBarView> Read(HttpContext context)
    {
        // What fails there would fail here again.
        if (context.Response.StatusCode >= StatusCodes.Status500InternalServerError)
            return new(null, null);
        try
        {
            var offered = authenticators.OfferedOn(context, db);
            var persons = await db.Set<Person>().Where(p => p.DisabledAt == null).ToListAsync(context.RequestAborted);
            var factors = await db.Set<SecondFactor>().ToDictionaryAsync(f => f.Person, context.RequestAborted);
            var lines = DemoCast
                .People.Select(role => persons.SingleOrDefault(p => p.UserName == role.UserName))
                .OfType<Person>()
                .Select(p => LineOf(p, factors.GetValueOrDefault(p.Id)));
            return new([.. lines], offered is null ? null : DemoCodes.From(offered, 0, clock.GetUtcNow()));
        }
        catch (TamperedRowException)
        {
            return new(null, null);
        }
    }

    private DemoBarPerson LineOf(Person person, SecondFactor? factor)
    {
        if (factor is not null)
            authenticators.Settle(person.SignInName, factor);
        var known = people.Find(person.UserName);
        var codes =
            factor is null || known is null ? null : DemoCodes.From(known.Seed, factor.LastStep, clock.GetUtcNow());
        return new(person, known, codes, current.IsSignedIn && current.Person.Id == person.Id);
    }
}
