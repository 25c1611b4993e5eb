using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.Extensions.Localization;
using Vault.Core.Audit;

namespace Vault.Web.Pages.Log;

/// <summary>A page that shows a part of the log by the filter in its address.</summary>
public abstract class LogPageModel(IStringLocalizer<LogTexts> texts, EventRendering events) : PageModel
{
    [BindProperty(SupportsGet = true, Name = "")]
    public LogFilterQuery Query { get; set; } = new();

    /// <summary>Null while the filter is not understood: then nothing is read.</summary>
    public LogView? View { get; protected set; }

    public IEnumerable<SelectListItem> Kinds =>
        EventCodec
            .EventTypes.OrderBy(t => t.Namespace, StringComparer.Ordinal)
            .ThenBy(t => t.Name, StringComparer.Ordinal)
            .Select(t => new SelectListItem(events.Label(t.Name), t.Name));

    public IEnumerable<SelectListItem> Outcomes =>
        Enum.GetValues<AuditOutcome>().Select(o => new SelectListItem(texts[$"Outcome.{o}"], o.ToString()));

    /// <summary>Says what is wrong with the filter, if anything is.</summary>
    protected bool FilterIsUnderstood()
    {
        if (!Query.KindIsKnown)
            ModelState.AddModelError("kind", texts["Filter.KindUnknown"]);
        if (!Query.DaysAreOfOurTime)
            ModelState.AddModelError(
                "until",
                texts["Filter.DaysTooFar", LogFilterQuery.FirstYear, LogFilterQuery.LastYear]
            );
        if (!Query.DaysAreInOrder)
            ModelState.AddModelError("until", texts["Filter.DaysReversed"]);
        return ModelState.IsValid;
    }

    public string Older => Query.Address(Request.Path, before: View!.Log.Entries[^1].Sequence);

    public string Newer => Query.Address(Request.Path, after: View!.Log.Entries[0].Sequence);

    public string Newest => Query.Address(Request.Path);
}
