using System.Collections.Concurrent;
using Microsoft.Playwright;
using Vault.TestKit.Canaries;

namespace Vault.Browser.Tests.Canaries;

/// <summary>Notes every field that is sent with something somebody typed, and types canaries into whole forms.</summary>
internal sealed class Watch
{
    private const string Typed = """
        field => field.name && !field.readOnly && field.tagName !== "SELECT"
          && !["hidden", "checkbox", "radio", "submit", "button", "date"].includes(field.type)
        """;

    private readonly ConcurrentDictionary<string, bool> _sent = new();

    /// <summary>Page and name of every field sent, as they stand in the list of fields.</summary>
    public IEnumerable<string> Sent => _sent.Keys;

    public IEnumerable<string> Unlisted => Sent.Where(s => !Fields.All.Any(f => f.ToString() == s));

    public bool Has(Field field) => _sent.ContainsKey(field.ToString());

    public static async Task<Watch> Over(IBrowserContext context)
    {
        var watch = new Watch();
        await context.ExposeFunctionAsync<string, string, bool>(
            "sent",
            (action, name) =>
                !action.StartsWith(Keepsake.Address, StringComparison.Ordinal)
                && watch._sent.TryAdd($"{Form.Generalised(new Uri(action).AbsolutePath)} {name}", true)
        );
        await context.AddInitScriptAsync(
            $$"""
            addEventListener("submit", e => {
              const action = e.submitter?.hasAttribute("formaction") ? e.submitter.formAction : e.target.action;
              [...e.target.elements].filter({{Typed}}).filter(f => f.value).forEach(f => sent(action, f.name));
            }, true);
            """
        );
        return watch;
    }

    /// <summary>The canary of a field on a page with this address.</summary>
    public static string Canary(string page, string name) =>
        (Fields.Find(page, name) ?? throw new ArgumentException($"{page} {name} is not listed.")).Canary.Text;

    /// <summary>Types its canary into every field of the form that is on the list, and sends it.</summary>
    public static async Task Spoil(Support.Visitor visitor, string form, params string[] leave)
    {
        var page = visitor.Page;
        var found = page.Locator(form).First;
        await found.EvaluateAsync("form => form.querySelectorAll('details').forEach(d => d.open = true)");
        var action = Form.Generalised(new Uri(await found.EvaluateAsync<string>("form => form.action")).AbsolutePath);
        var names = await found.EvaluateAsync<string[]>($"form => [...form.elements].filter({Typed}).map(f => f.name)");
        foreach (var name in names.Except(leave))
            await found.Locator($"[name='{name}']").FillAsync(Canary(action, name));
        await visitor.Submit(form);
    }
}
