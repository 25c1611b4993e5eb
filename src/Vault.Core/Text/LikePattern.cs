namespace Vault.Core.Text;

/// <summary>What somebody typed in a search field, as the pattern of a LIKE that finds it anywhere in a text.</summary>
public static class LikePattern
{
    /// <summary>The escape character to hand to <c>EF.Functions.Like</c> beside the pattern.</summary>
    public const string Escape = "\\";

    /// <summary>Longest search text taken, in UTF-16 units; the rest is not looked for.</summary>
    public const int Limit = 100;

    /// <summary>Null where nothing was typed.</summary>
    public static string? Containing(string? typed)
    {
        if (string.IsNullOrWhiteSpace(typed))
            return null;
        var text = typed.Trim();
        text = text[..Math.Min(text.Length, Limit)];
        foreach (var special in new[] { "\\", "%", "_" })
            text = text.Replace(special, Escape + special, StringComparison.Ordinal);
        return $"%{text}%";
    }
}
