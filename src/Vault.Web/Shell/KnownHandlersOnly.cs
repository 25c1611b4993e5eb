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
        if (!IsKnown(context))
            context.Result = new StatusCodeResult(StatusCodes.Status405MethodNotAllowed);
    }

    public void OnPageHandlerExecuted(PageHandlerExecutedContext context) { }

    /// <summary>For a page model that answers in its own filter, which runs before this one.</summary>
    public static bool IsKnown(PageHandlerExecutingContext context)
    {
        var asked = context.RouteData.Values["handler"] ?? Asked(context.HttpContext.Request);
        return context.HandlerMethod is { } handler && (asked is null || handler.Name is not null);
    }

    private static string? Asked(HttpRequest request) =>
        request.Query["handler"] is [{ Length: > 0 } handler, ..] ? handler : null;
}
