using System.Text;
using Vault.Core;
using Vault.Core.Accounts;
using Vault.Core.Custody;
using Vault.Core.Handovers;
using Vault.Core.People;

namespace Vault.TestKit;

/// <summary>Who has a part in a handover of the kit; everybody can sign in.</summary>
/// <param name="Preparer">Of the office, like <paramref name="Opener"/>, who is another.</param>
public sealed record HandoverParties(Person Leaver, Person Successor, Person Witness, Person Preparer, Person Opener);

/// <summary>Handovers brought to their end by the use cases themselves, in one go.</summary>
public static class HandoverKit
{
    /// <summary>Custodian of each is the leaver, who typed its password; the successor changes it, and the witness sees it work.</summary>
    /// <param name="beforeChanges">What happens once everything is counted in; an account that is waived there is not changed.</param>
    public static async Task<HandoverId> HandOver(
        this TestVault vault,
        HandoverParties parties,
        IReadOnlyList<Account> accounts,
        Func<HandoverId, Task>? beforeCountingIn = null,
        Func<HandoverId, Task>? beforeChanges = null
    )
    {
        var ids = accounts.Select(a => a.Id).ToList();
        var plan = new HandoverPlan(
            parties.Leaver.Id,
            HandoverCause.TermEnd,
            Because("学生会换届，账号整体移交"),
            OrganisationTime.DayOf(vault.Clock.Now),
            [.. ids.Select(a => new PlannedAccount(a, parties.Successor.Id, false, parties.Witness.Id))]
        )
        {
            IsDeparture = true,
        };
        var id = Done(await vault.Get<PrepareHandover>().Run((await vault.SignIn(parties.Preparer)).Actor, plan));
        await Step<OpenHandover>(vault, parties.Opener, id, (u, a, p) => u.Run(a, p, id));
        await Step<SubmitHandoverList>(vault, parties.Leaver, id, (u, a, _) => u.Run(a, id, ids));
        await Step<ApproveHandoverList>(vault, parties.Witness, id, (u, a, p) => u.Run(a, p, id, ids));
        await Step<TakeItemStep>(vault, parties.Leaver, id, (u, a, _) => u.Run(a, id, Open(), new ItemStep.Hand()));
        if (beforeCountingIn is not null)
            await beforeCountingIn(id);
        await Step<TakeItemStep>(
            vault,
            parties.Successor,
            id,
            (u, a, _) => u.Run(a, id, Open(), new ItemStep.CountIn())
        );
        if (beforeChanges is not null)
            await beforeChanges(id);
        foreach (var account in ids.Where(a => !IsWaived(a)))
            await Change(vault, parties, account);
        foreach (var signer in new[] { parties.Leaver, parties.Successor, parties.Witness })
        {
            var documents = await Documents(vault, parties.Opener, id);
            await Step<SignHandover>(vault, signer, id, (u, a, p) => u.Run(a, p, id, documents));
        }
        return id;

        List<HandoverItemId> Open()
        {
            using var db = vault.Read();
            return
            [
                .. db.Set<HandoverItem>()
                    .Where(i => i.Handover == id)
                    .AsEnumerable()
                    .Where(i => !i.IsSettled)
                    .Select(i => i.Id),
            ];
        }

        bool IsWaived(AccountId account)
        {
            using var db = vault.Read();
            return db.Set<HandoverWaiver>().Any(w => w.Handover == id && w.Account == account);
        }
    }

    /// <summary>A password typed by somebody, which nobody has had before.</summary>
    public static async Task TypePassword(this TestVault vault, Person by, AccountId account)
    {
        var (session, actor) = await vault.SignIn(by);
        var proof = await vault.Prove(session, actor, account.Value, ProofPurpose.UseSecrets);
        var value = Encoding.UTF8.GetBytes($"of {by.Id} for {account}");
        var outcome = await vault
            .Get<Deposit>()
            .Run(actor, proof, account, Component.Password, value, ValueOrigin.Typed);
        if (outcome is not DepositOutcome.Deposited)
            throw new InvalidOperationException($"Not deposited: {outcome}");
    }

    /// <summary>A step of a handover that nothing stands in the way of.</summary>
    public static async Task Step<TUseCase>(
        TestVault vault,
        Person by,
        HandoverId id,
        Func<TUseCase, Actor, FreshProof, Task<HandoverOutcome>> run
    )
        where TUseCase : notnull
    {
        var (session, actor) = await vault.SignIn(by);
        var proof = await vault.Prove(session, actor, id.Value, ProofPurpose.Sign);
        Done(await run(vault.Get<TUseCase>(), actor, proof));
    }

    public static Reason Because(string text) =>
        Reason.TryParse(text, out var why, out _) ? why : throw new InvalidOperationException("Not a reason.");

    private static async Task Change(TestVault vault, HandoverParties parties, AccountId account)
    {
        await vault.TypePassword(parties.Successor, account);
        await vault.Verify(parties.Witness, account, Component.Password);
    }

    private static async Task<List<DocumentToSign>> Documents(TestVault vault, Person office, HandoverId id)
    {
        using var db = vault.Read();
        var reader = Standing.Read(db, office.Id, vault.Clock.Now)!;
        var file = await vault.Get<ReadHandover>().Run(reader, id);
        return [.. file!.Parts.Where(p => p.Part.IsSigned).Select(p => new DocumentToSign(p.Account.Id, p.Document))];
    }

    private static HandoverId Done(HandoverOutcome outcome) =>
        outcome is HandoverOutcome.Done done ? done.Id : throw new InvalidOperationException($"Not done: {outcome}");
}
