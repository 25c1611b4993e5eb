using System.Globalization;
using Microsoft.Extensions.Localization;
using Vault.Core.Custody;
using Vault.Core.Holdings;
using Vault.Core.Playbooks;
using Vault.Web.Pages.Platforms;
using Vault.Web.Words;

namespace Vault.Web.Pages.Playbooks;

/// <summary>A playbook in words.</summary>
public sealed class PlaybookWords(
    IStringLocalizer<PlaybookTexts> texts,
    IStringLocalizer<PlatformTexts> components,
    DomainWords words
)
{
    /// <summary>Characters of a sentence that name its step.</summary>
    private const int NameLength = 24;

    private static bool IsChinese => CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == "zh";

    /// <summary>What the step is about, in a word or two.</summary>
    public string Title(PlaybookStep step) => Title(step.Kind, step.Component, step.Holding);

    public string Title(StepKind kind, Component? component, HoldingKind? holding) =>
        component is { } secret ? Of(secret)
        : holding is { } bound ? words.Of(bound)
        : texts[$"Kind.{kind}"];

    public string Of(Component component) => components[$"Component.{component}"];

    public string List(IEnumerable<Component> some) => words.List(some.Select(Of));

    /// <summary>What to do, in the reader's language; in Chinese where nobody wrote it in his.</summary>
    public static string Sentence(PlaybookStep step) => IsChinese ? step.Zh : step.En ?? step.Zh;

    /// <summary>The language of the sentence where it is not the page's.</summary>
    public static string? LanguageOf(PlaybookStep step) => IsChinese || step.En is not null ? null : "zh-CN";

    public string Version(PlaybookVersion version) =>
        texts[version.IsShipped ? "Version.Shipped" : "Version.Own", version.Number];

    /// <summary>What to press to get where the step is done.</summary>
    public string Link(StepLink link, string address) =>
        link.Place == StepPlace.Page ? texts["Link.Page", new Uri(address).Host] : texts[$"Link.{link.Place}"];

    /// <summary>Why the order does not hold, with the two steps by number and beginning.</summary>
    public string Breach(PlaybookBreach breach, IReadOnlyList<StepEntry> steps) =>
        texts[
            $"Breach.{breach.Rule}",
            Name(breach.Early, steps),
            breach.Late is { } late ? Name(late, steps) : "",
            breach.Component is { } component ? Of(component) : ""
        ];

    public string Fault(PlaybookFault fault) =>
        fault.Field switch
        {
            PlaybookField.Steps => texts[$"Fault.Steps.{fault.Problem}", PlaybookEntry.StepLimit],
            PlaybookField.Zh or PlaybookField.En => texts[$"Fault.Text.{fault.Problem}", PlaybookStep.TextLimit],
            PlaybookField.Note => texts[$"Fault.Text.{fault.Problem}", PlaybookEntry.NoteLimit],
            _ => texts[$"Fault.{fault.Field}.{fault.Problem}"],
        };

    /// <summary>How a step differs, in a line; the sentences themselves stand beside it.</summary>
    public string Differs(ChangedStep changed) => words.List(changed.Facts.Select(f => texts[$"Fact.{f}"].Value));

    private string Name(int number, IReadOnlyList<StepEntry> steps)
    {
        var step = steps[number - 1];
        var sentence = (IsChinese || string.IsNullOrWhiteSpace(step.En) ? step.Zh : step.En) ?? "";
        var text = new StringInfo(sentence.Trim());
        var begin =
            text.LengthInTextElements > NameLength ? text.SubstringByTextElements(0, NameLength) + "…" : text.String;
        return texts["Step.Named", number, begin];
    }
}
