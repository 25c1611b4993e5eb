using Microsoft.EntityFrameworkCore;
using Vault.Core.Audit;
using Vault.Core.People;

namespace Vault.Core.Holdings;

/// <summary>A holding in clear.</summary>
/// <param name="Ending">On what evidence it ended; null while it runs, and for one that an import replaced.</param>
public sealed record OpenedHolding(string? Value, string? Evidence, string? Ending);

/// <summary>
/// Shows the number, address or id of a holding and the evidence, after the log has it: to those who keep the holdings of
/// the account. Elsewhere it stands masked.
/// </summary>
public sealed class OpenHolding(VaultInstance vault, VaultDb db, FieldSealer fields)
{
    /// <returns>Null if there is no such holding, or it is none of the reader's business, which is logged.</returns>
    /// <exception cref="VaultUnavailableException">The log took no line: nothing is shown.</exception>
    public async Task<OpenedHolding?> Run(Actor actor, HoldingId id)
    {
        var by = actor.RequirePerson();
        var holding = await vault.Writer.Write(
            actor,
            scope =>
            {
                var row = scope.Db.Set<Holding>().Where(h => h.Id == id);
                if (scope.Db.OneOfNow(row, id.ToString()) is not { } found)
                    return null;
                var keeper = HoldingKeeper.Find(scope.Db, by, found.Account, scope.Now)!;
                if (keeper.Refusal(scope, HoldingStep.Open, id) is not null)
                    return null;
                scope.Append(new HoldingOpened(found.Account, id, found.Kind));
                return found;
            }
        );
        if (holding is null)
            return null;
        var text = HoldingText.Open(fields, holding);
        return new(text.Value, text.Evidence, await EndingOf(holding));
    }

    private async Task<string?> EndingOf(Holding holding) =>
        holding is { EndedBy: { } by, EndedAt: { } at }
            ? await new LoggedText(db, vault).Of<HoldingEnded>(
                by,
                at,
                e => e.Holding == holding.Id && e.Evidence is not null,
                e => e.Evidence!
            )
            : null;
}
