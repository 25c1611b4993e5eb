using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Vault.Core;
using Vault.Core.Audit;
using Vault.Core.People;
using Vault.Core.SignIns;
using Vault.Web.Components;
using Vault.Web.Shell;
using Vault.Web.SignIn;

namespace Vault.Web.Demo;

/// <summary>
/// <c>POST /demo/step-in</c>: signs the visitor in as one of the invented persons, with that person's own password and a
/// code of his authenticator, by the sign-in every vault has. There is no other way in; the log says who, and that it was
/// the bar.
/// </summary>
internal sealed class DemoStepIn(
    VaultDb db,
    VaultInstance vault,
    DemoPeople people,
    SignInWithFactors signIn,
    SignOut signOut,
    CurrentActor current,
    ITempDataDictionaryFactory temp,
    IStringLocalizer<DemoTexts> texts
)
{
    public const string Path = "/demo/step-in";
    public const string PersonField = "person";
    public const string BackField = "return";

    public static async Task Handle(HttpContext context, DemoStepIn stepIn)
    {
        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        var entered = await stepIn.Run(context, form[PersonField]);
        context.Response.StatusCode = StatusCodes.Status303SeeOther;
        // What the one was looking at may not exist for the other.
        context.Response.Headers.Location = entered ? "/" : LocalUrl.OrHome(form[BackField]);
    }

    private async Task<bool> Run(HttpContext context, string? userName)
    {
        if (people.Find(userName) is not { Password.Length: > 0 } person)
            return Refuse(context, texts["StepIn.Unknown"]);
        var step = await UsedStep(person.UserName);
        if (DemoCodes.ToStepIn(person.Seed, step, vault.Clock.GetUtcNow()) is not { } code)
            return Refuse(context, texts["StepIn.CodeUsed"]);
        var outcome = await signIn.Run(person.UserName, person.Password, code, current.Address, current.Device);
        if (outcome is not SignInOutcome.SignedIn signedIn)
            return Refuse(context, texts["StepIn.Refused"]);
        await WriteDown(signedIn.Session);
        if (current.IsSignedIn)
            await signOut.Run(current.Actor, current.Session);
        SessionCookie.Write(context.Response, signedIn.Token);
        return true;
    }

    private Task WriteDown(Session session)
    {
        var entered = db.Set<Person>().Single(p => p.Id == session.Person);
        return vault.Writer.Write(
            Actor.Of(entered, session.Id, current.Address),
            scope => scope.Append(new DemoVisitorSteppedIn(session.Id))
        );
    }

    private async Task<long> UsedStep(string userName)
    {
        var factors =
            from factor in db.Set<SecondFactor>()
            join owner in db.Set<Person>() on factor.Person equals owner.Id
            where owner.UserName == userName
            select factor;
        return (await factors.SingleOrDefaultAsync())?.LastStep ?? 0;
    }

    private bool Refuse(HttpContext context, string why)
    {
        var data = temp.GetTempData(context);
        Flash.Leave(data, NoticeKind.Due, why);
        data.Save();
        return false;
    }
}
