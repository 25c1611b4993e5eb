namespace Vault.Core.Exports;

/// <summary>
/// R69: text that a spreadsheet could take for a formula gets a quotation mark in front, and loses it again when it is
/// read. The two undo each other for every text: one that looks neutralised already gets one mark more.
/// </summary>
public static class InertCell
{
    private const char Mark = '\'';

    // The full-width forms too: office programs set to Chinese or Japanese take them for the others.
    private const string Dangerous = "=+-@\t\r\n\0＝＋－＠";

    /// <summary>The text as it may stand in a cell.</summary>
    public static string Of(string text) => IsDangerous(text) ? Mark + text : text;

    /// <summary>The text as it was; what was never neutralised stays as it is.</summary>
    public static string Undo(string text) =>
        text.Length > 1 && text[0] == Mark && IsDangerous(text) ? text[1..] : text;

    private static bool IsDangerous(string text)
    {
        var bare = text.AsSpan().TrimStart(Mark);
        return bare.Length > 0 && Dangerous.Contains(bare[0], StringComparison.Ordinal);
    }
}
