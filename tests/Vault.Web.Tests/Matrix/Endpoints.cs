using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.RazorPages.Infrastructure;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Vault.Web.Tests.Matrix;

/// <summary>Everything the application answers to: <c>POST /proposals/{id}/confirm</c>, one row for each handler of a page.</summary>
public static class Endpoints
{
    private const string Handler = "/{handler?}";

    public static async Task<IReadOnlyList<string>> Of(IServiceProvider services)
    {
        var loader = services.GetRequiredService<PageLoader>();
        var rows = new List<string>();
        foreach (var endpoint in All(services))
        {
            var route = "/" + endpoint.RoutePattern.RawText!.TrimStart('/');
            if (endpoint.Metadata.GetMetadata<PageActionDescriptor>() is not { } page)
                rows.AddRange(
                    endpoint.Metadata.GetRequiredMetadata<HttpMethodMetadata>().HttpMethods.Select(m => $"{m} {route}")
                );
            else
                rows.AddRange(
                    (await loader.LoadAsync(page, EndpointMetadataCollection.Empty)).HandlerMethods.Select(h =>
                        $"{h.HttpMethod.ToUpperInvariant()} {RouteOf(route, h.Name)}"
                    )
                );
        }
        return [.. rows.Distinct().Order(StringComparer.Ordinal)];
    }

    /// <summary>The endpoints themselves, for tests about their metadata.</summary>
    public static IEnumerable<RouteEndpoint> All(IServiceProvider services) =>
        services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>();

    private static string RouteOf(string route, string? handler)
    {
        if (handler is null)
            return route.Replace(Handler, "", StringComparison.Ordinal);
        return route.EndsWith(Handler, StringComparison.Ordinal)
            ? route.Replace(Handler, "/" + handler.ToLowerInvariant(), StringComparison.Ordinal)
            : $"{route}?handler={handler}";
    }
}
