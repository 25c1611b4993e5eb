using Microsoft.EntityFrameworkCore;
using Vault.Core.Checkouts;
using Vault.Core.People;
using Vault.Core.SignIns;

namespace Vault.Core.Custody;

/// <summary>What is in custody of one component, without any value.</summary>
/// <param name="Versions">Newest first.</param>
/// <param name="IsAbandoned">The setter of the pending value may no longer use the account.</param>
public sealed record CustodyLine(Component Component, IReadOnlyList<SecretVersion> Versions, bool IsAbandoned = false)
{
    /// <summary>Codes are issued from it instead of showing it.</summary>
    public bool IsSeed => Component == Component.TotpSeed;

    public SecretVersion? Current => Versions.SingleOrDefault(v => v.State == VersionState.Current);

    public SecretVersion? Pending => Versions.SingleOrDefault(v => v.State == VersionState.Pending);

    /// <inheritdoc cref="Destruction.LastRetired"/>
    public SecretVersion? Retired => Destruction.LastRetired(Versions);

    /// <summary>What was replaced and may be destroyed before its days are over, the newest first.</summary>
    public IReadOnlyList<SecretVersion> Destroyable => Destruction.Possible(Versions);

    /// <summary>When a retired value is destroyed by itself, once what replaced it was verified; null for any other.</summary>
    public static DateTimeOffset? KeptUntil(SecretVersion version) =>
        version.State == VersionState.Retired ? Destruction.DueAt(version) : null;
}

/// <summary>What is in custody of one account, and whether the reader may use it.</summary>
/// <param name="MayDestroy">He answers for the account, so what was replaced is his to destroy.</param>
public sealed record CustodyOverview(
    bool MayUse,
    bool MayDestroy,
    IReadOnlyList<CustodyLine> Lines,
    IReadOnlyDictionary<PersonId, string> Names
)
{
    public CustodyLine Of(Component component) =>
        Lines.SingleOrDefault(l => l.Component == component) ?? new CustodyLine(component, []);
}

/// <summary>
/// Reads what is in custody of an account: components, versions, who set them and when. Values stay sealed. Whether the
/// reader may see the account at all is decided before.
/// </summary>
public sealed class ReadCustody(VaultDb db, VaultInstance vault)
{
    public async Task<CustodyOverview> Run(PersonId reader, AccountId account)
    {
        var appointments = await db.AllOf(account.Value, db.Set<Appointment>().Where(a => a.Account == account));
        var versions = await db.AllOf(account.Value, db.Set<SecretVersion>().Where(v => v.Account == account));
        var setters = versions
            .SelectMany(v => new PersonId?[] { v.SetBy, v.VerifiedBy })
            .OfType<PersonId>()
            .Distinct()
            .ToList();
        var names = await db.Set<Person>()
            .Where(p => setters.Contains(p.Id))
            .ToDictionaryAsync(p => p.Id, p => p.DisplayName);
        var now = vault.Clock.GetUtcNow();
        var lines = versions
            .GroupBy(v => v.Component)
            .OrderBy(g => g.Key)
            .Select(g => new CustodyLine(
                g.Key,
                [.. g.OrderByDescending(v => v.Version)],
                g.Any(v => v.State == VersionState.Pending && !CustodyRules.MayUse(appointments, v.SetBy, now))
            ));
        var isHis =
            CustodyRules.MayUse(appointments, reader, now)
            || UseOfCheckout.Read(db, reader, account).IsByBreakGlass(reader, now);
        var mayUse = isHis && !IsBarred(reader);
        var mayDestroy = mayUse && CustodyRules.IsCustodian(appointments, reader, now);
        return new(mayUse, mayDestroy, [.. lines], names);
    }

    private bool IsBarred(PersonId reader) =>
        SignInRows.PersonOf(db, reader) is not { } person || !RegisterPolicy.Read(db).LetsReveal(person);
}
