using System.Text;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;
using Vault.Core.Imports;
using Vault.Web.SignIn;

namespace Vault.Web.Pages.Imports;

/// <summary>Every problem of the draft as a sheet, for whoever has to mend the source.</summary>
[Authorize(Policy = Policies.Registrar)]
public sealed class ProblemsModel(
    ImportDrafts drafts,
    PreviewImport preview,
    CurrentActor current,
    IStringLocalizer<ImportTexts> texts
) : PageModel
{
    public IActionResult OnGet()
    {
        if (drafts.Of(current.Person.Id) is not { } draft)
            return NotFound();
        var plan = preview.Run(current.Standing(), draft.Reading.Rows)!;
        var csv = Encoding.UTF8.GetBytes(new ProblemList(texts, draft.Reading, plan).ToCsv());
        // Office programs know UTF-8 by its mark.
        return File(Encoding.UTF8.GetPreamble().Concat(csv).ToArray(), "text/csv", "problems.csv");
    }
}
