using Microsoft.Extensions.Localization;
using Vault.Core.Accounts;
using Vault.Core.Imports;
using Vault.Core.People;
using Vault.Core.Text;
using Vault.Web.Components;

namespace Vault.Web.Pages.Imports;

/// <summary>What the reader of registers found, in words a clerk understands. What a file says is made inert.</summary>
public static class ImportWords
{
    /// <summary>Why a file is not read, and what helps.</summary>
    public static string Refusal(IStringLocalizer texts, SheetRefusal why) => texts[$"Refused.{why}"];

    /// <summary>What a column is read as.</summary>
    public static string Meaning(IStringLocalizer texts, RegisterColumn meaning) => texts[$"Meaning.{meaning}"];

    /// <summary>The sheet by its tab; a csv file has none.</summary>
    public static string Sheet(IStringLocalizer texts, string name) =>
        name.Length == 0 ? texts["Sheet.Only"] : texts["Sheet", InertText.Of(name)];

    /// <summary>What is wrong, without its place.</summary>
    public static string What(IStringLocalizer texts, RowProblem problem) =>
        texts[$"Problem.{problem.Kind}", InertText.Of(problem.Value)];

    /// <summary>What stands in the way, seen against the register.</summary>
    public static string What(IStringLocalizer texts, PlanProblem problem) =>
        texts[$"Problem.{problem.Kind}", InertText.Of(problem.Name)];

    /// <summary>A fact of an account by its name.</summary>
    public static string Fact(IStringLocalizer texts, AccountFact fact) => texts[$"Fact.{fact}"];

    /// <summary>The value of a fact, a choice in its word.</summary>
    public static string Value(IStringLocalizer texts, AccountFact fact, string? value) =>
        value is null ? texts["Value.None"]
        : fact is AccountFact.Nature or AccountFact.Status or AccountFact.Verified ? texts[$"Value.{value}"]
        : InertText.Of(value);

    public static string State(IStringLocalizer texts, RegisterImport import) =>
        texts[import.Decision is { } decision ? $"State.{decision}" : "State.Open"];

    public static ChipKind Chip(RegisterImport import) =>
        import.Decision switch
        {
            null => ChipKind.Due,
            ProposalDecision.Confirmed => ChipKind.Verified,
            _ => ChipKind.Ended,
        };

    /// <summary>What is wrong in which row and column of its sheet.</summary>
    public static string Problem(IStringLocalizer texts, SheetReading sheet, RowProblem problem)
    {
        var what = What(texts, problem);
        if (problem.Column is not { } index)
            return texts["Place.Row", problem.Row, what];
        var column = sheet.Columns[index];
        return texts["Place.Cell", problem.Row, column.Letter, InertText.Of(column.Heading), what];
    }
}
