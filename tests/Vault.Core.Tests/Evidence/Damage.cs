using System.Security.Cryptography;
using System.Text;
using Vault.Core.Audit;

namespace Vault.Core.Tests.Evidence;

/// <summary>What may be done to an exported log, and what a verifier has to say of it.</summary>
/// <param name="Expected">How the verdict begins; null where it depends on chance.</param>
internal sealed record Damage(string Name, string? Expected, Func<MadeLog, Random, byte[]> Do)
{
    private const string Sound = "SOUND ";

    // Another key that claims to be the vault's.
    private static readonly ECDsa Stranger = ECDsa.Create(ECCurve.NamedCurves.nistP256);

    /// <summary>Each acts on a log of at least four entries, two of them with texts.</summary>
    public static readonly IReadOnlyList<Damage> OfExports =
    [
        new("nothing", Sound, (log, _) => log.Export()),
        new("without texts", Sound, (log, _) => With(log, texts: [])),
        new("a line of texts left out", Sound, (log, r) => With(log, texts: Without(Texts(log), r))),
        new("an unknown cosigner", Sound, (log, _) => log.Export(log.Note() + Signature(log.Head().Sign(Stranger)))),
        new("a bit flipped", null, (log, r) => Flipped(log.Export(), r)),
        new("a byte replaced", null, (log, r) => Replaced(log.Export(), r)),
        new("a byte removed", null, (log, r) => Cut(log.Export(), r, 1)),
        new("a stretch removed", null, (log, r) => Cut(log.Export(), r, 1 + r.Next(300))),
        new("cut off somewhere", null, (log, r) => log.Export() is var all ? all[..r.Next(all.Length)] : []),
        new("a bit flipped in the note", null, (log, r) => log.Export(Latin(Flipped(Utf(log.Note()), r)))),
        new("an entry removed", "UNSOUND code=", (log, r) => With(log, leaves: Without(Leaves(log), r))),
        new("an entry doubled", "UNSOUND code=sequence", (log, r) => With(log, leaves: Doubled(Leaves(log), r))),
        new("two entries exchanged", "UNSOUND code=sequence", (log, r) => With(log, leaves: Exchanged(Leaves(log), r))),
        new("an entry inserted", "UNSOUND code=sequence", (log, r) => With(log, leaves: Inserted(Leaves(log), r))),
        new("an empty line among the entries", null, (log, r) => With(log, leaves: Inserted(Leaves(log), r, ""))),
        new("the tail cut, the note kept", "UNSOUND code=", (log, r) => With(log, Leaves(log)[..^(1 + r.Next(2))], [])),
        new("the tail cut, an older note", "UNSOUND code=checkpoint-size", (log, _) => Older(log)),
        new("an older note", "UNSOUND code=size", (log, _) => log.Export(log.Note(log.Size - 1))),
        new("a size one more", "UNSOUND code=size", (log, _) => log.Export(Renamed(log, size: log.Size + 1))),
        new("a size one less", "UNSOUND code=size", (log, _) => log.Export(Renamed(log, size: log.Size - 1))),
        new(
            "another root",
            "UNSOUND code=root",
            (log, _) => log.Export((log.Head() with { Root = new byte[32] }).Sign(log.Key))
        ),
        new(
            "the note of another log",
            "UNSOUND code=origin",
            (log, _) => log.Export(Renamed(log, $"credential-vault/{VaultId.New()}"))
        ),
        new("the note of another epoch", "UNSOUND code=origin", (log, _) => log.Export(log.Note(epoch: log.Epoch + 1))),
        new("an origin that is none", "UNSOUND code=origin", (log, _) => log.Export(Renamed(log, "elsewhere"))),
        new(
            "an epoch written out that is not",
            "UNSOUND code=origin",
            (log, _) => log.Export(Renamed(log, log.Head(epoch: 1).Origin + "/1"))
        ),
        new("another key", "UNSOUND code=signature", (log, _) => log.Export(log.Head().Sign(Stranger))),
        new(
            "a signature under another name",
            "UNSOUND code=signature",
            (log, _) => log.Export(SignedNote.Sign(log.Head().Text(), "somebody", log.Key))
        ),
        new("the key named, another signature", "UNSOUND code=signature", (log, r) => log.Export(Forged(log, r))),
        new(
            "two signatures, one bad",
            "UNSOUND code=signature",
            (log, _) => log.Export(log.Note() + Signature(log.Note(log.Size - 1)))
        ),
        new("two signatures, one no signature", "UNSOUND code=note", (log, _) => log.Export(log.Note() + "— x AAAA\n")),
        new("no note", "UNSOUND code=note", (log, _) => log.Export("")),
        new("no signature", "UNSOUND code=note", (log, _) => log.Export(log.Head().Text() + "\n")),
        new(
            "a note with CRLF",
            "UNSOUND code=note",
            (log, _) => log.Export(log.Note().Replace("\n", "\r\n", StringComparison.Ordinal))
        ),
        new("no final line feed", "UNSOUND code=note", (log, _) => log.Export(log.Note()[..^1])),
        new("a line feed too many", "UNSOUND code=note", (log, _) => log.Export(log.Note() + "\n")),
        new("a hyphen for the dash", "UNSOUND code=note", (log, _) => log.Export(log.Note().Replace('—', '-'))),
        new(
            "a note of ten megabytes",
            "UNSOUND code=note",
            (log, _) => log.Export(log.Note() + new string('x', 10_000_000))
        ),
        new(
            "ten megabytes of signatures",
            "UNSOUND code=note",
            (log, _) => log.Export(log.Note() + string.Concat(Enumerable.Repeat("— a AAAAAAAA\n", 700_000)))
        ),
        new(
            "an extension line",
            "UNSOUND code=note",
            (log, _) => log.Export(Signed(log, log.Head().Text() + "more\n"))
        ),
        new(
            "a size with a leading zero",
            "UNSOUND code=note",
            (log, _) => log.Export(Signed(log, $"{log.Head().Origin}\n0{log.Size}\n{Root(log)}\n"))
        ),
        new(
            "a size past the largest",
            "UNSOUND code=note",
            (log, _) => log.Export(Signed(log, $"{log.Head().Origin}\n9223372036854775808\n{Root(log)}\n"))
        ),
        new(
            "a root without padding",
            "UNSOUND code=note",
            (log, _) => log.Export(Signed(log, $"{log.Head().Origin}\n{log.Size}\n{Root(log)[..^1]}\n"))
        ),
        new(
            "a root with a bit behind its end",
            "UNSOUND code=note",
            (log, _) => log.Export(Signed(log, $"{log.Head().Origin}\n{log.Size}\n{BitBehind(Root(log))}\n"))
        ),
        new(
            "a root of 31 bytes",
            "UNSOUND code=note",
            (log, _) =>
                log.Export(Signed(log, $"{log.Head().Origin}\n{log.Size}\n{Convert.ToBase64String(new byte[31])}\n"))
        ),
        new(
            "CRLF throughout",
            "UNSOUND code=format",
            (log, _) => Utf(Latin(log.Export()).Replace("\n", "\r\n", StringComparison.Ordinal))
        ),
        new(
            "CRLF after entries",
            "UNSOUND code=leaf at=0",
            (log, _) => With(log, leaves: Leaves(log).ConvertAll(l => l + "\r"))
        ),
        new("nothing in the file", "UNSOUND code=format", (_, _) => []),
        new("the first line alone", "UNSOUND code=format", (_, _) => Utf(MadeLog.Header + "\n")),
        new(
            "another format",
            "UNSOUND code=format",
            (log, _) => Utf(Latin(log.Export()).Replace("-log/1\n", "-log/2\n", StringComparison.Ordinal))
        ),
        new("not a log", "UNSOUND code=format", (_, r) => Noise(r)),
        new("rewritten, signed by a stranger", "UNSOUND code=signature", (log, r) => Rewritten(log, r, Stranger)),
        new("rewritten with the key", "UNSOUND code=checkpoint-root", (log, r) => Rewritten(log, r, log.Key)),
        new("rewritten, the old note kept", "UNSOUND code=root", (log, r) => Rewritten(log, r, null)),
        new("an epoch that was before", "UNSOUND code=epoch", (log, _) => WithEpoch(log, "1", "0")),
        new("an epoch that found too much", "UNSOUND code=epoch", (log, _) => WithEpoch(log, "9", $"{log.Size + 1}")),
        new("an epoch without a number", "UNSOUND code=epoch", (log, _) => WithEpoch(log, "2.0", "0")),
        new(
            "a text edited",
            "UNSOUND code=texts",
            (log, r) => With(log, texts: Edited(log, r, "\"text\":\"", "\"text\":\"x"))
        ),
        new("a salt shortened", "UNSOUND code=texts", (log, r) => With(log, texts: Edited(log, r, "==\"", "\""))),
        new(
            "a text of a field there is not",
            "UNSOUND code=texts",
            (log, r) => With(log, texts: Edited(log, r, "\"texts\":{\"", "\"texts\":{\"x"))
        ),
        new(
            "a text twice",
            "UNSOUND code=texts",
            (log, r) => With(log, texts: Edited(log, r, "\"text\":", "\"text\":\"\",\"text\":"))
        ),
        new(
            "a member too many",
            "UNSOUND code=texts",
            (log, r) => With(log, texts: Edited(log, r, "\"text\":", "\"more\":1,\"text\":"))
        ),
        new(
            "half of a surrogate pair",
            "UNSOUND code=texts",
            (log, r) => With(log, texts: Edited(log, r, "\"text\":\"", "\"text\":\"\\ud83d"))
        ),
        new("texts of two entries exchanged", "UNSOUND code=texts", (log, _) => With(log, texts: Swapped(log))),
        new(
            "lines of texts exchanged",
            "UNSOUND code=texts",
            (log, _) => With(log, texts: [Texts(log)[1], Texts(log)[0]])
        ),
        new(
            "a line of texts twice",
            "UNSOUND code=texts",
            (log, _) => With(log, texts: [Texts(log)[0], Texts(log)[0]])
        ),
        new(
            "texts of an entry there is not",
            "UNSOUND code=texts",
            (log, _) => With(log, texts: [$"{{\"seq\":{log.Size},\"texts\":{{\"a\":1}}}}"])
        ),
        new(
            "texts without texts",
            "UNSOUND code=texts at=--",
            (log, _) => With(log, texts: ["{\"seq\":0,\"texts\":{}}"])
        ),
    ];

    /// <summary>Ends of a first entry that was signed as it is: only its JSON decides.</summary>
    public static readonly IReadOnlyList<(string End, bool IsJson)> OddLeaves =
    [
        ("}", true),
        (",\"v\":2,\"seq\":7}", true),
        (",\"a\":[1,-0,0.5,1e9,-1E-9,12345678901234567890123456789]}", true),
        (",\"a\":" + new string('9', 6000) + "}", true),
        (",\"a\":1e99999}", true),
        (", \"a\" : 1\t\r}", true),
        (",\"a\":\"\\ud83d\\ude00\\u0000\u007f\"}", true),
        (",\"kind\":\"Epoch\\u004fpened\",\"kind\":\"other\"}", true),
        (",\"a\":" + new string('[', 63) + new string(']', 63) + "}", true),
        (",\"a\":\"" + new string('[', 200) + "\"}", true),
        (",\"a\":" + new string('[', 64) + new string(']', 64) + "}", false),
        (",\"a\":" + new string('[', 5000) + new string(']', 5000) + "}", false),
        ("} }", false),
        ("}}", false),
        (",}", false),
        (",\"a\"}", false),
        (",\"a\":NaN}", false),
        (",\"a\":Infinity}", false),
        (",\"a\":-Infinity}", false),
        (",\"a\":01}", false),
        (",\"a\":1.}", false),
        (",\"a\":.5}", false),
        (",\"a\":+1}", false),
        (",\"a\":1e}", false),
        (",\"a\":'x'}", false),
        (",\"a\":tru}", false),
        (",\"a\":\"\t\"}", false),
        (",\"a\":\"\\x41\"}", false),
        (",\"a\":\"\\u12\"}", false),
        (",\"a\":\"\\ud83d\"}", false),
        (",\"a\":\"\\ude00\\ud83d\"}", false),
        (",\"a\\udc00\":1}", false),
        (",\"a\":\"\u00ff\"}", false),
        (",\"a\":\"\u00c0\u0080\"}", false),
        (",\"a\":\"\u00ed\u00a0\u0080\"}", false),
        (",\"a\":\"\u00ef\u00bb\u00bf\"}", true),
        (",/*a*/\"a\":1}", false),
        (",\"kind\":\"EpochOpened\"}", false),
        ("", false),
        (" ", false),
    ];

    /// <summary>A log of one entry, signed by the vault, that ends as said.</summary>
    public static byte[] Odd(MadeLog log, string rest)
    {
        var leaf = $"{{\"v\":1,\"seq\":0,\"event\":{{\"vault\":\"{log.Vault}\"}}" + rest;
        var tree = new MerkleTree();
        tree.Append(MerkleTree.LeafHash(Encoding.Latin1.GetBytes(leaf)));
        return MadeLog.Lines([leaf], [], new Checkpoint(log.Head(epoch: 1).Origin, 1, tree.Root()).Sign(log.Key));
    }

    private static List<string> Leaves(MadeLog log) => log.Leaves.ConvertAll(l => Encoding.Latin1.GetString(l));

    private static List<string> Texts(MadeLog log) => log.Texts.ConvertAll(t => t.Line);

    private static byte[] With(MadeLog log, List<string>? leaves = null, List<string>? texts = null) =>
        MadeLog.Lines(leaves ?? Leaves(log), texts ?? Texts(log), log.Note());

    private static byte[] WithEpoch(MadeLog log, string epoch, string found)
    {
        var opened = $"\"kind\":\"EpochOpened\",\"event\":{{\"epoch\":{epoch},\"foundSize\":{found}}}";
        return With(log, [.. Leaves(log), $"{{\"v\":1,\"seq\":{log.Size},{opened}}}"]);
    }

    private static byte[] Older(MadeLog log) => MadeLog.Lines(Leaves(log)[..^1], [], log.Note(log.Size - 1));

    private static List<string> Without(List<string> lines, Random random)
    {
        lines.RemoveAt(random.Next(lines.Count));
        return lines;
    }

    private static List<string> Doubled(List<string> lines, Random random)
    {
        var at = random.Next(lines.Count);
        lines.Insert(at, lines[at]);
        return lines;
    }

    private static List<string> Exchanged(List<string> lines, Random random)
    {
        var (a, b) = (random.Next(lines.Count - 1), lines.Count - 1);
        (lines[a], lines[b]) = (lines[b], lines[a]);
        return lines;
    }

    private static List<string> Inserted(List<string> lines, Random random, string? line = null)
    {
        var at = random.Next(lines.Count);
        lines.Insert(at, line ?? lines[(at + 1) % lines.Count]);
        return lines;
    }

    private static List<string> Edited(MadeLog log, Random random, string old, string other)
    {
        var lines = Texts(log);
        var at = random.Next(lines.Count);
        var found = lines[at].IndexOf(old, StringComparison.Ordinal);
        lines[at] = lines[at][..found] + other + lines[at][(found + old.Length)..];
        return lines;
    }

    private static List<string> Swapped(MadeLog log)
    {
        var lines = Texts(log);
        static string Body(string line) => line[line.IndexOf(",\"texts\"", StringComparison.Ordinal)..];
        static string Head(string line) => line[..line.IndexOf(",\"texts\"", StringComparison.Ordinal)];
        (lines[0], lines[1]) = (Head(lines[0]) + Body(lines[1]), Head(lines[1]) + Body(lines[0]));
        return lines;
    }

    private static byte[] Rewritten(MadeLog log, Random random, ECDsa? key)
    {
        var leaves = Leaves(log);
        // Not the first, which names the vault; nor so late that no checkpoint has seen it.
        var at = 1 + random.Next(2);
        leaves[at] = leaves[at].Replace("\"at\":\"2026", "\"at\":\"2025", StringComparison.Ordinal);
        var tree = new MerkleTree();
        leaves.ForEach(l => tree.Append(MerkleTree.LeafHash(Encoding.Latin1.GetBytes(l))));
        var head = log.Head() with { Root = tree.Root() };
        return MadeLog.Lines(leaves, [], key is null ? log.Note() : head.Sign(key));
    }

    private static string Renamed(MadeLog log, string? origin = null, long? size = null) =>
        new Checkpoint(origin ?? log.Head().Origin, size ?? log.Size, log.Root(log.Size)).Sign(log.Key);

    private static string Signed(MadeLog log, string text) => SignedNote.Sign(text, log.Head().Origin, log.Key);

    private static string Root(MadeLog log) => Convert.ToBase64String(log.Root(log.Size));

    // The last character before the padding carries two bits that mean nothing.
    private static string BitBehind(string base64) =>
        base64[..^2] + (char)(base64[^2] is 'Z' or 'z' or '9' or '/' ? base64[^2] - 1 : base64[^2] + 1) + "=";

    private static string Signature(string note) => note[(note.IndexOf("\n\n", StringComparison.Ordinal) + 2)..];

    private static string Forged(MadeLog log, Random random)
    {
        // Signed once: every signature is another.
        var note = log.Note();
        var parts = note.TrimEnd('\n').Split(' ');
        var bytes = Convert.FromBase64String(parts[^1]);
        bytes[8 + random.Next(bytes.Length - 8)] ^= (byte)(1 << random.Next(8));
        return note.Replace(parts[^1], Convert.ToBase64String(bytes), StringComparison.Ordinal);
    }

    private static byte[] Flipped(byte[] bytes, Random random)
    {
        bytes[random.Next(bytes.Length)] ^= (byte)(1 << random.Next(8));
        return bytes;
    }

    private static byte[] Replaced(byte[] bytes, Random random)
    {
        bytes[random.Next(bytes.Length)] = "\n\r \"{}:,\0\\—x0"u8[random.Next(14)];
        return bytes;
    }

    private static byte[] Cut(byte[] bytes, Random random, int length)
    {
        var at = random.Next(bytes.Length);
        return [.. bytes[..at], .. bytes[Math.Min(at + length, bytes.Length)..]];
    }

    private static byte[] Noise(Random random)
    {
        var bytes = new byte[random.Next(1, 5000)];
        random.NextBytes(bytes);
        return bytes;
    }

    private static byte[] Utf(string text) => Encoding.UTF8.GetBytes(text);

    private static string Latin(byte[] bytes) => Encoding.UTF8.GetString(bytes);
}
