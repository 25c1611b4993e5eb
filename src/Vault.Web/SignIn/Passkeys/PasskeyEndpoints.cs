using Vault.Core;
using Vault.Core.People;
using Vault.Core.SignIns;

namespace Vault.Web.SignIn.Passkeys;

/// <summary>Where a page's script fetches a challenge. Nothing changes by it; the answer is posted with the page's form.</summary>
internal static class PasskeyEndpoints
{
    public static void MapPasskeys(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapPost("/sign-in/challenge", ToSignIn).AllowAnonymous();
        endpoints.MapPost("/step-up/challenge", ToStepUp).RequireAuthorization();
        endpoints.MapPost("/my/sign-in/challenge", ToAdd).RequireAuthorization();
    }

    /// <summary>The same for everybody: it names no passkey, so it tells nothing about who has one (R09).</summary>
    private static async Task<IResult> ToSignIn(PasskeyCeremony ceremony) =>
        Answer(await ceremony.Ask(new PasskeyRequest.SignIn(), null));

    private static async Task<IResult> ToStepUp(HttpRequest request, CurrentActor current, PasskeyCeremony ceremony)
    {
        var form = await request.ReadFormAsync(request.HttpContext.RequestAborted);
        if (!Enum.TryParse<ProofPurpose>(form["purpose"], out var purpose) || !Enum.IsDefined(purpose))
            return Results.BadRequest();
        Guid? subject = null;
        if (form["subject"].ToString() is { Length: > 0 } text)
        {
            if (!Guid.TryParseExact(text, "D", out var parsed))
                return Results.BadRequest();
            subject = parsed;
        }
        var asked = new PasskeyRequest.StepUp(current.Session.Id, purpose, subject);
        return Answer(await ceremony.Ask(asked, current.Person));
    }

    /// <summary>Only after the second factor: nothing is left on a device that the vault would not take.</summary>
    private static async Task<IResult> ToAdd(CurrentActor current, VaultInstance vault, PasskeyCeremony ceremony)
    {
        var now = vault.Clock.GetUtcNow();
        if (!current.Session.HasProofFor(ProofPurpose.ChangeOwnSignIn, null, now))
            return Results.Conflict();
        return Answer(await ceremony.AskForNew(new PasskeyRequest.Add(current.Session.Id), current.Person));
    }

    private static IResult Answer(PasskeyChallenge challenge) =>
        Results.Text($$"""{"ticket":"{{challenge.Ticket}}","options":{{challenge.Options}}}""", "application/json");
}
