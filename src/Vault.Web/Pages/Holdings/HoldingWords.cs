using System.Globalization;
using Microsoft.Extensions.Localization;
using Vault.Core.Holdings;
using Vault.Core.People;
using Vault.Web.Components;
using Vault.Web.Words;

namespace Vault.Web.Pages.Holdings;

/// <summary>A holding in words.</summary>
public sealed class HoldingWords(IStringLocalizer<HoldingTexts> texts, DomainWords words)
{
    public string Of(HoldingKind kind) => words.Of(kind);

    public static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>The holder: a person by his name, an office or service by its words, or that nobody knows.</summary>
    public string Holder(HoldingLine line) => line.Holder?.DisplayName ?? line.Outside ?? texts["Holder.Unknown"];

    /// <summary>A short-term operator is ended by the platform itself, so of him it is asked to be confirmed.</summary>
    public string State(HoldingLine line) =>
        line is { State: HoldingState.Expired, Holding.Kind: HoldingKind.ShortTermOperator }
            ? texts["State.ExpiredByItself"]
            : texts[$"State.{line.State}"];

    public static ChipKind Chip(HoldingLine line) =>
        line.State switch
        {
            HoldingState.Running => ChipKind.Active,
            HoldingState.Expiring => ChipKind.Due,
            HoldingState.Expired => ChipKind.Danger,
            _ => ChipKind.Ended,
        };

    /// <summary>What is exceeded, by how much, and what follows from it.</summary>
    public string Warning(HoldingWarning warning) =>
        warning.Operator is { } person
            ? texts[$"Warning.{warning.Limit}", person.DisplayName, warning.Count, warning.Most]
            : texts[$"Warning.{warning.Limit}", warning.Count, warning.Most];

    public string Refusal(HoldingRefusal why) => texts[$"Refusal.{why}"];

    /// <summary>Why something typed was not taken, in a sentence for its field.</summary>
    public string Problem(HoldingFault fault) =>
        (fault.Field, fault.Problem) switch
        {
            (HoldingField.Since, RegisterProblem.OutOfRange) => texts["Problem.SinceAhead"],
            (HoldingField.Outside, RegisterProblem.Impossible) => texts["Problem.TwoHolders"],
            (HoldingField.Holder, RegisterProblem.Missing) => texts["Problem.NoHolder"],
            (HoldingField.Holder, RegisterProblem.Unknown) => texts["Problem.HolderUnknown"],
            _ => words.Problem(fault.Problem, RegisterField.Mobile),
        };

    /// <summary>Null, with the sentence, for what is no evidence.</summary>
    public Reason? Evidence(string? typed, out string? mistake)
    {
        mistake = Reason.TryParse(typed, out var reason, out var refusal) ? null : texts[$"Evidence.{refusal}"].Value;
        return reason;
    }
}
