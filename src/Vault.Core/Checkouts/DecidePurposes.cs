using System.Globalization;
using Vault.Core.Audit;
using Vault.Core.People;
using Vault.Core.Text;

namespace Vault.Core.Checkouts;

/// <summary>What came of deciding about the list of purposes.</summary>
public abstract record PurposeOutcome
{
    private PurposeOutcome() { }

    /// <summary>It is so now; nothing was written if it was so already.</summary>
    public sealed record Decided : PurposeOutcome;

    /// <summary>Policies are the security administrator's. Refused, and logged as refused.</summary>
    public sealed record NotYourRole : PurposeOutcome;

    /// <summary>Refused, and logged as refused.</summary>
    public sealed record ProofNotFresh : PurposeOutcome;

    /// <summary>Nobody can be called so; nothing was decided.</summary>
    public sealed record Faulty(NameFault Fault) : PurposeOutcome;

    /// <summary>Another one, perhaps one that is offered no more, has this name in one of the languages.</summary>
    public sealed record Taken : PurposeOutcome;

    /// <summary>Whoever asks has to have something to choose from: the last one stays.</summary>
    public sealed record LastOne : PurposeOutcome;

    /// <summary>The list has no such purpose.</summary>
    public sealed record NotFound : PurposeOutcome;
}

/// <summary>Changes the list of purposes: enters one of the organisation's own, takes one off, offers one again.</summary>
public sealed class DecidePurposes(VaultInstance vault)
{
    /// <param name="proof">A second factor fresh for <see cref="ProofPurpose.Administer"/> with the actor as subject.</param>
    /// <exception cref="VaultUnavailableException">The log took no line in time; see there what that leaves open.</exception>
    public Task<PurposeOutcome> Add(Actor actor, FreshProof? proof, string? typed) =>
        Run(
            actor,
            (scope, list) =>
            {
                if (!NameText.TryParse(typed, Purpose.NameLimit, out var name, out var fault))
                    return new PurposeOutcome.Faulty(fault.Value);
                if (list.All.Any(p => p.IsNamed(name)))
                    return new PurposeOutcome.Taken();
                if (!IsProven(scope, proof))
                    return new PurposeOutcome.ProofNotFresh();
                var row = PurposeRow.Of(Guid.NewGuid().ToString("D", CultureInfo.InvariantCulture), name);
                scope.Db.Add(row);
                scope.Append(new PurposeAdded(row.Key, PrivateText.Of(name)));
                return new PurposeOutcome.Decided();
            }
        );

    /// <inheritdoc cref="Add"/>
    public Task<PurposeOutcome> Offer(Actor actor, FreshProof? proof, string key, bool isOffered) =>
        Run(
            actor,
            (scope, list) =>
            {
                if (list.Find(key) is not { } purpose)
                    return new PurposeOutcome.NotFound();
                if (purpose.IsOffered == isOffered)
                    return new PurposeOutcome.Decided();
                if (!isOffered && list.Offered.Count() == 1)
                    return new PurposeOutcome.LastOne();
                if (!IsProven(scope, proof))
                    return new PurposeOutcome.ProofNotFresh();
                var row = scope.Db.OneOfNow(scope.Db.Set<PurposeRow>().Where(r => r.Key == key), key);
                if (row is null)
                    scope.Db.Add(row = PurposeRow.Of(key, null));
                row.Offer(isOffered);
                AuditEvent line = isOffered ? new PurposeOffered(key) : new PurposeRetired(key);
                scope.Append(line);
                return new PurposeOutcome.Decided();
            }
        );

    private Task<PurposeOutcome> Run(Actor actor, Func<WriteScope, PurposeList, PurposeOutcome> decide)
    {
        var by = actor.RequirePerson();
        return vault.Writer.Write(
            actor,
            scope =>
            {
                if (Standing.Read(scope.Db, by, scope.Now)?.Holds(OfficeRole.SecurityAdministrator) == true)
                    return decide(scope, new PurposeList(scope.Db));
                scope.Append(new AccessRefused(nameof(DecidePurposes), null));
                return new PurposeOutcome.NotYourRole();
            }
        );
    }

    private static bool IsProven(WriteScope scope, FreshProof? proof)
    {
        if (EndRights.Prove(scope, proof, scope.Actor.RequirePerson().Value) is null)
            return true;
        scope.Append(new AccessRefused(nameof(DecidePurposes), null));
        return false;
    }
}
