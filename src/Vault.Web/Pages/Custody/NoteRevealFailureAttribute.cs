using Microsoft.AspNetCore.Mvc.Filters;
using Vault.Core.Custody;
using Vault.Web.SignIn;

namespace Vault.Web.Pages.Custody;

/// <summary>
/// The log said "revealed" or "code issued" before the value was opened. If it did not open after all, the log gets a
/// second line that says so, and the reader an error page without any of it. A code is computed in the page's handler, a
/// value is opened as the page is written: both are watched.
/// </summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class NoteRevealFailureAttribute : Attribute, IAsyncPageFilter, IAsyncResultFilter
{
    public Task OnPageHandlerSelectionAsync(PageHandlerSelectedContext context) => Task.CompletedTask;

    public async Task OnPageHandlerExecutionAsync(
        PageHandlerExecutingContext context,
        PageHandlerExecutionDelegate next
    )
    {
        var done = await next();
        await Note(context.HttpContext, done.Exception, context.HandlerInstance);
    }

    public async Task OnResultExecutionAsync(ResultExecutingContext context, ResultExecutionDelegate next)
    {
        var done = await next();
        await Note(context.HttpContext, done.Exception, context.Controller);
    }

    private static async Task Note(HttpContext http, Exception? failure, object page)
    {
        if (failure is not SecretNotOpenedException || page is not SecretModel { ShownSecret: { } secret })
            return;
        var actor = http.RequestServices.GetRequiredService<CurrentActor>().Actor;
        await http.RequestServices.GetRequiredService<NoteRevealFailure>().Run(actor, secret);
    }
}
