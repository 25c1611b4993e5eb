using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;
using Vault.Core;
using Vault.Core.Notices;
using Vault.Core.People;
using Vault.Web.Components;
using Vault.Web.Shell;
using Vault.Web.SignIn;

namespace Vault.Web.Pages.Notices;

/// <summary>What one was told, what of it is still open, and the way to where it is done.</summary>
public sealed class IndexModel(
    ListNotices list,
    MarkNoticesRead mark,
    CurrentActor current,
    IStringLocalizer<NoticeTexts> texts
) : PageModel
{
    public const string Address = "/my/notices";

    private const string Everything = "all";

    /// <summary>Read and settled ones too.</summary>
    public bool ShowsAll { get; private set; }

    public NoticePage Found { get; private set; } = null!;

    /// <summary>The key of the view in texts.</summary>
    public string Key => ShowsAll ? "All" : "Open";

    public static IEnumerable<(bool All, string Href)> Views =>
        [(false, Address), (true, $"{Address}?view={Everything}")];

    public string? Next(Notice notice) => NoticeWords.Next(notice, current.Has(OfficeRole.Reviewer));

    /// <summary>A view the address misspells is the one of those that are open.</summary>
    public async Task OnGetAsync(string? view, [FromQuery(Name = "page")] int? number)
    {
        ModelState.Clear();
        ShowsAll = view == Everything;
        Found = await list.Run(current.Person.Id, ShowsAll, number ?? 1);
    }

    /// <summary>Read, and on to where the next step is taken.</summary>
    public async Task<IActionResult> OnPostOpenAsync(NoticeId notice)
    {
        if (await mark.Run(current.Actor, notice) is not [var found])
            return NotFound();
        return LocalRedirect(Next(found) ?? Address);
    }

    public async Task<IActionResult> OnPostReadAsync(NoticeId notice, string? view)
    {
        if (await mark.Run(current.Actor, notice) is not [_])
            return NotFound();
        return LocalRedirect(view == Everything ? $"{Address}?view={Everything}" : Address);
    }

    public async Task<IActionResult> OnPostReadAllAsync()
    {
        var read = await mark.Run(current.Actor);
        Flash.Leave(TempData, NoticeKind.Done, texts["ReadAll.Done", read.Count]);
        return LocalRedirect(Address);
    }
}
