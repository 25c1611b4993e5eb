using Vault.Core.Audit;
using Vault.Core.Handovers;
using Vault.Core.People;
using Vault.Core.SignIns;

namespace Vault.Core.Checkouts;

/// <summary>
/// 应急取用: somebody named for it has the account at once, whatever its policy and whoever has it. Nothing is taken from
/// the holder: two people are logged by name. It overrides nothing else: a handover, a change that is owed, a student barred, a log
/// unwitnessed and a stale factor stand in its way as in everybody's.
/// </summary>
public sealed class OpenBreakGlass(VaultInstance vault, FieldSealer fields)
{
    /// <param name="proof">A second factor fresh for <see cref="ProofPurpose.BreakGlass"/> of this account, good once.</param>
    /// <param name="purpose">Key of the list; null: what is chosen beforehand.</param>
    /// <exception cref="VaultUnavailableException">The log took no line in time; see there what that leaves open.</exception>
    public Task<CheckoutOutcome> Run(
        Actor actor,
        FreshProof? proof,
        AccountId account,
        Reason reason,
        string? purpose = null
    )
    {
        var person = actor.RequirePerson();
        return vault.Writer.Write(
            actor,
            scope =>
            {
                var facts = CheckoutFacts.Read(scope.Db, account, scope.Now);
                var why = facts is null ? CheckoutRefusal.NotAppointed : Refusal(scope, facts, person);
                why ??= vault.Witnesses.BlocksReveals ? CheckoutRefusal.NotWitnessed : null;
                var purposes = new PurposeList(scope.Db);
                var chosen = purposes.Find(purpose ?? purposes.UsualOfBreakGlass().Key);
                why ??= chosen is { IsOffered: true } ? null : CheckoutRefusal.PurposeNotOffered;
                // The last guard, so that a mistake does not cost a code.
                if (why is null && proof?.Use(actor, ProofPurpose.BreakGlass, account.Value, scope.Now) != true)
                    why = CheckoutRefusal.ProofNotFresh;
                return why is { } refusal
                    ? CheckoutSteps.Refuse(scope, account, null, CheckoutStep.BreakGlass, refusal)
                    : Open(scope, facts!, person, chosen!, reason);
            }
        );
    }

    private static CheckoutRefusal? Refusal(WriteScope scope, CheckoutFacts facts, PersonId id)
    {
        var isNamed = BreakGlassNaming.Of(scope.Db, facts.Account.Id, id).AreLive(scope.Now);
        if (SignInRows.PersonOf(scope.Db, id) is not { } person || !isNamed)
            return CheckoutRefusal.NotAppointed;
        if (!RegisterPolicy.Read(scope.Db).LetsReveal(person))
            return CheckoutRefusal.StudentsBarred;
        if (HandoverFacts.IsLeaver(scope.Db, id, facts.Account.Id))
            return CheckoutRefusal.HandedOver;
        if (CheckoutRules.BreakGlass(facts, id, scope.Now) is { } why)
            return why;
        var reviewers = ApproverReading.Read(scope.Db, facts, id, scope.Now, scope.Now);
        return reviewers.All.Count == 0 ? CheckoutRefusal.NobodyCanReview : null;
    }

    private CheckoutOutcome.Done Open(
        WriteScope scope,
        CheckoutFacts facts,
        PersonId person,
        Purpose purpose,
        Reason reason
    )
    {
        CheckoutOpening.EndExpired(scope, facts);
        var (account, terms) = (facts.Account.Id, UsePolicy.Read(scope.Db));
        var until = scope.Now.AddHours(terms.GlassHours);
        var reviewBy = until.AddHours(terms.ReviewHours);
        var id = CheckoutId.New();
        var request = new CheckoutRequest(reason, null).Seal(fields, id);
        var checkout = Checkout.OfBreakGlass(id, account, person, until, reviewBy, request, scope.Now, purpose.Key);
        scope.Db.Add(checkout);
        var holder = facts.HeldByOthers(person).FirstOrDefault(c => !facts.HasLapsed(c))?.Requester;
        scope.Append(
            new BreakGlassOpened(account, id, until, reviewBy, holder, purpose.Key, PrivateText.Of(reason.Text))
        );
        return new(checkout);
    }
}
