using Microsoft.AspNetCore.Mvc.Filters;
using Vault.Core.Custody;
using Vault.Web.SignIn;

namespace Vault.Web.Pages.Custody;

/// <summary>
/// The log said "revealed" before the value was opened. If it did not open after all, the log gets a second line that
/// says so, and the reader an error page without any of it.
/// </summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class NoteRevealFailureAttribute : Attribute, IAsyncResultFilter
{
    public async Task OnResultExecutionAsync(ResultExecutingContext context, ResultExecutionDelegate next)
    {
        var done = await next();
        if (
            done.Exception is not SecretNotOpenedException
            || context.Controller is not SecretModel { ShownSecret: { } secret }
        )
            return;
        var services = context.HttpContext.RequestServices;
        var actor = services.GetRequiredService<CurrentActor>().Actor;
        await services.GetRequiredService<NoteRevealFailure>().Run(actor, secret);
    }
}
