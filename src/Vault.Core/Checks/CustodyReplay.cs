using Microsoft.EntityFrameworkCore;
using Vault.Core.Audit;
using Vault.Core.Custody;
using Vault.Core.Imports;
using Vault.Core.Rotations.Connectors;

namespace Vault.Core.Checks;

/// <summary>What the log alone says of every secret and of who knows it.</summary>
internal sealed class CustodyReplay
{
    private readonly Dictionary<SecretVersionId, LoggedVersion> _versions = [];
    private readonly Dictionary<(AccountId, Component), LoggedVersion> _current = [];
    private readonly HashSet<string> _knowledge = new(StringComparer.Ordinal);

    private CustodyReplay() { }

    public IReadOnlyDictionary<SecretVersionId, LoggedVersion> Versions => _versions;

    /// <summary>Keys of <see cref="Knowledge"/> rows.</summary>
    public IReadOnlySet<string> Knowledge => _knowledge;

    public static CustodyReplay Of(VaultDb db)
    {
        var replay = new CustodyReplay();
        string[] kinds =
        [
            nameof(SecretApplied),
            nameof(SecretVerified),
            nameof(SecretVerifiedByConnector),
            nameof(SecretVerificationFailed),
            nameof(PendingSecretGivenUp),
            nameof(SecretDestroyed),
            .. Custody.Knowledge.Kinds,
        ];
        var leaves = db
            .AuditEntries.Where(e => kinds.Contains(e.Kind))
            .OrderBy(e => e.Sequence)
            .Select(e => e.Leaf)
            .AsEnumerable();
        foreach (var leaf in leaves)
            replay.Take(leaf);
        return replay;
    }

    private void Take(byte[] leaf)
    {
        LeafContent content;
        try
        {
            content = EventCodec.Read(leaf);
        }
        catch (FormatException)
        {
            // Reported as an unreadable entry; what follows from it will be missed here.
            return;
        }
        if (Custody.Knowledge.KeyOf(content) is { } known)
            _knowledge.Add(known);
        switch (content.Event)
        {
            case SecretDeposited deposited:
                Take(deposited, content.At);
                break;
            case SecretApplied applied when _versions.TryGetValue(applied.VersionId, out var version):
                version.AppliedAt = content.At;
                break;
            case SecretVerified verified when _versions.TryGetValue(verified.VersionId, out var version):
                (version.VerifiedAt, version.VerifiedBy) = (content.At, content.Actor);
                BecomesCurrent(version, content.At);
                break;
            case SecretVerifiedByConnector verified when _versions.TryGetValue(verified.VersionId, out var version):
                version.VerifiedAt = content.At;
                BecomesCurrent(version, content.At);
                break;
            case SecretVerificationFailed failed when _versions.TryGetValue(failed.VersionId, out var version):
                version.AppliedAt = null;
                break;
            case PendingSecretGivenUp givenUp when _versions.TryGetValue(givenUp.VersionId, out var version):
                (version.State, version.RetiredAt) = (VersionState.Retired, content.At);
                break;
            case SecretDestroyed destroyed when _versions.TryGetValue(destroyed.VersionId, out var version):
                (version.State, version.DestroyedAt) = (VersionState.Destroyed, content.At);
                break;
        }
    }

    private void Take(SecretDeposited deposited, DateTimeOffset at)
    {
        var address = new SecretAddress(deposited.Account, deposited.Component, deposited.Version);
        var version = new LoggedVersion(address, deposited.CiphertextSha256)
        {
            AppliedAt = deposited.Origin == ValueOrigin.Typed ? at : null,
        };
        _versions[deposited.VersionId] = version;
        if (deposited.State == VersionState.Current)
            BecomesCurrent(version, at);
    }

    private void BecomesCurrent(LoggedVersion version, DateTimeOffset at)
    {
        var place = (version.Address.Account, version.Address.Component);
        if (_current.TryGetValue(place, out var former))
            (former.State, former.RetiredAt) = (VersionState.Retired, at);
        (_current[place], version.State) = (version, VersionState.Current);
    }

    /// <summary>A version as its lines say.</summary>
    public sealed class LoggedVersion(SecretAddress address, byte[] ciphertextHash)
    {
        public SecretAddress Address => address;

        public byte[] CiphertextHash => ciphertextHash;

        public VersionState State { get; set; } = VersionState.Pending;

        public DateTimeOffset? AppliedAt { get; set; }

        public DateTimeOffset? VerifiedAt { get; set; }

        public PersonId? VerifiedBy { get; set; }

        public DateTimeOffset? RetiredAt { get; set; }

        public DateTimeOffset? DestroyedAt { get; set; }
    }
}
