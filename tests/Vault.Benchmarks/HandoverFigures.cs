using System.Diagnostics;
using System.Globalization;
using System.Text;
using Vault.Core;
using Vault.Core.Accounts;
using Vault.Core.Custody;
using Vault.Core.Handovers;
using Vault.Core.People;
using Vault.TestKit;

namespace Vault.Benchmarks;

/// <summary>
/// A batch: one person hands over sixty accounts at once, as after an election. Every page and every step of it stays
/// below a second; the step is timed as its use case, without the page that answers it.
/// </summary>
internal static class HandoverFigures
{
    private const int Accounts = 60;
    private const double Limit = 1000;

    public static async Task Measure(FigureTable figures)
    {
        await using var office = await Office.Open();
        var leader = await Somebody(office, "leader", "领导甲");
        var successor = await Somebody(office, "successor", "赵六");
        var accounts = await Register(office, leader);
        await using var served = await ServedOffice.Start(office.Vault, office.Registrar);
        await Page(figures, served, "to prepare it", $"/handovers/new?leaver={office.Zhang.Id}");
        var plan = new HandoverPlan(
            office.Zhang.Id,
            HandoverCause.TermEnd,
            Because("学生会换届，账号整体移交"),
            OrganisationTime.DayOf(office.Vault.Clock.Now),
            [.. accounts.Select(a => new PlannedAccount(a, successor.Id, false, leader.Id))]
        )
        {
            IsDeparture = true,
        };
        var step = new Steps(figures, office);
        var id = await step.Time<PrepareHandover>("prepare", office.OtherRegistrar, null, (u, a, _) => u.Run(a, plan));
        await step.Time<OpenHandover>("open", office.Registrar, id, (u, a, p) => u.Run(a, p, id));
        await Pages(figures, served, "listing", id, accounts[0]);
        await step.Time<SubmitHandoverList>("submit all lists", office.Zhang, id, (u, a, _) => u.Run(a, id, accounts));
        await step.Time<ApproveHandoverList>("approve all lists", leader, id, (u, a, p) => u.Run(a, p, id, accounts));
        var items = Items(office, id);
        var hand = new ItemStep.Hand();
        await step.Time<TakeItemStep>("hand every line", office.Zhang, id, (u, a, _) => u.Run(a, id, items, hand));
        var countIn = new ItemStep.CountIn();
        await step.Time<TakeItemStep>("count every line in", successor, id, (u, a, _) => u.Run(a, id, items, countIn));
        foreach (var account in accounts)
        {
            await Deposit(office, successor, account);
            await office.Vault.Verify(leader, account, Component.Password);
        }
        await Pages(figures, served, "signing", id, accounts[0]);
        foreach (var signer in new[] { office.Zhang, successor, leader })
        {
            var documents = await Documents(office, id);
            await step.Time<SignHandover>(
                $"sign all, {signer.DisplayName}",
                signer,
                id,
                (u, a, p) => u.Run(a, p, id, documents)
            );
        }
        await Pages(figures, served, "closed", id, accounts[0]);
    }

    private static async Task Pages(
        FigureTable figures,
        ServedOffice served,
        string state,
        HandoverId id,
        AccountId one
    )
    {
        await Page(figures, served, $"{state}, all handovers", "/handovers");
        await Page(figures, served, $"{state}, the handover", $"/handovers/{id}");
        await Page(figures, served, $"{state}, one account", $"/handovers/{id}/accounts/{one}");
    }

    private static async Task Page(FigureTable figures, ServedOffice served, string what, string path) =>
        figures.Add(Name($"page: {what}"), await served.Time(path, signedIn: true), "ms", Limit);

    private static string Name(string what) =>
        string.Create(CultureInfo.InvariantCulture, $"handover of {Accounts} accounts, {what}");

    private static async Task<List<AccountId>> Register(Office office, Person leader)
    {
        var accounts = new List<AccountId>();
        for (var i = 0; i < Accounts; i++)
        {
            var account = await office.Vault.AddAccount($"示例社团 {i:00}", "weibo");
            await office.Vault.Appoint(office.Zhang, account);
            await office.Vault.Appoint(leader, account, AppointmentRole.SupervisingLeader);
            await Deposit(office, office.Zhang, account.Id);
            accounts.Add(account.Id);
        }
        return accounts;
    }

    private static async Task Deposit(Office office, Person by, AccountId account)
    {
        var proof = await office.Proof(by, ProofPurpose.UseSecrets, account.Value);
        var value = Encoding.UTF8.GetBytes($"of {by.Id} for {account}");
        var deposited = await office
            .Vault.Get<Deposit>()
            .Run(await office.As(by), proof, account, Component.Password, value, ValueOrigin.Typed);
        if (deposited is not DepositOutcome.Deposited)
            throw new InvalidOperationException($"Not deposited: {deposited}");
    }

    private static async Task<Person> Somebody(Office office, string userName, string name)
    {
        var person = await office.Vault.AddPerson(userName, name);
        await office.GiveSignIn(person);
        return person;
    }

    private static List<HandoverItemId> Items(Office office, HandoverId id)
    {
        using var db = office.Vault.Read();
        return [.. db.Set<HandoverItem>().Where(i => i.Handover == id).Select(i => i.Id)];
    }

    private static async Task<List<DocumentToSign>> Documents(Office office, HandoverId id)
    {
        using var db = office.Vault.Read();
        var reader = Standing.Read(db, office.Registrar.Id, office.Vault.Clock.Now)!;
        var file = (await office.Vault.Get<ReadHandover>().Run(reader, id))!;
        return [.. file.Parts.Select(p => new DocumentToSign(p.Account.Id, p.Document))];
    }

    private static Reason Because(string text) =>
        Reason.TryParse(text, out var reason, out _) ? reason : throw new InvalidOperationException("Not a reason.");

    /// <summary>Steps of the handover, each once: what they do cannot be done twice.</summary>
    private sealed class Steps(FigureTable figures, Office office)
    {
        public async Task<HandoverId> Time<T>(
            string what,
            Person by,
            HandoverId? id,
            Func<T, Actor, FreshProof?, Task<HandoverOutcome>> run
        )
            where T : notnull
        {
            var actor = await office.As(by);
            var proof = id is { } subject ? await office.Proof(by, ProofPurpose.Sign, subject.Value) : null;
            var use = office.Vault.Get<T>();
            var since = Stopwatch.GetTimestamp();
            var outcome = await run(use, actor, proof);
            figures.Add(Name(what), Stopwatch.GetElapsedTime(since).TotalMilliseconds, "ms", Limit);
            return outcome is HandoverOutcome.Done done
                ? done.Id
                : throw new InvalidOperationException($"{what}: {outcome}");
        }
    }
}
