using System.Diagnostics.CodeAnalysis;

namespace Vault.Core.SignIns;

/// <summary>
/// The name a person signs in with: 3 to 64 of <c>a–z 0–9 . - _</c>, first and last a letter or digit. That is the only
/// spelling: what is not written so already is refused, never repaired, so no two accepted names are the same name
/// under case folding or any Unicode normalisation, and counters, look-ups and log lines agree on who is meant.
/// </summary>
public readonly record struct UserName
{
    /// <summary>Shortest name, in characters.</summary>
    public const int MinLength = 3;

    /// <summary>Longest name, in characters.</summary>
    public const int MaxLength = 64;

    private readonly string? _text;

    private UserName(string text) => _text = text;

    /// <summary>False for everything that is not canonical: upper case, blanks around it, other scripts, full width.</summary>
    public static bool TryParse([NotNullWhen(true)] string? typed, out UserName name)
    {
        var canonical =
            typed is { Length: >= MinLength and <= MaxLength }
            && IsLetterOrDigit(typed[0])
            && IsLetterOrDigit(typed[^1])
            && typed.All(character => IsLetterOrDigit(character) || character is '.' or '-' or '_');
        name = canonical ? new UserName(typed!) : default;
        return canonical;
    }

    /// <summary>The canonical spelling.</summary>
    /// <exception cref="InvalidOperationException">The value was never parsed.</exception>
    public string Text => _text ?? throw new InvalidOperationException("This user name was never parsed.");

    public override string ToString() => _text ?? "";

    private static bool IsLetterOrDigit(char character) =>
        char.IsAsciiLetterLower(character) || char.IsAsciiDigit(character);
}
