using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.Extensions.Localization;
using Vault.Web.Components;

namespace Vault.Web.Pages.Gallery;

/// <summary>Shows every component, in the state in which it is hardest to draw. Holds no data of the vault.</summary>
public sealed class IndexModel(IStringLocalizer<GalleryTexts> texts, TimeProvider clock) : PageModel
{
    /// <summary>A password in which the look-alikes stand side by side.</summary>
    public const string LookAlikes = "O0oQ8B1lI|5S2Zrn-mW<&";

    [BindProperty]
    public Sample Sample { get; set; } = new();

    public DateTimeOffset Now => clock.GetUtcNow();

    public IReadOnlyList<SelectListItem> Platforms => Choices("Platform.WeChat", "Platform.Weibo", "Platform.Bilibili");

    public IReadOnlyList<SelectListItem> Units => Choices("Unit.Library", "Unit.Office", "Unit.Youth");

    public IReadOnlyList<SelectListItem> Natures => Choices("Form.Service", "Form.Subscription");

    public IReadOnlyList<ChartBar> Months =>
        [
            new("2025-09", 41),
            new("2025-10", 63),
            new("2025-11", 58),
            new("2025-12", 1204, ChipKind.Due),
            new("2026-01", 12),
            new("2026-02", 0),
        ];

    /// <summary>The form is shown as it comes back when something is missing.</summary>
    public void OnGet()
    {
        ModelState.AddModelError("Sample.Reason", texts["Form.Reason.Error"]);
        ModelState.AddModelError("Sample.Kind", texts["Form.Missing"]);
    }

    /// <summary>Answers as the log does before a copy; the value shown here is invented and needs no line of its own.</summary>
    public NoContentResult OnPostCopy() => new();

    private IReadOnlyList<SelectListItem> Choices(params string[] keys) =>
        [.. keys.Select(key => new SelectListItem(texts[key], key))];
}

/// <summary>The fields of the form that is shown.</summary>
public sealed class Sample
{
    public string? Reason { get; set; }
    public string? Name { get; set; }
    public string? Secret { get; set; }
    public string? Platform { get; set; }
    public string? Unit { get; set; }
    public DateOnly? Until { get; set; }
    public string? Kind { get; set; }
    public bool Confirmed { get; set; }
}
