using System.Net.Mime;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.Extensions.Localization;
using Vault.Core;
using Vault.Core.Checkouts;
using Vault.Core.Custody;
using Vault.Core.People;
using Vault.Web.Components;
using Vault.Web.Pages.Checkouts;
using Vault.Web.SignIn;

namespace Vault.Web.Pages.Custody;

/// <summary>
/// Where the page's script asks for a value without leaving the page: the same reveal as that of the page's form,
/// answered with the open field alone. What the form has to say more about, a reason that will not do or a second factor
/// that is not asked for yet, is left to it: 422, and nothing was shown.
/// </summary>
public static class RevealEndpoint
{
    public static void MapReveal(this IEndpointRouteBuilder endpoints) =>
        endpoints.MapPost("/accounts/{account}/secrets/{component}/value", Show).RequireAuthorization();

    private static async Task<IResult> Show(
        AccountId account,
        string component,
        HttpContext http,
        CurrentActor current,
        VaultInstance vault,
        ReadCustody custody,
        StepUpGate stepUp,
        Reveal reveal,
        ReadAccountCheckouts checkouts,
        CheckoutWords words,
        Sealer sealer,
        Icons icons,
        IHtmlGenerator generator,
        IStringLocalizer<ComponentTexts> componentTexts,
        IStringLocalizer<CustodyTexts> texts
    )
    {
        if (!ComponentNames.TryParse(component, out var parsed))
            return Results.NotFound();
        var form = await http.Request.ReadFormAsync(http.RequestAborted);
        if (!Reason.TryParse(form[nameof(SecretModel.Reason)], out var reason, out _))
            return Results.UnprocessableEntity();
        if (current.Session.ProofFor(ProofPurpose.UseSecrets, account.Value, vault.Clock.GetUtcNow()) is not { } proof)
        {
            if (!(await custody.Run(current.Person.Id, account)).MayUse)
                return Results.NotFound();
            var state = new ModelStateDictionary();
            if (await stepUp.Pass(state, ProofPurpose.UseSecrets, account.Value) is not { } given)
                return form.ContainsKey(StepUpGate.CodeField)
                    ? Refuse(state[StepUpGate.CodeField]!.Errors[0].ErrorMessage)
                    : Results.UnprocessableEntity();
            proof = given;
        }
        var purpose = (string?)form[nameof(SecretModel.Purpose)];
        switch (await reveal.Run(current.Actor, proof, account, parsed, reason, purpose: purpose))
        {
            case RevealOutcome.Granted granted:
                var here = $"/accounts/{account}/secrets/{parsed.Slug()}";
                var field = new SecretValueTagHelper(icons, generator, componentTexts)
                {
                    Label = texts[$"Component.{parsed}"],
                    Value = new SecretHtml(granted.Secret, granted.Receipt, sealer),
                    Seconds = SecretModel.ShownSeconds,
                    CopyAction = $"{here}/copy?version={granted.Secret.Id}",
                    HideHref = here,
                };
                return new SecretFragment(granted.Secret, field);
            case RevealOutcome.NotHad not:
                var standing = await checkouts.Run(current.Person.Id, account);
                return Refuse(words.Refusal(not.Why.Why, standing?.Held));
            case RevealOutcome.Refused refused:
                return Refuse(texts[$"Refusal.{refused.Why}", words.Time(refused.Again)]);
            default:
                return Results.NotFound();
        }
    }

    private static IResult Refuse(string why) =>
        Results.Text(
            HtmlEncoder.Default.Encode(why),
            MediaTypeNames.Text.Html,
            statusCode: StatusCodes.Status409Conflict
        );
}
