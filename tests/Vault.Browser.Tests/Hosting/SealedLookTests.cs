using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Logging;
using Vault.Browser.Tests.Support;
using Vault.Core;
using Vault.TestKit;
using Vault.Web.Hosting;

namespace Vault.Browser.Tests.Hosting;

/// <summary>R63: what a vault serves that did not open can be read by whoever comes, in his language and at a phone.</summary>
[Collection(InChromium.Name)]
public sealed class SealedLookTests(Chromium chromium)
{
    [NeedsToolTheory("chromium")]
    [InlineData("zh-CN", 1280)]
    [InlineData("zh-CN", 390)]
    [InlineData("en", 1280)]
    [InlineData("en", 390)]
    public async Task The_page_of_a_sealed_vault_can_be_read_by_everybody(string language, int width)
    {
        await using var app = SealedApp.Build(
            new Opening.Sealed(SealReason.RootKeyMissing, ""),
            Listening.Parse("http://127.0.0.1:0", [], []),
            builder => builder.Logging.ClearProviders()
        );
        await app.StartAsync();
        await using var visitor = await chromium.Visitor(app.Urls.Single(), language, width);

        await visitor.Go("/accounts");

        await visitor.Look("sealed");
        visitor.WasWell();
    }
}
