using Microsoft.Playwright;
using Vault.Browser.Tests.Support;

namespace Vault.Browser.Tests.Visit;

/// <summary>What a reader sees of a secret, and what must not be left of it.</summary>
internal static class OpenSecret
{
    /// <summary>The characters of the open secret or code.</summary>
    public static ILocator Shown(this Newcomer reader) => reader.Page.Locator("[data-secret-text]");

    public static ILocator Status(this Newcomer reader) => reader.Page.Locator("[data-secret] [data-status]");

    /// <summary>Whole seconds left as the ring says.</summary>
    public static async Task<int> SecondsLeft(this Newcomer reader) =>
        int.Parse((await reader.Page.Locator("[data-left]").TextContentAsync())!);

    /// <summary>Counts what reaches the clipboard, since a page may not read it.</summary>
    public static Task WatchesTheClipboard(this Newcomer reader) =>
        reader.Page.AddInitScriptAsync(
            """
            const write = navigator.clipboard.writeText.bind(navigator.clipboard);
            globalThis.copied = [];
            navigator.clipboard.writeText = (text) => (copied.push(text), write(text));
            """
        );

    public static Task<string[]> Copied(this Newcomer reader) => reader.Page.EvaluateAsync<string[]>("() => copied");

    /// <summary>Not in the document, its address or the browser's stores, not even taken apart by elements.</summary>
    public static async Task IsGone(this Newcomer reader, string secret)
    {
        await Assertions.Expect(reader.Shown()).ToHaveCountAsync(0);
        var everywhere = await reader.Page.EvaluateAsync<string[]>(
            """
            async () => [
              document.documentElement.textContent, document.documentElement.outerHTML, location.href, document.cookie,
              JSON.stringify(localStorage), JSON.stringify(sessionStorage), JSON.stringify(history.state),
              ...[...document.querySelectorAll("input, textarea")].map(field => field.value),
              ...(await indexedDB.databases()).map(d => d.name),
              ...(await caches.keys().catch(() => [])),
            ]
            """
        );
        Assert.DoesNotContain(everywhere, text => text.Contains(secret, StringComparison.Ordinal));
    }
}
