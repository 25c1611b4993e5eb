using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Vault.Web.Tests.Support;

namespace Vault.Web.Tests.Canaries;

/// <summary>Every page of the product, as a pattern that its addresses match.</summary>
internal static partial class Pages
{
    public static IReadOnlyList<Regex> Of(WebVault web) =>
        [
            .. web
                .App.Services.GetServices<EndpointDataSource>()
                .SelectMany(source => source.Endpoints)
                .OfType<RouteEndpoint>()
                .Where(endpoint => endpoint.Metadata.GetMetadata<PageActionDescriptor>() is not null)
                .Select(endpoint => "/" + endpoint.RoutePattern.RawText!.Trim('/'))
                .Distinct()
                .Select(pattern => new Regex(
                    "^" + Part().Replace(Rest().Replace(pattern, "(/[^/]+)?"), "[^/]+") + "$"
                )),
        ];

    [GeneratedRegex(@"/\{[^}]*\?\}")]
    private static partial Regex Rest();

    [GeneratedRegex(@"\{[^}?]*\}")]
    private static partial Regex Part();
}
