using System.Collections.Concurrent;
using System.Security.Cryptography;
using Vault.Core;
using Vault.Core.Imports;

namespace Vault.Web.Pages.Imports;

/// <summary>A file on its way into the register: understood, perhaps corrected, not proposed yet.</summary>
public sealed class ImportDraft(string file, byte[] bytes, RegisterOutcome.Read reading, DateTimeOffset since)
{
    /// <summary>The import it becomes; a proof given for it counts for nothing else.</summary>
    public RegisterImportId Id { get; } = RegisterImportId.New();

    /// <summary>The name the file came with, for people.</summary>
    public string File => file;

    public RegisterOutcome.Read Reading { get; private set; } = reading;

    public DateTimeOffset Since => since;

    /// <summary>Reads the file anew as its clerk says.</summary>
    public void Correct(IReadOnlyList<SheetCorrection> corrections, PlatformWords platforms, TimeProvider clock)
    {
        if (ReadRegister.Run(bytes, platforms, clock, corrections) is RegisterOutcome.Read read)
            Reading = read;
    }

    internal void Forget() => CryptographicOperations.ZeroMemory(bytes);
}

/// <summary>
/// Drafts in memory alone: a file that may hold passwords is never written anywhere. One for each person, for
/// <see cref="Kept"/>; a restart forgets them all.
/// </summary>
public sealed class ImportDrafts(TimeProvider clock)
{
    public static readonly TimeSpan Kept = TimeSpan.FromMinutes(30);

    private readonly ConcurrentDictionary<PersonId, ImportDraft> _drafts = new();

    public ImportDraft? Of(PersonId person)
    {
        ForgetOld();
        return _drafts.GetValueOrDefault(person);
    }

    public void Keep(PersonId person, string file, byte[] bytes, RegisterOutcome.Read reading)
    {
        ForgetOld();
        Discard(person);
        _drafts[person] = new ImportDraft(file, bytes, reading, clock.GetUtcNow());
    }

    public void Discard(PersonId person)
    {
        if (_drafts.TryRemove(person, out var draft))
            draft.Forget();
    }

    private void ForgetOld()
    {
        foreach (var (person, draft) in _drafts)
        {
            if (clock.GetUtcNow() - draft.Since > Kept)
                Discard(person);
        }
    }
}
