using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace Vault.Core.Text;

/// <summary>Why a typed name was not taken.</summary>
public enum NameFault
{
    /// <summary>Nothing visible was typed.</summary>
    Missing,

    /// <summary>More characters than the register keeps.</summary>
    TooLong,

    /// <summary>A control character, one that hides text or turns its direction, or text that is not Unicode.</summary>
    CharacterNotAllowed,
}

/// <summary>
/// Names as the register keeps them (units, persons, accounts): one line, NFC, no blanks around or doubled inside, and
/// nothing that hides or reorders text, so that two names that look alike on paper are not two rows by a blank.
/// </summary>
public static class NameText
{
    /// <param name="limit">UTF-16 units at most.</param>
    public static bool TryParse(
        string? typed,
        int limit,
        [NotNullWhen(true)] out string? name,
        [NotNullWhen(false)] out NameFault? fault
    )
    {
        (name, fault) = Parse(typed, limit);
        return fault is null;
    }

    /// <summary>Full width and half width, large and small letters are one name.</summary>
    internal static string Uniform(string name) => name.Normalize(NormalizationForm.FormKC).ToLowerInvariant();

    private static (string? Name, NameFault? Fault) Parse(string? typed, int limit)
    {
        if (string.IsNullOrWhiteSpace(typed))
            return (null, NameFault.Missing);
        // Far beyond the limit nothing is worth normalising.
        if (typed.Length > 8 * limit)
            return (null, NameFault.TooLong);
        if (!InertText.IsInert(typed))
            return (null, NameFault.CharacterNotAllowed);
        var words = typed
            .Normalize(NormalizationForm.FormC)
            .Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        var name = string.Join(' ', words);
        if (name.Length > limit)
            return (null, NameFault.TooLong);
        return name.Length == 0 ? (null, NameFault.Missing) : (name, null);
    }
}
