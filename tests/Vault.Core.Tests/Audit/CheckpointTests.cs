using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;
using Vault.Core.Audit;
using Vault.TestKit;
using Xunit;

namespace Vault.Core.Tests.Audit;

/// <summary>Signed checkpoints (R50): what the key signed is read back, and nothing that differs from it by a byte.</summary>
public sealed class CheckpointTests : IDisposable
{
    private const string Origin = "vault.example.edu.cn/0198c0de/1";

    private readonly ECDsa _key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private readonly ECDsa _other = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private readonly Checkpoint _checkpoint = new(Origin, 20_852_163, RandomNumberGenerator.GetBytes(32));

    public void Dispose()
    {
        _key.Dispose();
        _other.Dispose();
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(long.MaxValue)]
    public void What_was_signed_is_read_back(long size)
    {
        var signed = _checkpoint with { Size = size };

        var opened = Open(signed.Sign(_key));

        Assert.Equal((Origin, size), (opened!.Origin, opened.Size));
        Assert.Equal(signed.Root, opened.Root);
    }

    [Fact]
    public void Its_text_is_three_lines_and_its_signature_names_the_key()
    {
        var lines = _checkpoint.Sign(_key).Split('\n');

        Assert.Equal([Origin, "20852163", Convert.ToBase64String(_checkpoint.Root), ""], lines[..4]);
        Assert.StartsWith($"— {Origin} ", lines[4], StringComparison.Ordinal);
        Assert.Equal("", lines[5]);
        // The key id is that of the specification: SHA-256 over the key in SPKI, its first four bytes.
        var id = Convert.FromBase64String(lines[4].Split(' ')[2])[..4];
        Assert.Equal(SHA256.HashData(_key.ExportSubjectPublicKeyInfo())[..4], id);
    }

    [Fact]
    public void No_byte_of_it_may_differ()
    {
        var note = Encoding.UTF8.GetBytes(_checkpoint.Sign(_key));
        for (var i = 0; i < note.Length; i++)
        {
            var touched = (byte[])note.Clone();
            touched[i] ^= (byte)(1 << Random.Shared.Next(8));
            Assert.True(Checkpoint.Open(touched, Origin, _key) is null, $"byte {i}");
        }
        for (var length = 0; length < note.Length; length++)
            Assert.Null(Checkpoint.Open(note.AsSpan(0, length), Origin, _key));
    }

    public static TheoryData<string> Attacks => [.. Forgeries.Keys];

    [Theory]
    [MemberData(nameof(Attacks))]
    public void What_is_not_written_as_the_format_says_is_no_checkpoint(string attack)
    {
        var forged = Forgeries[attack](this, _checkpoint.Sign(_key));

        Assert.Null(Open(forged));
    }

    [Fact]
    public void A_signature_by_somebody_unknown_is_left_alone()
    {
        var note = _checkpoint.Sign(_key);

        var cosigned = note + _checkpoint.Sign(_other).Split('\n')[4] + "\n";

        Assert.NotNull(Open(cosigned));
    }

    [Fact]
    public void Another_key_or_origin_opens_nothing()
    {
        var note = Encoding.UTF8.GetBytes(_checkpoint.Sign(_key));

        Assert.Null(Checkpoint.Open(note, Origin, _other));
        Assert.Null(Checkpoint.Open(note, Origin + "/2", _key));
    }

    [Fact]
    public void A_note_of_ten_megabytes_is_not_read()
    {
        var note = Encoding.UTF8.GetBytes(_checkpoint.Sign(_key) + new string('x', 10_000_000));

        Assert.Null(Checkpoint.Open(note, Origin, _key));
    }

    [Theory]
    [InlineData("")]
    [InlineData("with space")]
    [InlineData("with+plus")]
    public void Nothing_is_signed_that_could_not_be_read_back(string origin) =>
        Assert.Throws<ArgumentException>(() => (_checkpoint with { Origin = origin }).Sign(_key));

    [NeedsTool("openssl")]
    public async Task Openssl_alone_verifies_it()
    {
        var folder = Directory.CreateTempSubdirectory("vault-note-").FullName;
        var lines = _checkpoint.Sign(_key).Split('\n');
        await File.WriteAllTextAsync(Path.Combine(folder, "key.pem"), _key.ExportSubjectPublicKeyInfoPem());
        await File.WriteAllTextAsync(Path.Combine(folder, "text"), string.Join('\n', lines[..3]) + "\n");
        await File.WriteAllBytesAsync(
            Path.Combine(folder, "signature"),
            Convert.FromBase64String(lines[4].Split(' ')[2])[4..]
        );

        Assert.Equal("Verified OK\n", await Verify(folder));
        await File.AppendAllTextAsync(Path.Combine(folder, "text"), "x");
        Assert.NotEqual("Verified OK\n", await Verify(folder));
        Directory.Delete(folder, recursive: true);
    }

    private static async Task<string> Verify(string folder)
    {
        var start = new ProcessStartInfo(
            "openssl",
            ["dgst", "-sha256", "-verify", "key.pem", "-signature", "signature", "text"]
        )
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        var said = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return said;
    }

    private Checkpoint? Open(string note) => Checkpoint.Open(Encoding.UTF8.GetBytes(note), Origin, _key);

    private string Signed(string text) => SignedNote.Sign(text, Origin, _key);

    private static readonly Dictionary<string, Func<CheckpointTests, string, string>> Forgeries = new()
    {
        ["CRLF"] = (_, note) => note.Replace("\n", "\r\n", StringComparison.Ordinal),
        ["missing final newline"] = (_, note) => note[..^1],
        ["no signature"] = (_, note) => note[..(note.IndexOf("\n\n", StringComparison.Ordinal) + 2)],
        ["no blank line"] = (_, note) => note.Replace("\n\n", "\n", StringComparison.Ordinal),
        ["two signatures, one bad"] = (_, note) =>
            note + note.Split('\n')[4][..^8].Replace("=", "", StringComparison.Ordinal) + "AAAAAAA=\n",
        ["two signatures, one for another text"] = (t, note) =>
            note + (t._checkpoint with { Size = 7 }).Sign(t._key).Split('\n')[4] + "\n",
        ["only an unknown key"] = (t, _) => t._checkpoint.Sign(t._other),
        ["a hyphen for the dash"] = (_, note) => note.Replace('—', '-'),
        ["base64 without padding"] = (t, _) => t.Signed($"{Origin}\n7\n{Convert.ToBase64String(new byte[32])[..^1]}\n"),
        ["base64 with a bit behind its end"] = (t, _) =>
            t.Signed($"{Origin}\n7\n{Convert.ToBase64String(new byte[32])[..^2]}B=\n"),
        ["a root of 31 bytes"] = (t, _) => t.Signed($"{Origin}\n7\n{Convert.ToBase64String(new byte[31])}\n"),
        ["a size with a leading zero"] = (t, _) => t.Signed($"{Origin}\n07\n{Convert.ToBase64String(new byte[32])}\n"),
        ["a negative size"] = (t, _) => t.Signed($"{Origin}\n-7\n{Convert.ToBase64String(new byte[32])}\n"),
        ["a size past the largest"] = (t, _) =>
            t.Signed($"{Origin}\n9223372036854775808\n{Convert.ToBase64String(new byte[32])}\n"),
        ["an extension line"] = (t, _) => t.Signed($"{Origin}\n7\n{Convert.ToBase64String(new byte[32])}\nmore\n"),
        ["a line too few"] = (t, _) => t.Signed($"{Origin}\n7\n"),
        ["another origin in the text"] = (t, _) => t.Signed($"elsewhere\n7\n{Convert.ToBase64String(new byte[32])}\n"),
    };
}
