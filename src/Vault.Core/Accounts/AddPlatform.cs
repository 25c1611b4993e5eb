using Vault.Core.Audit;
using Vault.Core.People;

namespace Vault.Core.Accounts;

/// <summary>Enters a platform of the organisation's own. No two have one name, in whatever language.</summary>
public sealed class AddPlatform(VaultInstance vault)
{
    /// <exception cref="VaultUnavailableException">The log took no line in time; see there what that leaves open.</exception>
    public Task<RegisterOutcome<PlatformId>> Run(Actor actor, PlatformEntry entry) =>
        vault.Writer.Write<RegisterOutcome<PlatformId>>(
            actor,
            scope =>
            {
                if (!Registrar.Acts(scope, nameof(AddPlatform)))
                    return new RegisterOutcome<PlatformId>.NotYourRole();
                var faults = new List<RegisterFault>();
                var facts = new PlatformReading(new PlatformList(scope.Db), null, faults).Read(entry);
                return facts is null
                    ? new RegisterOutcome<PlatformId>.Faulty(faults)
                    : new RegisterOutcome<PlatformId>.Entered(Enter(scope, facts));
            }
        );

    private static PlatformId Enter(WriteScope scope, PlatformFacts facts)
    {
        var id = PlatformId.New();
        var row = PlatformRow.Of(id.ToString());
        row.Become(facts, shipped: null);
        scope.Db.Add(row);
        var symbols = facts[PlatformFact.Symbols];
        scope.Append(
            new PlatformAdded(
                row.Key,
                PrivateText.Of(facts.Name!),
                facts.Rules.MinLength,
                facts.Rules.MaxLength,
                symbols is null ? null : PrivateText.Of(symbols),
                facts[PlatformFact.Required],
                facts.Rules.LeastKinds == 0 ? null : facts.Rules.LeastKinds,
                facts.Rules.Readable,
                facts[PlatformFact.Components]!
            )
        );
        return id;
    }
}
