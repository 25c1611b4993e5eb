using Microsoft.EntityFrameworkCore;
using Vault.Core.Audit;
using Vault.Core.Custody;
using Vault.Core.Imports;

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
        var kinds = new[]
        {
            nameof(SecretDeposited),
            nameof(SecretTakenIntoUse),
            nameof(PendingSecretGivenUp),
            nameof(SecretRevealed),
            nameof(KnowledgePresumed),
        };
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
        switch (content.Event)
        {
            case SecretDeposited deposited:
                Take(deposited, content.Actor!.Value);
                break;
            case SecretTakenIntoUse used when _versions.TryGetValue(used.VersionId, out var version):
                BecomesCurrent(version);
                break;
            case PendingSecretGivenUp givenUp when _versions.TryGetValue(givenUp.VersionId, out var version):
                version.State = VersionState.Retired;
                break;
            case KnowledgePresumed presumed:
                _knowledge.Add(Custody.Knowledge.Key(presumed.Person, presumed.VersionId, presumed.Source));
                break;
            case SecretRevealed revealed:
                _knowledge.Add(
                    Custody.Knowledge.Key(content.Actor!.Value, revealed.VersionId, KnowledgeSource.Revealed)
                );
                break;
        }
    }

    private void Take(SecretDeposited deposited, PersonId setter)
    {
        var address = new SecretAddress(deposited.Account, deposited.Component, deposited.Version);
        var version = new LoggedVersion(address, deposited.CiphertextSha256);
        _versions[deposited.VersionId] = version;
        if (deposited.State == VersionState.Current)
            BecomesCurrent(version);
        if (deposited.Origin == ValueOrigin.Typed)
            _knowledge.Add(Custody.Knowledge.Key(setter, deposited.VersionId, KnowledgeSource.Set));
    }

    private void BecomesCurrent(LoggedVersion version)
    {
        var place = (version.Address.Account, version.Address.Component);
        if (_current.TryGetValue(place, out var former))
            former.State = VersionState.Retired;
        (_current[place], version.State) = (version, VersionState.Current);
    }

    /// <summary>A version as its lines say.</summary>
    public sealed class LoggedVersion(SecretAddress address, byte[] ciphertextHash)
    {
        public SecretAddress Address => address;

        public byte[] CiphertextHash => ciphertextHash;

        public VersionState State { get; set; } = VersionState.Pending;
    }
}
