using System.Text.Json;
using Vault.Core.Audit;
using Vault.Core.Checkouts;
using Vault.Core.People;
using Xunit;

namespace Vault.Core.Tests.Checkouts;

/// <summary>
/// Takes every step twice, on a real vault and on the model, and holds one against the other: what came of it, where
/// every checkout stands afterwards, and that a refused step changed nothing but its line.
/// </summary>
internal sealed class CheckoutRun
{
    private readonly CheckoutScene _scene;
    private readonly Dictionary<Part, Person> _cast;
    private readonly CheckoutModel _model;
    private readonly List<CheckoutId> _ids = [];

    private CheckoutRun(CheckoutScene scene, Dictionary<Part, Person> cast, CheckoutTerms terms)
    {
        _scene = scene;
        _cast = cast;
        _model = new(terms) { Now = scene.Now };
    }

    public int Count => _model.Count;

    public static async Task<Dictionary<Part, Person>> Cast(CheckoutScene scene) =>
        new()
        {
            [Part.Custodian] = scene.Zhang,
            [Part.Administrator] = scene.Li,
            [Part.Both] = await scene.Person("both", "管理员兼领导"),
            [Part.Leader] = scene.Leader,
            [Part.Responsible] = scene.Responsible,
            [Part.Registrar] = scene.Office.Registrar,
            [Part.Security] = scene.Office.Security,
            [Part.Reviewer] = scene.Office.Reviewer,
            [Part.Named] = await scene.Person("named", "应急取用人甲"),
            [Part.Stranger] = await scene.Person("stranger", "路人甲"),
        };

    /// <summary>On an account of its own.</summary>
    public static async Task<CheckoutRun> Begin(CheckoutScene scene, Dictionary<Part, Person> cast, CheckoutTerms terms)
    {
        await scene.Turn($"示例账号 {Guid.NewGuid():N}");
        await scene.Appoint(cast[Part.Custodian], AppointmentRole.Custodian);
        await scene.Appoint(cast[Part.Administrator], AppointmentRole.Administrator);
        await scene.Appoint(cast[Part.Both], AppointmentRole.Administrator);
        await scene.Appoint(cast[Part.Both], AppointmentRole.SupervisingLeader);
        await scene.Appoint(cast[Part.Leader], AppointmentRole.SupervisingLeader);
        await scene.Appoint(cast[Part.Responsible], AppointmentRole.ResponsiblePerson);
        await scene.Appoint(cast[Part.Named], AppointmentRole.BreakGlass, over: scene.Vault.Unit);
        await scene.Appoint(cast[Part.Administrator], AppointmentRole.BreakGlass);
        await scene.Decide(terms);
        return new(scene, cast, terms);
    }

    public void Wait(TimeSpan by)
    {
        _scene.Vault.Clock.Turn(by);
        _model.Now = _scene.Now;
    }

    public CheckoutState State(int index) => _model.State(index);

    /// <returns>Whether the step was taken, in both.</returns>
    public async Task<bool> Take(Part who, Move move, int target = 0)
    {
        var act = await Prepare(who, move, target);
        var before = Snapshot();
        var told = $"{who} {move} {target} of [{string.Join(' ', Enumerable.Range(0, Count).Select(State))}]";
        var taken = _model.Take(who, move, target);

        var outcome = await act();

        Assert.True(taken == outcome is CheckoutOutcome.Done, $"{told}: {outcome}, the model says {taken}");
        var after = Snapshot();
        if (outcome is CheckoutOutcome.Done done)
        {
            if (move is Move.Ask or Move.AskForLater or Move.Extend or Move.BreakGlass)
                _ids.Add(done.Checkout.Id);
            Assert.True(after.Lines > before.Lines, told);
        }
        else
        {
            Assert.True(after == (before.Rows, before.Lines + 1), told);
            Assert.True(_scene.Vault.LastEvent() is CheckoutStepRefused or AccessRefused, told);
        }
        AssertSame(told);
        return taken;
    }

    private async Task<Func<Task<CheckoutOutcome>>> Prepare(Part who, Move move, int target)
    {
        var (person, vault) = (_cast[who], _scene.Vault);
        var actor = await _scene.Office.As(person);
        var id = target < _ids.Count ? _ids[target] : CheckoutId.New();
        var proof = move switch
        {
            Move.Approve or Move.Refuse or Move.Review => await _scene.Office.Proof(
                person,
                ProofPurpose.Approve,
                id.Value
            ),
            Move.BreakGlass => await _scene.Office.Proof(person, ProofPurpose.BreakGlass, _scene.Account.Id.Value),
            _ => null,
        };
        var why = CheckoutScene.Reason();
        DateTimeOffset? from = move == Move.AskForLater ? _scene.Now.AddHours(2) : null;
        return move switch
        {
            Move.Approve => () => vault.Get<DecideCheckout>().Run(actor, proof, id, new CheckoutVerdict.Approve()),
            Move.Refuse => () => vault.Get<DecideCheckout>().Run(actor, proof, id, new CheckoutVerdict.Refuse(why)),
            Move.Open => () => vault.Get<OpenCheckout>().Run(actor, id),
            Move.Withdraw => () => vault.Get<WithdrawCheckout>().Run(actor, id),
            Move.Return => () => vault.Get<ReturnCheckout>().Run(actor, id, null),
            Move.AskBack => () => vault.Get<AskBack>().Run(actor, id, why),
            Move.ForceBack => () => vault.Get<ForceBack>().Run(actor, id, why),
            Move.BreakGlass => () => vault.Get<OpenBreakGlass>().Run(actor, proof, _scene.Account.Id, why),
            Move.Review => () => vault.Get<ReviewBreakGlass>().Run(actor, proof, id, BreakGlassVerdict.InOrder, why),
            Move.SendBack => () => vault.Get<SendReasonBack>().Run(actor, id, why),
            Move.GiveReason => () => vault.Get<GiveReasonAnew>().Run(actor, id, why),
            Move.Extend => () => vault.Get<ExtendCheckout>().Run(actor, id, why),
            _ => () => vault.Get<AskForCheckout>().Run(actor, _scene.Account.Id, new(why, null), from),
        };
    }

    private void AssertSame(string told)
    {
        using var db = _scene.Vault.Read();
        var rows = db.Set<Checkout>().Where(c => c.Account == _scene.Account.Id).ToDictionary(c => c.Id);
        Assert.Equal(Count, rows.Count);
        for (var i = 0; i < Count; i++)
        {
            Assert.True(_model.State(i) == rows[_ids[i]].StateAt(_scene.Now), $"{told}: {i}");
            Assert.True(_model.Due(i) == rows[_ids[i]].Due, $"{told}: {i} is due");
        }
        var open = rows.Values.Where(c => c.StateAt(_scene.Now) == CheckoutState.Open && !c.IsBreakGlass).ToList();
        Assert.True(open.Count <= 1 || !open.Exists(c => c.IsExclusive), told);
    }

    private (string Rows, long Lines) Snapshot()
    {
        using var db = _scene.Vault.Read();
        var account = _scene.Account.Id;
        var checkouts = db.Set<Checkout>().Where(c => c.Account == account).OrderBy(c => c.Id).ToList();
        var approvals = db.Set<CheckoutApproval>()
            .Where(a => _ids.Contains(a.Checkout))
            .OrderBy(a => a.Checkout)
            .ThenBy(a => a.Approver)
            .ToList();
        var reviews = db.Set<BreakGlassReview>()
            .Where(r => _ids.Contains(r.Checkout))
            .OrderBy(r => r.Checkout)
            .ToList();
        var queries = db.Set<ReasonQuery>()
            .Where(q => _ids.Contains(q.Checkout))
            .OrderBy(q => q.Checkout)
            .ThenBy(q => q.Round)
            .ToList();
        var rows =
            JsonSerializer.Serialize(checkouts)
            + JsonSerializer.Serialize(approvals)
            + JsonSerializer.Serialize(reviews)
            + JsonSerializer.Serialize(queries);
        return (rows, db.AuditEntries.Max(e => e.Sequence));
    }
}
