using System.Globalization;
using Vault.Core.Audit;
using Vault.Core.People;
using Vault.Core.Text;

namespace Vault.Core.Checkouts;

/// <summary>Enters a purpose of the organisation's own. No two have one name, in whatever language.</summary>
public sealed class AddPurpose(VaultInstance vault)
{
    /// <param name="proof">A second factor fresh for <see cref="ProofPurpose.Administer"/> with the actor as subject.</param>
    /// <exception cref="VaultUnavailableException">The log took no line in time; see there what that leaves open.</exception>
    public Task<PurposeOutcome> Run(Actor actor, FreshProof? proof, string? typed) =>
        PurposeChange.Run(
            vault,
            actor,
            nameof(AddPurpose),
            (scope, list) =>
            {
                if (!NameText.TryParse(typed, Purpose.NameLimit, out var name, out var fault))
                    return new PurposeOutcome.Faulty(fault.Value);
                if (list.All.Any(p => p.IsNamed(name)))
                    return new PurposeOutcome.Taken();
                if (!PurposeChange.IsProven(scope, proof))
                    return new PurposeOutcome.ProofNotFresh();
                var row = PurposeRow.Of(Guid.NewGuid().ToString("D", CultureInfo.InvariantCulture), name);
                scope.Db.Add(row);
                scope.Append(new PurposeAdded(row.Key, PrivateText.Of(name)));
                return new PurposeOutcome.Decided();
            }
        );
}
