using Vault.Core.Custody;
using Vault.Core.Ledger;

namespace Vault.Core.Tests.Ledger;

/// <summary>Who still knows what, read off the log line by line and off the values as the test gave them.</summary>
internal sealed class NaiveLedger
{
    private readonly Dictionary<SecretVersionId, (AccountId Account, Component Component, int Version)> _places = [];
    private readonly Dictionary<SecretVersionId, VersionState> _states = [];
    private readonly HashSet<(PersonId Person, SecretVersionId Version)> _rows = [];

    private NaiveLedger() { }

    public HashSet<(PersonId Person, SecretVersionId Version)> Known { get; } = [];

    public static NaiveLedger Of(LedgerScene scene)
    {
        var ledger = new NaiveLedger();
        foreach (var line in scene.Vault.Log())
            ledger.Take(line.Event, line.Actor);
        foreach (var (live, state) in ledger._states)
        {
            if (state is not (VersionState.Current or VersionState.Pending))
                continue;
            foreach (var (person, version) in ledger._rows)
            {
                if (scene.Values[ledger._places[live]] == scene.Values[ledger._places[version]])
                    ledger.Known.Add((person, live));
            }
        }
        return ledger;
    }

    private void Take(object line, PersonId? actor)
    {
        switch (line)
        {
            case SecretDeposited put:
                _places[put.VersionId] = (put.Account, put.Component, put.Version);
                Becomes(put.VersionId, put.State);
                if (put.Origin == ValueOrigin.Typed)
                    _rows.Add((actor!.Value, put.VersionId));
                break;
            case SecretVerified used:
                Becomes(used.VersionId, VersionState.Current);
                break;
            case PendingSecretGivenUp given:
                Becomes(given.VersionId, VersionState.Retired);
                break;
            case SecretRevealed shown:
                _rows.Add((actor!.Value, shown.VersionId));
                break;
            case KnowledgePresumed presumed:
                _rows.Add((presumed.Person, presumed.VersionId));
                break;
            case KnowledgeDeclared declared:
                _rows.Add((declared.Person, declared.VersionId));
                break;
        }
    }

    private void Becomes(SecretVersionId id, VersionState state)
    {
        var place = _places[id];
        if (state == VersionState.Current)
        {
            foreach (
                var former in _places.Where(p =>
                    p.Value.Account == place.Account && p.Value.Component == place.Component
                )
            )
            {
                if (_states.GetValueOrDefault(former.Key) == VersionState.Current && former.Key != id)
                    _states[former.Key] = VersionState.Retired;
            }
        }
        _states[id] = state;
    }
}
