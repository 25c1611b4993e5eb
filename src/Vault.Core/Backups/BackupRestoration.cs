using Vault.Core.Checks;
using Vault.Core.Keys;
using Vault.Core.Storage;

namespace Vault.Core.Backups;

/// <summary>What came of restoring a backup.</summary>
public abstract record RestoreOutcome
{
    private RestoreOutcome() { }

    /// <param name="Manifest">What the backup says of itself.</param>
    /// <param name="Report">What was checked before anything took its place.</param>
    public sealed record Restored(BackupManifest Manifest, CheckReport Report) : RestoreOutcome;

    /// <summary>The file is not a whole backup of this root key.</summary>
    public sealed record Refused(BackupRefusal Why) : RestoreOutcome;

    /// <summary>Something is where the vault is to be put.</summary>
    public sealed record InTheWay(string Path) : RestoreOutcome;

    public sealed record NoRootKey(SealReason Why, string Path) : RestoreOutcome;

    /// <summary>The backup is authentic; the vault in it does not open.</summary>
    public sealed record Sealed(SealReason Why, string Detail, BackupManifest Manifest) : RestoreOutcome;

    /// <summary>The vault in it opens, and does not keep every promise.</summary>
    public sealed record Unsound(CheckReport Report) : RestoreOutcome;

    /// <summary>A file or folder could not be read or written.</summary>
    public sealed record Failed(string Detail) : RestoreOutcome;
}

/// <summary>
/// Puts a backup where there is no vault: unpacks it beside the data folder, opens it there, runs every invariant over it,
/// and only then moves it into its place. Whatever is refused leaves the folders as they were. The witness file is not
/// put back: what it says beside the restored log is what the next start finds out.
/// </summary>
public sealed class BackupRestoration
{
    private readonly OpeningOptions _options;
    private readonly VaultFolders _folders;
    private readonly string _staging;
    private readonly VaultFolders _staged;

    /// <param name="options">Where the vault is to be put, and how it is opened there.</param>
    public BackupRestoration(OpeningOptions options)
    {
        _options = options;
        _folders = options.Folders;
        _staging = _folders.Data + ".restoring";
        _staged = _folders.Under(_staging);
    }

    public async Task<RestoreOutcome> From(string file)
    {
        if (InTheWay() is { } path)
            return new RestoreOutcome.InTheWay(path);
        var keyFile = new RootKeyFile(_folders.RootKeyFile);
        if (!keyFile.Exists)
            return new RestoreOutcome.NoRootKey(SealReason.RootKeyMissing, keyFile.Path);
        if (keyFile.Read() is not { } rootKey)
            return new RestoreOutcome.NoRootKey(SealReason.RootKeyUnreadable, keyFile.Path);
        try
        {
            Clear();
            var manifest = Unpack(file, rootKey);
            if (InTheWayOfKeys() is { } key)
                return new RestoreOutcome.InTheWay(key);
            var outcome = await Verify(manifest);
            if (outcome is RestoreOutcome.Restored)
                PutInPlace();
            return outcome;
        }
        catch (BackupRefusedException e)
        {
            return new RestoreOutcome.Refused(e.Why);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return new RestoreOutcome.Failed(e.Message);
        }
        finally
        {
            Clear();
        }
    }

    private string? InTheWay() =>
        new[] { _folders.Database, _folders.Database + "-wal", _folders.Database + "-journal" }.FirstOrDefault(
            File.Exists
        );

    /// <summary>Keys of another vault. Those of this backup may be there: a restore that was killed has put them there.</summary>
    private string? InTheWayOfKeys() =>
        KeysIn(_folders)
            .FirstOrDefault(there =>
                Path.Combine(_staged.Keys, Path.GetRelativePath(_folders.Keys, there)) is var staged
                && !(File.Exists(staged) && File.ReadAllBytes(staged).AsSpan().SequenceEqual(File.ReadAllBytes(there)))
            );

    private static IEnumerable<string> KeysIn(VaultFolders folders) =>
        [
            .. Directory.Exists(folders.Ring) ? Directory.EnumerateFileSystemEntries(folders.Ring) : [],
            .. File.Exists(folders.SigningKeyFile) ? [folders.SigningKeyFile] : Array.Empty<string>(),
        ];

    private BackupManifest Unpack(string file, RootKey rootKey)
    {
        PrivateFile.CreateFolder(_staging);
        _staged.Create();
        PrivateFile.CreateFolder(Path.GetDirectoryName(_staged.WitnessFile)!);
        using var backup = File.OpenRead(file);
        return BackupArchive.Read(
            backup,
            rootKey,
            (name, content) =>
            {
                using var target = PrivateFile.Create(Target(name));
                content.CopyTo(target);
                target.Flush(flushToDisk: true);
            }
        );
    }

    private string Target(string name) =>
        name switch
        {
            BackupArchive.DatabaseName => _staged.Database,
            BackupArchive.SigningKeyName => _staged.SigningKeyFile,
            BackupArchive.CheckpointName => _staged.WitnessFile,
            _ => Path.Combine(_staged.Ring, name[BackupArchive.RingFolder.Length..]),
        };

    private async Task<RestoreOutcome> Verify(BackupManifest manifest)
    {
        var opening = Open(demo: false);
        // A demo has the same promises to keep.
        if (opening is Opening.Sealed { Reason: SealReason.DemoMismatch })
            opening = Open(demo: true);
        switch (opening)
        {
            case Opening.Opened { Vault: var vault }:
                await using (vault)
                {
                    var report = await new Check(vault).Run();
                    return report.IsSound
                        ? new RestoreOutcome.Restored(manifest, report)
                        : new RestoreOutcome.Unsound(report);
                }
            case Opening.Contradicted { Vault: var vault }:
                // The checkpoint in it was signed before the log in it was copied.
                await vault.DisposeAsync();
                return new RestoreOutcome.Sealed(SealReason.LogDamaged, "", manifest);
            default:
                var why = (Opening.Sealed)opening;
                return new RestoreOutcome.Sealed(why.Reason, why.Detail, manifest);
        }
    }

    private Opening Open(bool demo) =>
        VaultOpening.Open(_options with { Folders = _staged, Demo = demo, LookOnly = true });

    /// <summary>The database last: a restore that is killed before can be run again.</summary>
    private void PutInPlace()
    {
        _folders.Create();
        foreach (var staged in KeysIn(_staged))
            File.Move(staged, Path.Combine(_folders.Keys, Path.GetRelativePath(_staged.Keys, staged)), overwrite: true);
        File.Move(_staged.Database, _folders.Database);
    }

    private void Clear()
    {
        if (Directory.Exists(_staging))
            Directory.Delete(_staging, recursive: true);
    }
}
