using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using Vault.Core.Accounts;
using Vault.Core.People;
using Vault.Web.Components;
using Vault.Web.Shell;
using Vault.Web.SignIn;
using Vault.Web.Words;

namespace Vault.Web.Pages.Platforms;

/// <summary>Changes what the organisation says of a platform, or takes it off the list for new accounts.</summary>
[Authorize(Policies.Registrar)]
public sealed class ChangeModel(
    ListPlatforms list,
    ChangePlatform change,
    CurrentActor current,
    DomainWords words,
    IStringLocalizer<PlatformTexts> texts
) : PlatformForm(texts)
{
    /// <summary>No platform ever has it: a form that does not say what it was made from is behind every change.</summary>
    private const int Unseen = -1;

    public Platform Platform { get; private set; } = null!;

    public int Accounts { get; private set; }

    /// <summary>The one the form was filled from.</summary>
    [BindProperty]
    public int? Revision { get; set; }

    public async Task<IActionResult> OnGetAsync(string key)
    {
        if (!await Load(key))
            return NotFound();
        (Input, Revision) = (PlatformInput.Of(Platform), Platform.Revision);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(string key)
    {
        switch (await change.Run(current.Actor, key, Revision ?? Unseen, Input.Entry()))
        {
            case ChangeOutcome.Changed changed:
                Flash.Leave(
                    TempData,
                    changed.Facts > 0 ? NoticeKind.Done : NoticeKind.Info,
                    Texts[changed.Facts > 0 ? "Changed" : "Change.Nothing"]
                );
                return LocalRedirect("/platforms");
            case ChangeOutcome.Faulty faulty when await Load(key):
                Say(faulty.Faults);
                return Page();
            case ChangeOutcome.ChangedMeanwhile when await Load(key):
                return this.Refuse(Texts["Change.Meanwhile"]);
            case ChangeOutcome.NotYourRole:
                return StatusCode(StatusCodes.Status403Forbidden);
            default:
                return NotFound();
        }
    }

    private async Task<bool> Load(string key)
    {
        if ((await list.Run()).FirstOrDefault(l => l.Platform.Key == key) is not { } line)
            return false;
        (Platform, Accounts, HeldBy) = (line.Platform, line.Accounts, line.HeldBy);
        ShippedName = Platform.Origin == PlatformOrigin.Own ? null : words.ShippedNameOf(Platform);
        return true;
    }
}
