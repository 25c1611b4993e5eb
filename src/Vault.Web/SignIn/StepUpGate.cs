using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.Extensions.Localization;
using Vault.Core;
using Vault.Core.People;
using Vault.Core.SignIns;
using Vault.Web.Shell;
using Vault.Web.SignIn.Passkeys;

namespace Vault.Web.SignIn;

/// <summary>
/// Turns what a form with a <c>&lt;step-up&gt;</c> field posted into a proof, or into an error at that field. A proof
/// that is still fresh for this purpose and subject is taken without a code.
/// </summary>
public sealed class StepUpGate(
    CurrentActor current,
    StepUp stepUp,
    StepUpWithPasskey stepUpWithPasskey,
    PasskeyCeremony passkeys,
    VaultDb db,
    SessionStore sessions,
    VaultInstance vault,
    ShownTime shown,
    IStringLocalizer<StepUpTexts> texts,
    IHttpContextAccessor http
)
{
    // A page may hold as many forms as it has rows, and each asks.
    private bool? _takesPasskey;

    /// <summary>The form field of a one-time code.</summary>
    public const string CodeField = "StepUpCode";

    /// <summary>The form field of a recovery code, for whoever lost his device.</summary>
    public const string RecoveryField = "StepUpRecovery";

    /// <summary>Whether a page has to ask for a code.</summary>
    public bool IsNeeded(ProofPurpose purpose, Guid? subject) =>
        !current.Session.HasProofFor(purpose, subject, vault.Clock.GetUtcNow());

    /// <summary>Whether a passkey of this person could answer here instead of a code.</summary>
    public bool TakesPasskey() => _takesPasskey ??= HasPasskeyHere();

    /// <summary>The proof, or null with an error in <paramref name="state"/> under <see cref="CodeField"/>.</summary>
    public async Task<FreshProof?> Pass(ModelStateDictionary state, ProofPurpose purpose, Guid? subject)
    {
        if (current.Session.ProofFor(purpose, subject, vault.Clock.GetUtcNow()) is { } fresh)
            return fresh;
        var context = http.HttpContext!;
        if (await PostedCode.Read(context, CodeField, RecoveryField) is { } code)
            return Judge(state, await stepUp.Run(current.Actor, current.Session, purpose, subject, code), "Wrong");
        if (await PostedPasskey.Read(context) is not { } posted)
            return Refuse(state, texts["Missing"]);
        var request = new PasskeyRequest.StepUp(current.Session.Id, purpose, subject);
        var outcome = await stepUpWithPasskey.Run(
            current.Actor,
            current.Session,
            purpose,
            subject,
            () => passkeys.Verify(request, posted)
        );
        return Judge(state, outcome, "Passkey.Wrong");
    }

    private bool HasPasskeyHere()
    {
        var person = current.Person.Id;
        var host = http.HttpContext!.Request.Host.Host;
        var all = db.AllOfNow(person.Value, db.Set<Passkey>().Where(p => p.Person == person));
        return all.Exists(p => p.IsLive && p.Host == host);
    }

    private FreshProof? Judge(ModelStateDictionary state, StepUpOutcome outcome, string wrong)
    {
        switch (outcome)
        {
            case StepUpOutcome.Proven proven:
                SessionCookie.Write(http.HttpContext!.Response, sessions.Renew(current.Session));
                return proven.Proof;
            case StepUpOutcome.Delayed delayed:
                return Refuse(state, texts["Delayed", shown.Absolute(delayed.Until, seconds: true)]);
            case StepUpOutcome.Stopped:
                return Refuse(state, texts["Stopped"]);
            default:
                return Refuse(state, texts[wrong]);
        }
    }

    private static FreshProof? Refuse(ModelStateDictionary state, string why)
    {
        state.AddModelError(CodeField, why);
        return null;
    }
}
