using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;
using Vault.Core.Accounts;
using Vault.Core.Imports;
using Vault.Core.People;
using Vault.Core.Text;
using Vault.Web.Hosting;
using Vault.Web.SignIn;

namespace Vault.Web.Pages.Imports;

/// <summary>Where a register comes in: the file to read, and what was proposed before.</summary>
[Authorize(Policy = Policies.RegistrarOrSecurity)]
[RequestSizeLimit(RequestLimits.UploadBytes)]
public sealed class IndexModel(
    ListImports list,
    ImportDrafts drafts,
    CurrentActor current,
    PlatformList platforms,
    TimeProvider clock,
    IStringLocalizer<ImportTexts> texts
) : PageModel
{
    private const int FileNameLimit = 100;

    [BindProperty]
    public IFormFile? Upload { get; set; }

    public IReadOnlyList<ImportLine> Lines { get; private set; } = [];

    public ImportDraft? Draft { get; private set; }

    public bool IsRegistrar => current.Has(OfficeRole.Registrar);

    public async Task OnGetAsync()
    {
        Lines = await list.Run(current.Standing());
        Draft = drafts.Of(current.Person.Id);
    }

    public async Task<IActionResult> OnPostAsync()
    {
        if (!IsRegistrar)
            return StatusCode(StatusCodes.Status403Forbidden);
        if (await Read() is { } why)
        {
            ModelState.Clear();
            ModelState.AddModelError(nameof(Upload), why);
            await OnGetAsync();
            return Page();
        }
        return LocalRedirect("/imports/draft");
    }

    /// <summary>Null if a draft was made of the file, else why not, in words.</summary>
    private async Task<string?> Read()
    {
        if (Upload is null)
            return texts["Upload.Missing"];
        if (Upload.Length > SheetLimits.FileBytes)
            return ImportWords.Refusal(texts, SheetRefusal.FileTooLarge);
        using var bytes = new MemoryStream();
        await Upload.CopyToAsync(bytes);
        switch (ReadRegister.Run(bytes.ToArray(), PlatformWords.Of(platforms), clock))
        {
            case RegisterOutcome.Read read:
                drafts.Keep(current.Person.Id, NameOf(Upload), bytes.ToArray(), read);
                return null;
            case RegisterOutcome.Refused refused:
                return ImportWords.Refusal(texts, refused.Why);
            default:
                throw new InvalidOperationException("Unknown outcome of reading a register.");
        }
    }

    // What a browser calls the file is shown to people and used for nothing else (R70).
    private static string NameOf(IFormFile file)
    {
        var name = InertText.Of(Path.GetFileName(file.FileName.Replace('\\', '/')));
        return name.Length <= FileNameLimit ? name : name[..FileNameLimit] + "…";
    }
}
