namespace Vault.Core.Custody;

/// <summary>When a value that was replaced or given up may be destroyed. Pure; the one place that says so.</summary>
internal static class Destruction
{
    /// <summary>
    /// Days by the clock that a retired value stays recoverable (R73): long enough that a platform which takes a change back,
    /// or a backup put back on it, has shown itself.
    /// </summary>
    public const int KeptDays = 30;

    /// <summary>
    /// Those of a component that may go: retired, and older than the value in use, which was seen to open the account. What
    /// cannot be changed has nothing to be seen; there the value in use is enough.
    /// </summary>
    /// <param name="versions">Of one component, all of them.</param>
    public static IReadOnlyList<SecretVersion> Possible(IReadOnlyList<SecretVersion> versions)
    {
        var current = versions.SingleOrDefault(v => v.State == VersionState.Current);
        if (current is null || (current.Component.IsRotatable() && current.VerifiedAt is null))
            return [];
        return [.. versions.Where(v => v.State == VersionState.Retired && v.Version < current.Version)];
    }

    /// <summary>Those that go by themselves now.</summary>
    /// <inheritdoc cref="Possible"/>
    public static IReadOnlyList<SecretVersion> Due(IReadOnlyList<SecretVersion> versions, DateTimeOffset now) =>
        [.. Possible(versions).Where(v => DueAt(v) <= now)];

    /// <summary>
    /// The value that was replaced or given up last, of those that can still be opened. Not the one with the highest number:
    /// what was in use until now is what a platform falls back to, and one given up before it may be newer.
    /// </summary>
    public static SecretVersion? LastRetired(IReadOnlyList<SecretVersion> versions) =>
        versions.Where(v => v.State == VersionState.Retired).MaxBy(v => (v.RetiredAt, v.Version));

    /// <summary>The moment from which a retired value is kept no longer, should nothing else stand in the way.</summary>
    public static DateTimeOffset? DueAt(SecretVersion version) => version.RetiredAt?.AddDays(KeptDays);
}
