using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;
using Vault.Core;
using Vault.Core.Audit;
using Vault.Core.Evidence;
using Vault.Core.People;
using Vault.Core.Storage;
using Vault.TestKit;
using Vault.Web.Commands;
using Vault.Web.Tests.Conventions;
using Xunit;

namespace Vault.Web.Tests.Commands;

/// <summary><c>export-log</c> and <c>verify-log</c> on the console, in the terminal's language (R50).</summary>
[Trait("R", "R50")]
public sealed class LogCommandTests : IAsyncLifetime
{
    private readonly string _root = Directory.CreateTempSubdirectory("vault-log-").FullName;

    private VaultFolders Folders => VaultFolders.From(Path.Combine(_root, "data"))!;

    private string Export => Path.Combine(_root, "log.txt");

    private string Key => Path.Combine(_root, "key.pem");

    public async Task InitializeAsync()
    {
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("zh-CN");
        await using var vault = Open();
        await File.WriteAllTextAsync(Key, vault.Signer.PublicKeyPem);
        await vault.Writer.Write(
            Actor.System,
            scope => scope.Append(new VaultFounded(vault.Log.Vault, PrivateText.Of("示例大学"), UnitId.New()))
        );
    }

    public Task DisposeAsync()
    {
        Directory.Delete(_root, recursive: true);
        return Task.CompletedTask;
    }

    [Theory]
    [InlineData("zh-CN", "✓ 已导出查阅记录 1 条", "✓ 是导出的查阅记录")]
    [InlineData("en", "✓ Entries of the log exported: 1", "✓ An exported log")]
    public async Task What_is_exported_is_sound_by_the_key_and_the_witness_file(
        string language,
        string said,
        string first
    )
    {
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(language);

        // What the witness had before; it goes on with the line of the export.
        var seen = Path.Combine(_root, "seen.txt");
        File.Copy(Folders.WitnessFile, seen);

        var (code, lines) = await RunExport();
        var (verified, report) = Verify(Export, Key, seen);

        Assert.Equal((0, 0), (code, verified));
        Assert.StartsWith(said, lines[0]);
        Assert.StartsWith(first, report[0]);
        Assert.StartsWith("SOUND size=1 root=", report[^1]);
        Assert.All(report[..^1], l => Assert.StartsWith("✓ ", l));
        Assert.Contains("示例大学", await File.ReadAllTextAsync(Export));
        // The database has one entry more: that of the export, which the vault's end has had witnessed.
        Assert.StartsWith("SOUND size=2 root=", Verify(Folders.Database, Key, Folders.WitnessFile).Lines[^1]);
    }

    [Fact]
    public async Task Without_texts_no_name_or_reason_leaves()
    {
        Assert.Equal(0, (await RunExport(withTexts: false)).Code);

        Assert.DoesNotContain("示例大学", await File.ReadAllTextAsync(Export));
        Assert.Equal(0, Verify(Export, Key).Code);
    }

    [Fact]
    public async Task Nothing_is_exported_while_the_vault_is_served()
    {
        await using var vault = Open();

        var (code, lines) = await RunExport();

        Assert.Equal(1, code);
        Assert.StartsWith("✗ 另一个进程正在使用该数据文件夹", lines[0]);
        Assert.False(File.Exists(Export));
        Assert.Equal(1, vault.Log.Size);
    }

    [Fact]
    public async Task A_file_that_is_there_is_not_overwritten()
    {
        await File.WriteAllTextAsync(Export, "kept");

        var (code, lines) = await RunExport();

        Assert.Equal(2, code);
        Assert.StartsWith("✗ 文件没有写成", lines[0]);
        Assert.Equal("kept", await File.ReadAllTextAsync(Export));
    }

    [Fact]
    public async Task Where_there_is_no_vault_none_is_made()
    {
        var nowhere = VaultFolders.From(Path.Combine(_root, "nowhere"))!;
        using var output = new StringWriter();

        Assert.Equal(1, await ExportLogCommand.Run(nowhere, Export, withTexts: true, output));
        Assert.False(Directory.Exists(nowhere.Data));
    }

    [Fact]
    public async Task What_does_not_hold_is_said_with_its_place_and_answers_1()
    {
        await RunExport();
        var text = await File.ReadAllTextAsync(Export);
        await File.WriteAllTextAsync(Export, text.Replace("\"seq\":0", "\"seq\":3", StringComparison.Ordinal));

        var (code, lines) = Verify(Export, Key);

        Assert.Equal(1, code);
        Assert.Equal(["✗ 有一条不在其位：有缺失、多出或调换", "    第 0 条"], lines[..2]);
        Assert.Equal("UNSOUND code=sequence at=0", lines[^1]);
    }

    [Fact]
    public async Task Without_the_key_nothing_is_called_sound()
    {
        await RunExport();

        var (code, lines) = Verify(Export, null);

        Assert.Equal((1, "UNSOUND code=no-key at=--"), (code, lines[^1]));
        Assert.Contains("✗ 没有给出公钥（--key），签名没有核验", lines);
    }

    [Fact]
    public async Task A_file_that_cannot_be_read_answers_2_and_is_named()
    {
        await RunExport();
        await File.WriteAllTextAsync(
            Path.Combine(_root, "no.pem"),
            "-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----\n"
        );

        foreach (var key in new[] { "no.pem", "nowhere.pem", "log.txt" })
        {
            var (code, lines) = Verify(Export, Path.Combine(_root, key));
            Assert.Equal((2, "UNSOUND code=unreadable at=--"), (code, lines[^1]));
            Assert.Contains(lines, l => l.EndsWith(key, StringComparison.Ordinal));
        }
        Assert.Equal(2, Verify(Path.Combine(_root, "nowhere"), Key).Code);
    }

    [Fact]
    public void Every_line_and_fault_has_its_words_in_both_languages()
    {
        var texts = ResourceFile.Of(nameof(EvidenceTexts));
        var keys = Enum.GetNames<EvidenceKind>()
            .Select(n => "Line." + n)
            .Concat(Enum.GetNames<LogFault>().Select(n => "Fault." + n));

        Assert.All(keys, k => Assert.True(texts.Chinese.ContainsKey(k) && texts.English.ContainsKey(k), k));
    }

    [Fact]
    public async Task A_long_log_is_verified_in_the_memory_of_a_short_one()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        await File.WriteAllTextAsync(Key, key.ExportSubjectPublicKeyInfoPem());
        WriteLong(200_000, key);
        Assert.True(new FileInfo(Export).Length > 60_000_000);

        // In hexadecimal, as the runtime wants it: 24 MB for objects, of a file of more than 60.
        var (code, said) = await RunProcess("1800000", "verify-log", Export, "--key", Key);

        Assert.True(code == 0 && said.TrimEnd().Split('\n')[^1].StartsWith("SOUND size=200000 "), said);
    }

    private void WriteLong(int entries, ECDsa key)
    {
        var (tree, vault, rest) = (new MerkleTree(), VaultId.New(), new string('x', 230));
        using var file = new StreamWriter(Export) { NewLine = "\n" };
        file.WriteLine("credential-vault-log/1");
        for (var i = 0; i < entries; i++)
        {
            var leaf = $"{{\"v\":1,\"seq\":{i},\"event\":{{\"vault\":\"{vault}\",\"rest\":\"{rest}\"}}}}";
            tree.Append(MerkleTree.LeafHash(Encoding.UTF8.GetBytes(leaf)));
            file.WriteLine(leaf);
        }
        file.Write("\n\n" + new Checkpoint($"credential-vault/{vault}", entries, tree.Root()).Sign(key));
    }

    private static async Task<(int Code, string Said)> RunProcess(string heap, params string[] arguments)
    {
        var start = new ProcessStartInfo(
            HostTools.PathOf("dotnet") ?? "dotnet",
            [Path.Combine(AppContext.BaseDirectory, "Vault.Web.dll"), .. arguments]
        )
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { ["DOTNET_GCHeapHardLimit"] = heap },
        };
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        var said = await process.StandardOutput.ReadToEndAsync() + await errors;
        await process.WaitForExitAsync();
        return (process.ExitCode, said);
    }

    private async Task<(int Code, string[] Lines)> RunExport(bool withTexts = true)
    {
        using var output = new StringWriter();
        var code = await ExportLogCommand.Run(Folders, Export, withTexts, output);
        return (code, Lines(output));
    }

    private static (int Code, string[] Lines) Verify(string file, string? key, params string[] checkpoints)
    {
        using var output = new StringWriter();
        var code = VerifyLogCommand.Run(file, key, checkpoints, output);
        return (code, Lines(output));
    }

    private static string[] Lines(StringWriter output) =>
        output.ToString().Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries);

    private VaultInstance Open() =>
        TestVault.Opened(
            VaultOpening.Open(
                new OpeningOptions(
                    Folders,
                    db => db.Database.Migrate(),
                    "Vault.Web",
                    TimeProvider.System,
                    NullLoggerFactory.Instance
                )
            )
        );
}
