using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.Extensions.Localization;
using Vault.Core.Accounts;
using Vault.Core.Exports;
using Vault.Web.Shell;
using Vault.Web.SignIn;

namespace Vault.Web.Pages.Register;

/// <summary>The register, or the regulation's form, as an xlsx file; narrowed and sorted as the list.</summary>
public sealed class ExportModel(
    ExportRegister export,
    SearchAccounts search,
    CurrentActor current,
    StepUpGate stepUp,
    TimeProvider clock,
    ShownTime shown,
    IStringLocalizer<RegisterTexts> texts
) : ExportPage(export, search, current, stepUp, texts)
{
    private const string Xlsx = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    private static readonly ExportKind[] Kinds = Enum.GetValues<ExportKind>();

    private readonly IStringLocalizer<RegisterTexts> _texts = texts;

    [BindProperty]
    public bool Contacts { get; set; }

    public IEnumerable<SelectListItem> Choices =>
        Kinds.Select(k => new SelectListItem(_texts[$"Kind.{k}"], k.ToString(), k == (Kind ?? ExportKind.Register)));

    public async Task<IActionResult> OnPostAsync()
    {
        if (Chosen(ExportKind.Register, Kinds) is not { } kind)
            return BadRequest();
        var order = new ExportOrder(kind, ExportMedium.File, Filter.Query()) { WithContacts = Contacts };
        var (left, answer) = await Export(order);
        // The name is made of our words and a day alone: nothing anybody typed stands in a header or on a disk.
        return left is ExportOutcome.File file
            ? File(file.Xlsx, Xlsx, _texts[$"File.{kind}", shown.Date(clock.GetUtcNow())])
            : answer;
    }
}
