using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.Extensions.Localization;
using Vault.Core.Accounts;
using Vault.Core.Custody;
using Vault.Core.Holdings;
using Vault.Core.Playbooks;
using Vault.Web.Words;

namespace Vault.Web.Pages.Playbooks;

/// <summary>What can be chosen of a step, the same for all steps of a form.</summary>
public sealed record StepChoices(
    IReadOnlyList<SelectListItem> Kinds,
    IReadOnlyList<SelectListItem> Components,
    IReadOnlyList<SelectListItem> Holdings,
    IReadOnlyList<SelectListItem> Places,
    IReadOnlyList<Component> Opens
)
{
    internal static StepChoices Of(
        Platform platform,
        PlaybookWords words,
        DomainWords names,
        IStringLocalizer<PlaybookTexts> texts
    )
    {
        IReadOnlyList<Component> components = [.. platform.Components.Where(c => c.IsRotatable())];
        return new(
            [.. Enum.GetValues<StepKind>().Select(k => new SelectListItem(Lettered(k, texts), k.ToString()))],
            [.. components.Select(c => new SelectListItem(words.Of(c), c.ToString()))],
            [.. Enum.GetValues<HoldingKind>().Select(h => new SelectListItem(names.Of(h), h.ToString()))],
            [.. Enum.GetValues<StepPlace>().Select(p => new SelectListItem(texts[$"Place.{p}"], p.ToString()))],
            components
        );
    }

    private static string Lettered(StepKind kind, IStringLocalizer<PlaybookTexts> texts) =>
        kind.Part() is { } part ? texts["Lettered", part, texts[$"Kind.{kind}"]] : texts[$"Kind.{kind}"];
}
