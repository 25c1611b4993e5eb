using System.Globalization;
using System.Text.RegularExpressions;

namespace Vault.Web.Pages.Playbooks;

/// <summary>What a button of the form does to a step; anything else that was pressed saves.</summary>
/// <param name="Index">Counted from 0.</param>
internal sealed partial record StepButton(string Verb, int Index)
{
    /// <summary>Null for the button that saves.</summary>
    public static StepButton? Of(string? pressed) =>
        pressed is not null && Form().Match(pressed) is { Success: true } match
            ? new(match.Groups["verb"].Value, int.Parse(match.Groups["index"].Value, CultureInfo.InvariantCulture))
            : null;

    /// <summary>Moves, adds or removes; nothing where there is no such step.</summary>
    /// <returns>Where the step that it was about stands now; null where none is.</returns>
    public int? Press<T>(List<T> steps)
        where T : new()
    {
        if (Verb == "add" && Index <= steps.Count)
        {
            steps.Insert(Index, new());
            return Index;
        }
        if (Index >= steps.Count)
            return null;
        if (Verb == "remove")
        {
            steps.RemoveAt(Index);
            return null;
        }
        var to = Verb == "up" ? Index - 1 : Index + 1;
        if (to < 0 || to >= steps.Count)
            return Index;
        (steps[Index], steps[to]) = (steps[to], steps[Index]);
        return to;
    }

    [GeneratedRegex(
        "^(?<verb>up|down|add|remove):(?<index>[0-9]{1,3})$",
        RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture
    )]
    private static partial Regex Form();
}
