using System.Security.Cryptography;
using System.Text;
using Vault.Core.Audit;

namespace Vault.Core.SignIns;

/// <summary>
/// Recovery codes: sets of ten, each 80 bits as sixteen letters and digits of Base32 (RFC 4648, without 0, 1, 8, 9) in
/// groups of four. Read without case, hyphens and blanks. Kept as HMAC under a key derived from the root key.
/// </summary>
public sealed class RecoveryCodes(VaultInstance vault)
{
    /// <summary>Codes in a set.</summary>
    public const int SetSize = 10;

    private const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    private const int Length = 16;
    private const int Group = 4;

    /// <summary>Makes a new set in place of the old one and returns its codes for showing once.</summary>
    internal IReadOnlyList<string> Issue(WriteScope scope, PersonId person)
    {
        foreach (var old in SignInRows.CodesOf(scope.Db, person))
            old.Replace(scope.Now);
        string[] codes =
        [
            .. Enumerable.Range(0, SetSize).Select(_ => RandomNumberGenerator.GetString(Alphabet, Length)),
        ];
        foreach (var code in codes)
            scope.Db.Add(RecoveryCode.Of(person, Hash(person, code), scope.Now));
        scope.Append(new RecoveryCodesIssued(person, codes.Length));
        return [.. codes.Select(Grouped)];
    }

    /// <summary>Uses a code up; false if there is no such live code.</summary>
    internal bool TryUse(WriteScope scope, PersonId person, string? typed)
    {
        if (Normalise(typed) is not { } code)
            return false;
        var live = SignInRows.CodesOf(scope.Db, person).Where(c => c.IsLive).ToList();
        var hash = Hash(person, code);
        // All are compared, so that the time does not tell the place.
        var matching = live.Where(c => CryptographicOperations.FixedTimeEquals(c.Hash, hash)).ToList();
        if (matching is not [var found])
            return false;
        found.Use(scope.Now);
        scope.Append(new RecoveryCodeUsed(person, live.Count - 1));
        return true;
    }

    private byte[] Hash(PersonId person, string code) =>
        vault.RootKey.Mac("recovery-code/1", Encoding.ASCII.GetBytes($"{vault.Log.Vault}/{person}/{code}"));

    private static string? Normalise(string? typed)
    {
        if (typed is null or { Length: > 2 * Length })
            return null;
        var code = typed.Replace("-", "", StringComparison.Ordinal).Replace(" ", "", StringComparison.Ordinal);
        code = code.ToUpperInvariant();
        return code.Length == Length && code.All(Alphabet.Contains) ? code : null;
    }

    private static string Grouped(string code) => string.Join('-', code.Chunk(Group).Select(g => new string(g)));
}
