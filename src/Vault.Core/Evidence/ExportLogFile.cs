using Vault.Core.Audit;
using Vault.Core.People;
using Vault.Core.Storage;

namespace Vault.Core.Evidence;

/// <summary>The export for whoever sits at the console and could copy the database as well: a new private file.</summary>
public static class ExportLogFile
{
    /// <returns>What the file holds.</returns>
    /// <exception cref="IOException">There is such a file already, or it cannot be written; none is left half written.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder is not this user's to write.</exception>
    /// <exception cref="VaultUnavailableException">The log took no line: nothing was written.</exception>
    /// <exception cref="LogDamagedException">The stored log is not the one this vault wrote.</exception>
    public static async Task<LogExport> Run(VaultInstance vault, string path, bool withTexts)
    {
        await using var file = PrivateFile.Create(path);
        try
        {
            var head = vault.Signer.Sign();
            await vault.Writer.Write(
                Actor.System,
                scope => scope.Append(new LogExported(head.Head.Size, head.Head.Root, withTexts))
            );
            var export = new LogExport(vault, head, withTexts);
            await export.WriteTo(file);
            await file.FlushAsync();
            file.Flush(flushToDisk: true);
            return export;
        }
        catch
        {
            File.Delete(path);
            throw;
        }
    }
}
