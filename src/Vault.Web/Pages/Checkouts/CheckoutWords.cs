using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.Extensions.Localization;
using Vault.Core.Checkouts;
using Vault.Web.Components;
using Vault.Web.Shell;

namespace Vault.Web.Pages.Checkouts;

/// <summary>A checkout in words.</summary>
public sealed class CheckoutWords(IStringLocalizer<CheckoutTexts> texts, PurposeList purposes, ShownTime shown)
{
    public string State(CheckoutLine line) =>
        texts[
            line.IsOverdue ? "State.Overdue"
            : line.Checkout.IsBreakGlass && line.State == CheckoutState.Open ? "State.BreakGlass"
            : $"State.{line.State}"
        ];

    /// <summary>How a break-glass checkout stands with its review.</summary>
    public string State(UnreviewedBreakGlass one) =>
        texts[
            one.IsOverdue ? "Review.State.Late"
            : one.Line.State == CheckoutState.Open ? "Review.State.Open"
            : "Review.State.Waits"
        ];

    public static ChipKind Chip(UnreviewedBreakGlass one) =>
        one.IsOverdue ? ChipKind.Danger
        : one.Line.State == CheckoutState.Open ? ChipKind.Active
        : ChipKind.Due;

    public static ChipKind Chip(CheckoutLine line) =>
        line switch
        {
            { IsOverdue: true } or { State: CheckoutState.Open, Checkout.IsBreakGlass: true } => ChipKind.Danger,
            { State: CheckoutState.Requested } => ChipKind.Due,
            { State: CheckoutState.Approved, Checkout.Ending: null } => ChipKind.Due,
            { State: CheckoutState.Open } => ChipKind.Active,
            _ => ChipKind.Ended,
        };

    public string Title(CheckoutLine line)
    {
        var ordinary = line.IsExtension ? "Title.Extension" : "Title";
        return texts[line.Checkout.IsBreakGlass ? "Glass.Title" : ordinary, line.Account.Name];
    }

    public string What(CheckoutLine line) =>
        texts[
            line.Checkout.IsBreakGlass ? "What.BreakGlass"
            : line.IsExtension ? "What.Extension"
            : "What",
            line.Requester.DisplayName,
            line.Account.Name
        ];

    public string Of(Purpose purpose) => purpose.Name ?? texts[purpose.NameKey];

    /// <summary>The purpose of a checkout, offered still or not.</summary>
    public string Purpose(string key) => purposes.Find(key) is { } purpose ? Of(purpose) : key;

    /// <summary>What can be chosen, as the choices of a drop-down.</summary>
    public IReadOnlyList<SelectListItem> Purposes =>
        [.. purposes.Offered.Select(p => new SelectListItem(Of(p), p.Key))];

    /// <summary>By the minute.</summary>
    public string Time(DateTimeOffset at) => shown.Absolute(at);

    /// <summary>The same; empty where there is none.</summary>
    public string Time(DateTimeOffset? at) => at is { } time ? Time(time) : "";

    /// <summary>From when until when, by the minute.</summary>
    public string Window(Checkout checkout) =>
        texts["Window", shown.Absolute(checkout.From), shown.Absolute(checkout.Due)];

    /// <summary>Why a step is not taken, and what would help.</summary>
    /// <param name="held">Whose checkout stands in the way, where it is that.</param>
    public string Refusal(CheckoutRefusal why, CheckoutLine? held) =>
        why == CheckoutRefusal.HeldByOther && held is not null
            ? texts["Refusal.HeldBy", held.Requester.DisplayName, shown.Absolute(held.Checkout.Due)]
            : texts[$"Refusal.{why}"];
}
