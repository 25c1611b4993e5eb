using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Razor.TagHelpers;
using Microsoft.Extensions.Localization;
using Vault.Core.People;
using Vault.Web.Components;
using Vault.Web.SignIn.Passkeys;

namespace Vault.Web.SignIn;

/// <summary>
/// <c>&lt;step-up purpose="UseSecrets" subject="@account.Value" /&gt;</c> inside a form: asks for a one-time code or, of who has
/// one, a passkey; or says that none is needed now. Its handler calls <see cref="StepUpGate.Pass"/> with the same purpose and subject. Several on one page
/// differ by <c>suffix</c>. What was typed is never written back.
/// </summary>
[HtmlTargetElement("step-up", TagStructure = TagStructure.WithoutEndTag)]
public sealed class StepUpTagHelper(
    StepUpGate gate,
    Icons icons,
    IStringLocalizer<ComponentTexts> componentTexts,
    IStringLocalizer<StepUpTexts> texts
) : FieldTagHelper(icons, componentTexts)
{
    public ProofPurpose Purpose { get; set; }

    public Guid? Subject { get; set; }

    /// <summary>
    /// Tells the fields of several forms on one page apart. The form that was sent has none: it alone shows what is wrong with
    /// the code, and there the error summary leads.
    /// </summary>
    public string Suffix { get; set; } = "";

    protected override string? FirstError => Suffix.Length == 0 ? base.FirstError : null;

    protected override string Id => StepUpGate.CodeField + Suffix;

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        if (!gate.IsNeeded(Purpose, Subject))
        {
            output.Become("p", "hint");
            output.Content.SetHtmlContent(Icons.Html("check-circle")).Append(" ").Append(texts["Fresh"]);
            return;
        }
        Name = StepUpGate.CodeField;
        Label = texts["Label"];
        Hint ??= texts[Purpose.IsSingleUse() ? "Hint.Once" : "Hint"];
        Width = FieldWidth.Short;
        Wrap(output, CodeInput(output));
        if (gate.TakesPasskey())
            output.PostElement.AppendHtml(Passkey());
        output.PostElement.AppendHtml(Recovery());
    }

    /// <summary>Hidden until a script finds that this browser knows passkeys (<c>passkey.js</c>).</summary>
    private TagBuilder Passkey()
    {
        var button = Markup.Element("button", "button", ("type", "button"));
        button.InnerHtml.AppendHtml(Icons.Html("passkey")).Append(texts["Passkey"]);
        return Markup
            .Element(
                "div",
                "passkey-offer",
                ("hidden", "hidden"),
                ("data-passkey-step-up", Purpose.ToString()),
                ("data-subject", Subject?.ToString("D")),
                ("data-waiting", texts["Passkey.Waiting"]),
                ("data-failed", texts["Passkey.Failed"]),
                ("data-done", texts["Passkey.Done"])
            )
            .With(
                button,
                Markup.Element("input", null, ("type", "hidden"), ("name", PostedPasskey.TicketField)),
                Markup.Element("input", null, ("type", "hidden"), ("name", PostedPasskey.AnswerField)),
                Markup.Element("p", "hint", ("role", "status"))
            );
    }

    private TagBuilder CodeInput(TagHelperOutput output)
    {
        var input = Control("input", output, "input");
        input.Attributes["type"] = "text";
        input.Attributes["inputmode"] = "numeric";
        input.Attributes["autocomplete"] = "one-time-code";
        input.Attributes["spellcheck"] = "false";
        return input;
    }

    private TagBuilder Recovery()
    {
        var id = StepUpGate.RecoveryField + Suffix;
        var label = Markup.Text("label", null, texts["RecoveryLabel"]);
        label.Attributes["for"] = id;
        var hint = Markup.Text("p", "hint", texts["RecoveryHint"]);
        hint.Attributes["id"] = id + "-hint";
        var input = Markup.Element(
            "input",
            "input mono",
            ("id", id),
            ("name", StepUpGate.RecoveryField),
            ("type", "text"),
            ("autocomplete", "off"),
            ("autocapitalize", "characters"),
            ("spellcheck", "false"),
            ("aria-describedby", id + "-hint")
        );
        return Markup
            .Element("details", "more")
            .With(
                Markup.Text("summary", null, texts["Recovery"]),
                Markup.Element("div", "field").With(label, hint, input)
            );
    }
}
