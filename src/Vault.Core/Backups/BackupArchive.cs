using System.Formats.Tar;
using System.Text.Json;
using Vault.Core.Keys;
using Vault.Core.Storage;

namespace Vault.Core.Backups;

/// <summary>
/// What is in a backup: a tar archive (POSIX.1-2001) inside a <see cref="SealingStream"/>. Never the root key. The keys of
/// the ring and the one that signs the log lie in it as they lie on disk, wrapped under the root key.
/// </summary>
internal static class BackupArchive
{
    public const string CheckpointName = "checkpoint.txt";
    public const string DatabaseName = "vault.db";
    public const string SigningKeyName = "log.key";
    public const string RingFolder = "ring/";

    private const string ManifestName = "vault-backup-1.json";

    /// <param name="checkpoint">A signed head of the log that the database leads on from.</param>
    public static void Write(
        Stream to,
        RootKey rootKey,
        BackupManifest manifest,
        string checkpoint,
        VaultFolders folders,
        string database
    )
    {
        using var sealing = new SealingStream(to, rootKey);
        using (var tar = new TarWriter(sealing, TarEntryFormat.Pax, leaveOpen: true))
        {
            Add(tar, ManifestName, new MemoryStream(JsonSerializer.SerializeToUtf8Bytes(manifest)));
            Add(tar, CheckpointName, new MemoryStream(System.Text.Encoding.UTF8.GetBytes(checkpoint)));
            AddFile(tar, SigningKeyName, folders.SigningKeyFile);
            foreach (var element in Directory.EnumerateFiles(folders.Ring).Order(StringComparer.Ordinal))
                AddFile(tar, RingFolder + Path.GetFileName(element), element);
            AddFile(tar, DatabaseName, database);
        }
        sealing.Complete();
    }

    /// <summary>Reads it to its end, giving each file to <paramref name="take"/>, which may leave it unread.</summary>
    /// <exception cref="BackupRefusedException">It is not a whole backup of this root key.</exception>
    public static BackupManifest Read(Stream from, RootKey rootKey, Action<string, Stream> take)
    {
        using var opening = new OpeningStream(from, rootKey);
        using var tar = new TarReader(opening, leaveOpen: true);
        BackupManifest? manifest = null;
        try
        {
            while (tar.GetNextEntry() is { } entry)
            {
                var content = entry.DataStream ?? Stream.Null;
                if (entry.Name == ManifestName)
                    manifest = JsonSerializer.Deserialize<BackupManifest>(content);
                else if (IsKnown(entry.Name))
                    take(entry.Name, content);
                else
                    throw new BackupRefusedException(BackupRefusal.OtherFormat);
            }
            // What a tar reader leaves behind the end of its archive is authenticated too.
            opening.CopyTo(Stream.Null);
        }
        catch (Exception e) when (e is InvalidDataException or EndOfStreamException or JsonException or FormatException)
        {
            throw new BackupRefusedException(BackupRefusal.OtherFormat);
        }
        return manifest ?? throw new BackupRefusedException(BackupRefusal.OtherFormat);
    }

    private static bool IsKnown(string name) =>
        name is CheckpointName or DatabaseName or SigningKeyName
        || (
            name.StartsWith(RingFolder, StringComparison.Ordinal)
            && name[RingFolder.Length..] is { Length: > 0 } file
            && file == Path.GetFileName(file)
            && file is not "." and not ".."
        );

    private static void AddFile(TarWriter tar, string name, string path)
    {
        using var file = File.OpenRead(path);
        Add(tar, name, file);
    }

    private static void Add(TarWriter tar, string name, Stream content) =>
        tar.WriteEntry(
            new PaxTarEntry(TarEntryType.RegularFile, name)
            {
                DataStream = content,
                Mode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
            }
        );
}
