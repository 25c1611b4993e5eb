using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;

namespace Vault.Web.Shell;

/// <summary>
/// R26: a page answers 405 to a method or handler it does not have. Left alone, the framework renders the page without
/// running anything, and takes the GET of a posting address for the page itself.
/// </summary>
internal sealed class KnownHandlersOnly : IPageFilter
{
    public void OnPageHandlerSelected(PageHandlerSelectedContext context) { }

    public void OnPageHandlerExecuting(PageHandlerExecutingContext context)
    {
        var asked = context.RouteData.Values["handler"] ?? Asked(context.HttpContext.Request);
        if (context.HandlerMethod is not { } handler || (asked is not null && handler.Name is null))
            context.Result = new StatusCodeResult(StatusCodes.Status405MethodNotAllowed);
    }

    public void OnPageHandlerExecuted(PageHandlerExecutedContext context) { }

    private static string? Asked(HttpRequest request) =>
        request.Query["handler"] is [{ Length: > 0 } handler, ..] ? handler : null;
}
