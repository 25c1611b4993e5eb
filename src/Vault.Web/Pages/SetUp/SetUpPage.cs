using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Vault.Core.People;
using Vault.Core.SignIns;
using Vault.Web.Shell;
using Vault.Web.Words;

namespace Vault.Web.Pages.SetUp;

/// <summary>
/// A step of the first start. Nobody can sign in yet: the link from the console is the only way in, and every request
/// of every step is held against it.
/// </summary>
[AllowAnonymous]
public abstract class SetUpPage(SetUpLink link, AnonymousRefusals refusals, FoundingDraft draft, DomainWords words)
    : PageModel
{
    /// <summary>The link's token, from the route.</summary>
    [FromRoute]
    public string? Token { get; set; }

    protected FoundingDraft Draft => draft;

    // By its name the framework takes it for what answers a method called PAGE.
    [NonHandler]
    public override void OnPageHandlerExecuting(PageHandlerExecutingContext context)
    {
        if (!KnownHandlersOnly.IsKnown(context) || link.Opens(Token))
            return;
        refusals.Add();
        context.Result = new RedirectToPageResult("/SetUp/Closed");
    }

    /// <summary>Says each mistake of this step at its field.</summary>
    /// <param name="fieldOf">The name of the field of a mistake; null leaves it to another step.</param>
    /// <returns>Whether this step has none.</returns>
    protected bool Say(IReadOnlyList<FoundingFault> faults, Func<FoundingFault, string?> fieldOf)
    {
        // Binding has its own opinion of empty fields; here the founding's rules speak.
        ModelState.Clear();
        foreach (var fault in faults)
        {
            if (fieldOf(fault) is { } field)
                ModelState.AddModelError(field, words.Problem(fault.Problem, fault.Field));
        }
        return ModelState.ErrorCount == 0;
    }
}
