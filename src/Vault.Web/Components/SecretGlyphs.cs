using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Html;

namespace Vault.Web.Components;

/// <summary>
/// How the characters of a secret stand on the page: text nodes, grouped by four, digits in a tint of their own. Between the
/// groups stands no character, so what is selected and copied is the secret and nothing else.
/// </summary>
public static class SecretGlyphs
{
    private const int GroupLength = 4;

    /// <summary>
    /// Writes the characters straight to the response; no string is made of them. A line break begins a new group. A pair of
    /// surrogates is never parted.
    /// </summary>
    public static void Write(TextWriter writer, ReadOnlySpan<char> secret) => Write(writer, secret, GroupLength);

    /// <summary>For a value that already is a string, as a code or a demonstration is.</summary>
    public static IHtmlContent Html(string value) => new Grouped(value, GroupLength);

    /// <summary>A one-time code: six digits in two groups of three, eight in two of four.</summary>
    public static IHtmlContent Code(string code) => new Grouped(code, code.Length % 4 == 0 ? 4 : 3);

    private static void Write(TextWriter writer, ReadOnlySpan<char> secret, int groupLength)
    {
        var inGroup = 0;
        foreach (var rune in secret.EnumerateRunes())
        {
            if (inGroup == 0)
                writer.Write("<span class=\"group\">");
            WriteRune(writer, rune);
            inGroup++;
            if (inGroup == groupLength || rune.Value == '\n')
            {
                writer.Write("</span><wbr>");
                inGroup = 0;
            }
        }
        if (inGroup > 0)
            writer.Write("</span>");
    }

    private static void WriteRune(TextWriter writer, System.Text.Rune rune)
    {
        if (rune.Value is >= '0' and <= '9')
        {
            writer.Write("<span class=\"digit\">");
            writer.Write((char)rune.Value);
            writer.Write("</span>");
            return;
        }
        Span<char> raw = stackalloc char[2];
        Span<char> encoded = stackalloc char[16];
        var length = rune.EncodeToUtf16(raw);
        HtmlEncoder.Default.Encode(raw[..length], encoded, out _, out var written);
        writer.Write(encoded[..written]);
    }

    private sealed class Grouped(string value, int groupLength) : IHtmlContent
    {
        public void WriteTo(TextWriter writer, HtmlEncoder encoder) => SecretGlyphs.Write(writer, value, groupLength);
    }
}
