using Microsoft.Extensions.Localization;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Vault.Web.Tests;

/// <summary>The product's texts, except that a missing key is an error instead of showing itself on the page.</summary>
public sealed class StrictTexts(IOptions<LocalizationOptions> options, ILoggerFactory logger) : IStringLocalizerFactory
{
    private readonly ResourceManagerStringLocalizerFactory _inner = new(options, logger);

    public IStringLocalizer Create(Type resourceSource) => new Strict(_inner.Create(resourceSource));

    public IStringLocalizer Create(string baseName, string location) => new Strict(_inner.Create(baseName, location));

    private sealed class Strict(IStringLocalizer inner) : IStringLocalizer
    {
        public LocalizedString this[string name] => Found(inner[name]);

        public LocalizedString this[string name, params object[] arguments] => Found(inner[name, arguments]);

        public IEnumerable<LocalizedString> GetAllStrings(bool includeParentCultures) =>
            inner.GetAllStrings(includeParentCultures);

        private static LocalizedString Found(LocalizedString text) =>
            text.ResourceNotFound
                ? throw new InvalidOperationException($"No text for '{text.Name}' in {text.SearchedLocation}.")
                : text;
    }
}
