using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.Extensions.Localization;
using Vault.Core.Accounts;
using Vault.Core.Exports;
using Vault.Web.SignIn;

namespace Vault.Web.Pages.Register;

/// <summary>The regulation's form on paper, to be signed and stamped; narrowed and sorted as the list.</summary>
public sealed class FormModel(
    ExportRegister export,
    SearchAccounts search,
    CurrentActor current,
    StepUpGate stepUp,
    IStringLocalizer<RegisterTexts> texts
) : ExportPage(export, search, current, stepUp, texts)
{
    private static readonly ExportKind[] Kinds = [ExportKind.WeixinForm, ExportKind.WeiboForm];

    private readonly IStringLocalizer<RegisterTexts> _texts = texts;

    /// <summary>Null until a second factor was given.</summary>
    public RegistrationForm? Paper { get; private set; }

    /// <summary>The form of the platform that the list shows.</summary>
    private ExportKind Preset => Filter.Platform == "weibo" ? ExportKind.WeiboForm : ExportKind.WeixinForm;

    public IEnumerable<SelectListItem> Choices =>
        Kinds.Select(k => new SelectListItem(_texts[$"Kind.{k}"], k.ToString(), k == (Kind ?? Preset)));

    public async Task<IActionResult> OnPostAsync()
    {
        if (Chosen(Preset, Kinds) is not { } kind)
            return BadRequest();
        var (left, answer) = await Export(new ExportOrder(kind, ExportMedium.Paper, Filter.Query()));
        Paper = (left as ExportOutcome.Paper)?.Form;
        return answer;
    }
}
