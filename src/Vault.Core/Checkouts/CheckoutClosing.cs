using Microsoft.EntityFrameworkCore;
using Vault.Core.Audit;
using Vault.Core.Custody;
using Vault.Core.People;
using Vault.Core.Rotations;

namespace Vault.Core.Checkouts;

/// <summary>What happens whenever an open checkout ends, whoever ends it.</summary>
internal static class CheckoutClosing
{
    /// <summary>Ends it, and an extension of it that waits; what its holder knows is to be changed if the policy says so.</summary>
    /// <param name="line">What the log says about it.</param>
    public static void Run<TEvent>(
        WriteScope scope,
        CheckoutFacts facts,
        Checkout checkout,
        CheckoutEnd end,
        TEvent line
    )
        where TEvent : AuditEvent
    {
        checkout.Finish(end, scope.Actor.Person, scope.Now);
        scope.Append(line);
        if (facts.ExtensionOf(checkout.Id, scope.Now) is { } extension)
            Withdraw(scope, extension);
        // What is seen by breaking the glass is owed a change since it was.
        if (facts.Terms.ChangesOnReturn && !checkout.IsBreakGlass)
            OweChanges(scope, facts, [checkout.Requester]);
    }

    /// <summary>
    /// Ends everything that anybody has or has asked for of an account. What its holders know is to be changed if the policy
    /// says so.
    /// </summary>
    /// <param name="line">What the log says about each.</param>
    public static void EndAll<TEvent>(WriteScope scope, CheckoutFacts facts, Func<Checkout, TEvent> line)
        where TEvent : AuditEvent
    {
        CheckoutOpening.EndExpired(scope, facts);
        var running = facts.Running.Where(c => c.Ending is null).ToList();
        var open = running.Where(c => c.OpenedAt is not null).ToList();
        foreach (var checkout in running)
        {
            var end = checkout.OpenedAt is null ? CheckoutEnd.Withdrawn : CheckoutEnd.ForcedBack;
            checkout.Finish(end, scope.Actor.Person, scope.Now);
            scope.Append(line(checkout));
        }
        if (facts.Terms.ChangesOnReturn)
            OweChanges(scope, facts, open.Where(c => !c.IsBreakGlass).Select(c => c.Requester));
    }

    /// <summary>Ends the checkout of somebody who may no longer use the account.</summary>
    public static void EndLapsed(WriteScope scope, CheckoutFacts facts, Checkout held) =>
        Run(scope, facts, held, CheckoutEnd.ForcedBack, new LapsedCheckoutEnded(held.Account, held.Id, held.Requester));

    public static void Withdraw(WriteScope scope, Checkout checkout)
    {
        checkout.Finish(CheckoutEnd.Withdrawn, scope.Actor.Person, scope.Now);
        scope.Append(new CheckoutWithdrawn(checkout.Account, checkout.Id, checkout.Requester));
    }

    // A value its custodian set himself stays: somebody has to know it who changes it, and that is he.
    private static void OweChanges(WriteScope scope, CheckoutFacts facts, IEnumerable<PersonId> holders)
    {
        var account = facts.Account.Id;
        var db = scope.Db;
        var versions = db.AllOfNow(account.Value, db.Set<SecretVersion>().Where(v => v.Account == account));
        var owed = db.AllOfNow(account.Value, db.Set<RotationObligation>().Where(o => o.Account == account))
            .Where(o => o.Reason == RotationReason.ChangeOnReturn)
            .Select(o => (o.Component, o.Version))
            .ToHashSet();
        // A pending value may be on the platform, and will be the one in use.
        var live = versions.Where(v => v.IsLive && v.Component.IsRotatable()).ToList();
        // One that was shown to him elsewhere, or before, and has the same value is as well known to him.
        var same = scope.Equal.Of(db, live.Select(v => v.Id));
        foreach (var holder in holders.Distinct())
        {
            var known = db.AllOfNow(holder.Value, db.Set<Knowledge>().Where(k => k.Person == holder))
                .Select(k => k.Version)
                .ToHashSet();
            var isCustodian = facts.Custodians.Contains(holder);
            foreach (var version in live.Where(v => same[v.Id].Overlaps(known)))
            {
                if ((isCustodian && version.SetBy == holder) || !owed.Add((version.Component, version.Version)))
                    continue;
                var (component, number) = (version.Component, version.Version);
                RotationObligation.Owe(scope, account, component, number, RotationReason.ChangeOnReturn);
            }
        }
    }
}
