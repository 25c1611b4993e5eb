using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.Extensions.Localization;
using Vault.Core.Accounts;
using Vault.Core.Custody;
using Vault.Core.People;

namespace Vault.Web.Pages.Platforms;

/// <summary>The fields of a platform, for entering and for changing it.</summary>
public abstract class PlatformForm(IStringLocalizer<PlatformTexts> texts) : PageModel
{
    protected IStringLocalizer<PlatformTexts> Texts { get; } = texts;

    [BindProperty]
    public PlatformInput Input { get; set; } = new();

    /// <summary>The product's own name of a shipped one, which it has where nothing is typed; null for others.</summary>
    public string? ShippedName { get; protected set; }

    /// <summary>Of each component, how many accounts of this platform have it in custody.</summary>
    public IReadOnlyDictionary<Component, int> HeldBy { get; protected set; } = new Dictionary<Component, int>();

    public IReadOnlyList<SelectListItem> LeastKinds =>
        [
            .. Enumerable
                .Range(0, 5)
                .Select(n => new SelectListItem(
                    n == 0 ? Texts["LeastKinds.0"] : Texts["LeastKinds.Some", n],
                    n.ToString(System.Globalization.CultureInfo.InvariantCulture)
                )),
        ];

    /// <summary>Each mistake at its field; of those that are ticked, at the first.</summary>
    protected void Say(IReadOnlyList<RegisterFault> faults)
    {
        foreach (var entry in ModelState.Values)
            entry.Errors.Clear();
        foreach (var (field, problem) in faults)
            ModelState.AddModelError($"Input.{NameOf(field)}", Texts[$"Fault.{field}.{problem}"]);
    }

    private static string NameOf(RegisterField field) =>
        field switch
        {
            RegisterField.Required => $"Required[{CharacterKinds.Symbol}]",
            RegisterField.Components => $"Has[{Component.Password.Slug()}]",
            _ => field.ToString(),
        };
}
