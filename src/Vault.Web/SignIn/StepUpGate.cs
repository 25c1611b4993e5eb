using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.Extensions.Localization;
using Vault.Core;
using Vault.Core.People;
using Vault.Core.SignIns;
using Vault.Web.Shell;

namespace Vault.Web.SignIn;

/// <summary>
/// Turns what a form with a <c>&lt;step-up&gt;</c> field posted into a proof, or into an error at that field. A proof
/// that is still fresh for this purpose and subject is taken without a code.
/// </summary>
public sealed class StepUpGate(
    CurrentActor current,
    StepUp stepUp,
    SessionStore sessions,
    VaultInstance vault,
    ShownTime shown,
    IStringLocalizer<StepUpTexts> texts,
    IHttpContextAccessor http
)
{
    /// <summary>The form field of a one-time code.</summary>
    public const string CodeField = "StepUpCode";

    /// <summary>The form field of a recovery code, for whoever lost his device.</summary>
    public const string RecoveryField = "StepUpRecovery";

    /// <summary>Whether a page has to ask for a code.</summary>
    public bool IsNeeded(ProofPurpose purpose, Guid? subject) =>
        !current.Session.HasProofFor(purpose, subject, vault.Clock.GetUtcNow());

    /// <summary>The proof, or null with an error in <paramref name="state"/> under <see cref="CodeField"/>.</summary>
    public async Task<FreshProof?> Pass(ModelStateDictionary state, ProofPurpose purpose, Guid? subject)
    {
        if (current.Session.ProofFor(purpose, subject, vault.Clock.GetUtcNow()) is { } fresh)
            return fresh;
        if (await PostedCode.Read(http.HttpContext!, CodeField, RecoveryField) is not { } code)
            return Refuse(state, texts["Missing"]);
        var outcome = await stepUp.Run(current.Actor, current.Session, purpose, subject, code);
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
                return Refuse(state, texts["Wrong"]);
        }
    }

    private static FreshProof? Refuse(ModelStateDictionary state, string why)
    {
        state.AddModelError(CodeField, why);
        return null;
    }
}
