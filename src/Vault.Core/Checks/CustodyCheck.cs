using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Vault.Core.Audit;
using Vault.Core.Custody;

namespace Vault.Core.Checks;

/// <summary>Every secret and every knowledge row against the log, the key ring and each other.</summary>
internal sealed class CustodyCheck(VaultInstance vault)
{
    public async Task<IReadOnlyList<CheckLine>> Run()
    {
        using var db = vault.OpenReader();
        var logged = CustodyReplay.Of(db);
        var ids = await db.Set<SecretVersion>().Select(v => v.Id).ToListAsync();
        var versions = await SoundRows.Of(ids, some => db.Set<SecretVersion>().Where(v => some.Contains(v.Id)));
        return [Opens(versions), MatchesLog(db, versions, logged), OneCurrent(db), Knows(db, logged)];
    }

    private CheckLine Opens(IReadOnlyList<SecretVersion> versions)
    {
        var line = new LineBuilder(Invariant.SecretsOpen);
        var sealer = new Sealer(vault);
        var keys = vault.Ring.KeyIds.Select(k => k.ToString("D")).ToHashSet(StringComparer.Ordinal);
        foreach (var version in versions.Where(v => v.State != VersionState.Destroyed))
        {
            line.Looked++;
            if (!keys.Contains(version.KeyId))
                line.Find(FindingKind.SecretKeyMissing, version.RowId);
            else if (
                version.Sealed is not { } secret
                || Sealer.KeyIdOf(secret) != version.KeyId
                || !sealer.Probe(secret)
            )
                line.Find(FindingKind.SecretDoesNotOpen, version.RowId);
        }
        return line.Line();
    }

    private static CheckLine MatchesLog(VaultDb db, IReadOnlyList<SecretVersion> versions, CustodyReplay logged)
    {
        var line = new LineBuilder(Invariant.SecretsMatchLog) { Looked = logged.Versions.Count };
        foreach (var version in versions)
        {
            if (!logged.Versions.TryGetValue(version.Id, out var says))
                line.Find(FindingKind.SecretNotInLog, version.RowId);
            else if (!Match(version, says))
                line.Find(FindingKind.SecretDiffersFromLog, version.RowId);
        }
        var stored = db.Set<SecretVersion>().Select(v => v.Id).ToHashSet();
        foreach (var id in logged.Versions.Keys.Where(id => !stored.Contains(id)))
            line.Find(FindingKind.SecretMissing, id.ToString());
        return line.Line();
    }

    private static bool Match(SecretVersion version, CustodyReplay.LoggedVersion says) =>
        says.Address == new SecretAddress(version.Account, version.Component, version.Version)
        && says.State == version.State
        && (says.AppliedAt, says.VerifiedAt, says.VerifiedBy)
            == (version.AppliedAt, version.VerifiedAt, version.VerifiedBy)
        && (says.RetiredAt, says.DestroyedAt) == (version.RetiredAt, version.DestroyedAt)
        && CryptographicOperations.FixedTimeEquals(says.CiphertextHash, version.CiphertextHash)
        && (
            version.Sealed is not { } secret
            || CryptographicOperations.FixedTimeEquals(secret.Hash, says.CiphertextHash)
        );

    /// <summary>Over the columns as they are: a row that was tampered with counts as well.</summary>
    private static CheckLine OneCurrent(VaultDb db)
    {
        var line = new LineBuilder(Invariant.OneCurrent);
        var components = db.Set<SecretVersion>()
            .Select(v => new
            {
                v.Account,
                v.Component,
                v.State,
            })
            .AsEnumerable()
            .GroupBy(v => (v.Account, v.Component));
        foreach (var component in components)
        {
            line.Looked++;
            if (
                component.Count(v => v.State == VersionState.Current) > 1
                || component.Count(v => v.State == VersionState.Pending) > 1
            )
                line.Find(FindingKind.TwoCurrent, $"{component.Key.Account}/{component.Key.Component}");
        }
        return line.Line();
    }

    private static CheckLine Knows(VaultDb db, CustodyReplay logged)
    {
        var line = new LineBuilder(Invariant.Knowledge) { Looked = logged.Knowledge.Count };
        var stored = db.Set<Knowledge>()
            .Select(k => new
            {
                k.Person,
                k.Version,
                k.Source,
            })
            .AsEnumerable()
            .Select(k => Knowledge.Key(k.Person, k.Version, k.Source))
            .ToHashSet(StringComparer.Ordinal);
        foreach (var missing in logged.Knowledge.Except(stored, StringComparer.Ordinal))
            line.Find(FindingKind.KnowledgeMissing, missing);
        foreach (var unfounded in stored.Except(logged.Knowledge, StringComparer.Ordinal))
            line.Find(FindingKind.KnowledgeUnfounded, unfounded);
        return line.Line();
    }
}
