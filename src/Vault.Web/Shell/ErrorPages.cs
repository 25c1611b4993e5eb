using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Abstractions;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.Extensions.Localization;
using Microsoft.Extensions.Options;

namespace Vault.Web.Shell;

/// <summary>
/// Answers a status without a body with a page in the reader's language, or with problem+json for a program. It says what
/// happened, what is kept and what to do; never the exception or the input (R65). It renders at once instead of sending
/// the request through the pipeline again: what made the request fail may make the second run fail too.
/// </summary>
internal sealed class ErrorPages(IOptions<ShellOptions> options, IModelMetadataProvider metadata)
{
    private const string View = "/Pages/Errors/Error.cshtml";
    private static readonly int[] Written = [400, 401, 403, 404, 405, 409, 413, 429, 500, 503];

    /// <summary>The status an unhandled exception is answered with.</summary>
    public int StatusOf(Exception exception) =>
        options.Value.StatusFor(exception)
        ?? (exception is BadHttpRequestException bad ? bad.StatusCode : StatusCodes.Status500InternalServerError);

    public Task WriteAsync(HttpContext context)
    {
        var status = context.Response.StatusCode;
        var known =
            Array.IndexOf(Written, status) >= 0 ? status
            : status < 500 ? 400
            : 500;
        return WantsJson(context.Request) ? WriteProblem(context, known) : WritePage(context, known);
    }

    /// <summary>Whether the request comes from a program: it asks for JSON and not for a page.</summary>
    public static bool WantsJson(HttpRequest request)
    {
        var accept = request.Headers.Accept.ToString();
        return request.Path.StartsWithSegments("/api", StringComparison.OrdinalIgnoreCase)
            || (
                accept.Contains("json", StringComparison.OrdinalIgnoreCase)
                && !accept.Contains("text/html", StringComparison.OrdinalIgnoreCase)
            );
    }

    private static Task WriteProblem(HttpContext context, int known)
    {
        var texts = context.RequestServices.GetRequiredService<IStringLocalizer<ShellTexts>>();
        var problem = TypedResults.Problem(
            statusCode: context.Response.StatusCode,
            title: texts[$"Error.{known}.Title"],
            detail: texts[$"Error.{known}.Do"],
            type: "about:blank"
        );
        return problem.ExecuteAsync(context);
    }

    private Task WritePage(HttpContext context, int known)
    {
        var result = new ViewResult
        {
            ViewName = View,
            ViewData = new ViewDataDictionary<ErrorPage>(metadata, new ModelStateDictionary())
            {
                Model = new ErrorPage(known),
            },
        };
        return result.ExecuteResultAsync(new ActionContext(context, new RouteData(), new ActionDescriptor()));
    }
}

/// <summary>What the error page is told: a status it has words for.</summary>
public sealed record ErrorPage(int Status);
