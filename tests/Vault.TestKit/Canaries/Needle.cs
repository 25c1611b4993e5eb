using System.Text;

namespace Vault.TestKit.Canaries;

/// <summary>
/// A short text in every dress it could lie about in: UTF-8, UTF-16 of both orders, hex of both cases, base64 at each of
/// its three alignments with both alphabets. ASCII letters and digits, so that it reads the same in HTML, JSON and
/// addresses; hyphens and blanks where it is shown in groups.
/// </summary>
public sealed class Needle
{
    private readonly List<(string Dress, byte[] Bytes)> _exact = [];
    private readonly List<(string Dress, byte[] Bytes)> _anyCase = [];

    public Needle(string text)
    {
        if (text.Length < 12 || !text.All(c => char.IsAsciiLetterOrDigit(c) || c is ' ' or '-'))
            throw new ArgumentException("Too short to be nobody else's, or not plain.", nameof(text));
        Text = text;
        foreach (var (name, encoding) in Encodings)
        {
            _anyCase.Add((name, encoding.GetBytes(text.ToLowerInvariant())));
            Dress(name, encoding.GetBytes(text));
        }
    }

    private Needle(byte[] bytes)
    {
        Text = Convert.ToHexStringLower(bytes);
        _exact.Add(("as it is", bytes));
        Dress("bytes", bytes);
    }

    /// <summary>Bytes that are no text, a ciphertext: as they are, in hex and in base64.</summary>
    public static Needle Of(byte[] bytes) => new(bytes);

    public string Text { get; }

    private static (string Name, Encoding Encoding)[] Encodings =>
        [("UTF-8", Encoding.UTF8), ("UTF-16", Encoding.Unicode), ("UTF-16BE", Encoding.BigEndianUnicode)];

    /// <summary>The dresses it is found in.</summary>
    public IEnumerable<string> In(Haystack hay)
    {
        foreach (var (dress, bytes) in _exact)
            if (hay.Raw.Span.IndexOf(bytes) >= 0)
                yield return dress;
        foreach (var (dress, bytes) in _anyCase)
            if (hay.Lower.Span.IndexOf(bytes) >= 0)
                yield return dress;
    }

    private void Dress(string name, byte[] bytes)
    {
        _anyCase.Add(("hex of " + name, Encoding.ASCII.GetBytes(Convert.ToHexStringLower(bytes))));
        for (var offset = 0; offset < 3; offset++)
            _exact.AddRange(Base64(bytes, offset).Select(b => ($"base64 of {name}, offset {offset}", b)));
    }

    // Only the characters that no neighbour has a part in.
    private static IEnumerable<byte[]> Base64(byte[] bytes, int offset)
    {
        var whole = Convert.ToBase64String([.. new byte[offset], .. bytes]);
        var first = ((offset * 8) + 5) / 6;
        var last = (offset + bytes.Length) * 8 / 6;
        var clean = whole[first..last];
        yield return Encoding.ASCII.GetBytes(clean);
        if (clean.Contains('+') || clean.Contains('/'))
            yield return Encoding.ASCII.GetBytes(clean.Replace('+', '-').Replace('/', '_'));
    }
}

/// <summary>Bytes to search, as they are and with ASCII capitals made small.</summary>
public sealed class Haystack
{
    public Haystack(string name, byte[] bytes)
    {
        Name = name;
        Raw = bytes;
        var lower = new byte[bytes.Length];
        for (var i = 0; i < bytes.Length; i++)
            lower[i] = bytes[i] is >= (byte)'A' and <= (byte)'Z' ? (byte)(bytes[i] | 0x20) : bytes[i];
        Lower = lower;
    }

    public string Name { get; }

    /// <summary>The database, its write-ahead log or its shared memory.</summary>
    public bool IsDatabase => Path.GetFileName(Name).StartsWith("vault.db", StringComparison.Ordinal);

    public ReadOnlyMemory<byte> Raw { get; }

    public ReadOnlyMemory<byte> Lower { get; }
}
