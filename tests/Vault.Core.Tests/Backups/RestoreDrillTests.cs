using System.Runtime.Versioning;
using System.Security.Cryptography;
using Microsoft.Extensions.Logging.Abstractions;
using Vault.Core.Audit;
using Vault.Core.Backups;
using Vault.Core.Custody;
using Vault.Core.Keys;
using Vault.Core.People;
using Vault.Core.Storage;
using Vault.Core.Witnesses;
using Vault.TestKit;
using Xunit;

namespace Vault.Core.Tests.Backups;

/// <summary>R75: a backup taken while the vault is used is a whole vault elsewhere, or it is refused with the reason.</summary>
public sealed class RestoreDrillTests : IAsyncLifetime
{
    private readonly string _elsewhere = Directory.CreateTempSubdirectory("vault-restored-").FullName;

    private CustodyScene _scene = null!;

    private string File => Path.Combine(_elsewhere, "vault.backup");

    private OpeningOptions Options =>
        new(
            VaultFolders.From(Path.Combine(_elsewhere, "data"))!,
            TestSchema.Make,
            null,
            _scene.Vault.Clock,
            NullLoggerFactory.Instance
        );

    public async Task InitializeAsync() => _scene = await CustodyScene.Set();

    public async Task DisposeAsync()
    {
        await _scene.DisposeAsync();
        Directory.Delete(_elsewhere, recursive: true);
    }

    [Fact]
    public async Task A_backup_taken_under_load_is_a_whole_vault_elsewhere()
    {
        using var stop = new CancellationTokenSource();
        var load = Load(stop.Token);
        var made = Assert.IsType<MakeBackupOutcome.Made>(await Make());
        await stop.CancelAsync();
        Assert.True(await load > 0);

        CarryRootKey();
        var restored = Assert.IsType<RestoreOutcome.Restored>(await Restore());

        Assert.Equal(made.Manifest, restored.Manifest);
        Assert.True(restored.Report.IsSound);
        Assert.False(Directory.Exists(Options.Folders.Data + ".restoring"));
        // No witness was put back: two persons have to acknowledge what may be missing.
        var opened = Assert.IsType<Opening.Contradicted>(VaultOpening.Open(Options));
        await using var vault = opened.Vault;
        Assert.Equal(WitnessVerdict.Missing, opened.Finding.Verdict);
        using var db = vault.OpenReader();
        var version = db.Set<SecretVersion>().Single();
        Assert.True(new Sealer(vault).Probe(version.Sealed!));
    }

    [Fact]
    public async Task The_line_of_the_log_names_the_file_by_its_digest()
    {
        var made = Assert.IsType<MakeBackupOutcome.Made>(await Make());

        var content = await System.IO.File.ReadAllBytesAsync(File);
        var line = _scene.Vault.Newest<BackupMade>();
        Assert.Equal(("vault.backup", content.LongLength), (line.File, line.Length));
        Assert.Equal(SHA256.HashData(content), line.Digest);
        Assert.Equal(made.Manifest.Entries, line.Entries);
        Assert.Equal([File], Directory.GetFiles(_elsewhere));
        Assert.DoesNotContain("snapshot", string.Join(' ', Directory.GetFiles(_scene.Vault.Instance.Folders.Data)));
    }

    [UnixFact]
    [UnsupportedOSPlatform("windows")]
    public async Task A_backup_is_for_its_own_user_only()
    {
        await Make();

        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, System.IO.File.GetUnixFileMode(File));
    }

    [Fact]
    public async Task Neither_root_key_nor_secret_lies_in_it()
    {
        await Make();

        var content = Convert.ToHexString(await System.IO.File.ReadAllBytesAsync(File));
        foreach (var name in new[] { "SQLite format 3", CustodyScene.Canary, "示例大学", "vault-backup-1" })
            Assert.DoesNotContain(Convert.ToHexString(System.Text.Encoding.UTF8.GetBytes(name)), content);
        var key = System.IO.File.ReadAllText(_scene.Vault.Instance.Folders.RootKeyFile).Split(' ')[1].Trim();
        List<string> names = [];
        using var file = System.IO.File.OpenRead(File);
        BackupArchive.Read(
            file,
            _scene.Vault.Instance.RootKey,
            (name, stream) =>
            {
                names.Add(name);
                using var buffer = new MemoryStream();
                stream.CopyTo(buffer);
                Assert.Equal(-1, buffer.ToArray().AsSpan().IndexOf(Convert.FromBase64String(key)));
                Assert.Equal(-1, buffer.ToArray().AsSpan().IndexOf(System.Text.Encoding.ASCII.GetBytes(key)));
            }
        );
        Assert.Equal(4, names.Count);
    }

    /// <summary>Bytes of every part, those around each boundary of a chunk among them.</summary>
    [Fact]
    public async Task A_flipped_byte_is_refused()
    {
        await Make();
        CarryRootKey();
        var content = await System.IO.File.ReadAllBytesAsync(File);
        foreach (var at in Sampled(content.Length))
        {
            content[at] ^= 1;
            await System.IO.File.WriteAllBytesAsync(File, content);
            Assert.Equal((at, Expected(at)), (at, Assert.IsType<RestoreOutcome.Refused>(await Restore()).Why));
            content[at] ^= 1;
        }
        AssertNothingLeft();
    }

    [Fact]
    public async Task A_cut_tail_is_refused()
    {
        await Make();
        CarryRootKey();
        var content = await System.IO.File.ReadAllBytesAsync(File);
        foreach (var length in Sampled(content.Length))
        {
            await System.IO.File.WriteAllBytesAsync(File, content[..length]);
            var why = length < SealedStream.HeaderLength ? BackupRefusal.NotABackup : BackupRefusal.Damaged;
            Assert.Equal((length, why), (length, Assert.IsType<RestoreOutcome.Refused>(await Restore()).Why));
        }
        await System.IO.File.WriteAllBytesAsync(File, [.. content, 0]);
        Assert.Equal(BackupRefusal.Damaged, Assert.IsType<RestoreOutcome.Refused>(await Restore()).Why);
        AssertNothingLeft();
    }

    [Fact]
    public async Task Each_missing_or_wrong_piece_has_its_own_answer()
    {
        await Make();

        Assert.Equal(SealReason.RootKeyMissing, Assert.IsType<RestoreOutcome.NoRootKey>(await Restore()).Why);
        Directory.CreateDirectory(Options.Folders.Keys);
        await System.IO.File.WriteAllTextAsync(Options.Folders.RootKeyFile, "not a key");
        Assert.Equal(SealReason.RootKeyUnreadable, Assert.IsType<RestoreOutcome.NoRootKey>(await Restore()).Why);
        System.IO.File.Delete(Options.Folders.RootKeyFile);
        new RootKeyFile(Options.Folders.RootKeyFile).Create();
        Assert.Equal(BackupRefusal.OtherRootKey, Assert.IsType<RestoreOutcome.Refused>(await Restore()).Why);

        CarryRootKey();
        var other = Path.Combine(_elsewhere, "other");
        await System.IO.File.WriteAllTextAsync(other, "no backup at all");
        Assert.Equal(
            BackupRefusal.NotABackup,
            Assert.IsType<RestoreOutcome.Refused>(await new BackupRestoration(Options).From(other)).Why
        );
        Assert.IsType<RestoreOutcome.Failed>(await new BackupRestoration(Options).From(other + "-gone"));
        AssertNothingLeft();

        Directory.CreateDirectory(Options.Folders.Ring);
        var foreign = Path.Combine(Options.Folders.Ring, "key-of-somebody.ring");
        await System.IO.File.WriteAllTextAsync(foreign, "");
        Assert.Equal(foreign, Assert.IsType<RestoreOutcome.InTheWay>(await Restore()).Path);
        System.IO.File.Delete(foreign);
        Directory.CreateDirectory(Options.Folders.Data);
        await System.IO.File.WriteAllTextAsync(Options.Folders.Database, "");
        Assert.Equal(Options.Folders.Database, Assert.IsType<RestoreOutcome.InTheWay>(await Restore()).Path);
        System.IO.File.Delete(Options.Folders.Database);

        Assert.IsType<RestoreOutcome.Restored>(await Restore());
    }

    /// <summary>A restore that was killed after the keys were put in place goes on.</summary>
    [Fact]
    public async Task The_keys_of_the_same_backup_are_not_in_the_way()
    {
        await Make();
        CarryRootKey();
        await Restore();
        System.IO.File.Delete(Options.Folders.Database);

        Assert.IsType<RestoreOutcome.Restored>(await Restore());
    }

    [Fact]
    public async Task A_vault_that_does_not_keep_its_promises_is_not_put_in_place()
    {
        _scene.Vault.Sql("UPDATE secret_versions SET State = 'Retired'");
        await Make();
        CarryRootKey();

        Assert.False(Assert.IsType<RestoreOutcome.Unsound>(await Restore()).Report.IsSound);
        AssertNothingLeft();
    }

    [Fact]
    public async Task Where_no_backup_can_be_made_the_log_says_so_and_nothing_is_left()
    {
        var gone = Path.Combine(_elsewhere, "not-there", "vault.backup");

        var failed = Assert.IsType<MakeBackupOutcome.Failed>(
            await _scene.Vault.Get<MakeBackup>().Run(Actor.System, gone)
        );

        Assert.Equal(BackupFault.TargetRefused, failed.Why);
        Assert.Equal(new BackupFailed(BackupFault.TargetRefused), _scene.Vault.LastEvent());
        await Make();
        Assert.Equal(BackupFault.FileExists, Assert.IsType<MakeBackupOutcome.Failed>(await Make()).Why);
        Assert.Equal([File], Directory.GetFiles(_elsewhere));
        Assert.DoesNotContain("snapshot", string.Join(' ', Directory.GetFiles(_scene.Vault.Instance.Folders.Data)));
    }

    /// <summary>What the magic, the check of the root key with its salt, and the chunks answer.</summary>
    private static BackupRefusal Expected(int at) =>
        at switch
        {
            < 4 => BackupRefusal.NotABackup,
            < SealedStream.HeaderLength => BackupRefusal.OtherRootKey,
            _ => BackupRefusal.Damaged,
        };

    private static IEnumerable<int> Sampled(int length)
    {
        var chunk = SealedStream.ChunkLength + SealedStream.TagLength;
        var boundaries = Enumerable
            .Range(0, (length / chunk) + 1)
            .SelectMany(n => new[] { -1, 0, 1 }.Select(d => SealedStream.HeaderLength + (n * chunk) + d));
        var random = new Random(20261124);
        return boundaries
            .Concat([0, 3, 4, 19, 20, length - 1])
            .Concat(Enumerable.Range(0, 40).Select(_ => random.Next(length)))
            .Where(at => at >= 0 && at < length)
            .Distinct();
    }

    private async Task<int> Load(CancellationToken until)
    {
        var written = 0;
        while (!until.IsCancellationRequested)
        {
            await _scene.Vault.Write(scope => scope.Append(new AccessRefused("load", null)));
            written++;
        }
        return written;
    }

    private Task<MakeBackupOutcome> Make() => _scene.Vault.Get<MakeBackup>().Run(Actor.System, File);

    private Task<RestoreOutcome> Restore() => new BackupRestoration(Options).From(File);

    private void CarryRootKey()
    {
        Directory.CreateDirectory(Options.Folders.Keys);
        System.IO.File.Copy(_scene.Vault.Instance.Folders.RootKeyFile, Options.Folders.RootKeyFile, overwrite: true);
    }

    private void AssertNothingLeft()
    {
        Assert.False(System.IO.File.Exists(Options.Folders.Database));
        Assert.False(Directory.Exists(Options.Folders.Data + ".restoring"));
        Assert.Equal(
            [Options.Folders.RootKeyFile],
            Directory.GetFiles(Options.Folders.Keys, "*", SearchOption.AllDirectories)
        );
    }
}
