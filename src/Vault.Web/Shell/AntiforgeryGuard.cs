using Microsoft.AspNetCore.Antiforgery;

namespace Vault.Web.Shell;

/// <summary>
/// R62: every endpoint that changes something wants the antiforgery token, in the form or in the header
/// <c>RequestVerificationToken</c>. The framework asks for it only where a form is bound; a JSON endpoint would be open.
/// An endpoint that no cookie authenticates opts out by <c>DisableAntiforgery()</c>.
/// </summary>
internal sealed class AntiforgeryGuard(RequestDelegate next, IAntiforgery antiforgery)
{
    public async Task InvokeAsync(HttpContext context)
    {
        if (NeedsToken(context) && await RefusalOf(context) is { } status)
        {
            context.Response.StatusCode = status;
            return;
        }
        await next(context);
    }

    private static bool NeedsToken(HttpContext context) =>
        context.GetEndpoint() is { } endpoint
        && !ForeignRequestGuard.IsSafe(context.Request.Method)
        && endpoint.Metadata.GetMetadata<IAntiforgeryMetadata>() is not { RequiresValidation: false }
        && context.Features.Get<IAntiforgeryValidationFeature>() is not { IsValid: true };

    private async Task<int?> RefusalOf(HttpContext context)
    {
        try
        {
            await antiforgery.ValidateRequestAsync(context);
            return null;
        }
        catch (AntiforgeryValidationException refused)
        {
            // A body over the limit is noticed here first, when the form is read for its token.
            return refused.InnerException is BadHttpRequestException bad
                ? bad.StatusCode
                : StatusCodes.Status400BadRequest;
        }
    }
}
