using FsCheck;
using FsCheck.Fluent;
using Vault.Core.Checkouts;
using Vault.Core.People;
using Xunit;

namespace Vault.Core.Tests.Checkouts;

/// <summary>
/// Every state × every step × every role, against a model written down a second time (R25): only listed steps succeed,
/// and a refused one changes nothing but its line in the log.
/// </summary>
[Trait("R", "R25")]
public sealed class CheckoutModelTests : IAsyncLifetime
{
    private static readonly Part[] Parts = Enum.GetValues<Part>();
    private static readonly Move[] Moves = Enum.GetValues<Move>();

    private CheckoutScene _scene = null!;
    private Dictionary<Part, Person> _cast = null!;

    public async Task InitializeAsync()
    {
        _scene = await CheckoutScene.Set();
        _cast = await CheckoutRun.Cast(_scene);
    }

    public async Task DisposeAsync() => await _scene.DisposeAsync();

    public static TheoryData<CheckoutWay, CheckoutState> Stations
    {
        get
        {
            var all = new TheoryData<CheckoutWay, CheckoutState>();
            CheckoutState[] unapproved = [CheckoutState.Open, CheckoutState.Returned, CheckoutState.ForcedBack];
            foreach (var state in unapproved)
                all.Add(CheckoutWay.Direct, state);
            foreach (var way in new[] { CheckoutWay.Approval, CheckoutWay.TwoPersons })
            foreach (var state in Enum.GetValues<CheckoutState>())
                all.Add(way, state);
            return all;
        }
    }

    /// <summary>The one checkout of an account is brought there; then everybody tries everything.</summary>
    [Theory]
    [MemberData(nameof(Stations))]
    public async Task From_each_state_everybody_takes_his_steps_and_no_others(CheckoutWay way, CheckoutState state)
    {
        var terms = new CheckoutTerms(way, PatienceHours: 2);
        var (run, tried) = (await At(terms, state), 0);
        foreach (var who in Parts)
        foreach (var move in Moves)
        {
            tried++;
            // A step that was taken leads elsewhere: the next one is tried on another account.
            if (await run.Take(who, move))
                run = await At(terms, state);
        }
        Assert.Equal(Parts.Length * Moves.Length, tried);
    }

    /// <summary>The same with the glass of the account broken.</summary>
    [Theory]
    [InlineData(CheckoutState.Open)]
    [InlineData(CheckoutState.Returned)]
    [InlineData(CheckoutState.ForcedBack)]
    [InlineData(CheckoutState.Expired)]
    public async Task With_the_glass_broken_everybody_takes_his_steps_and_no_others(CheckoutState state)
    {
        foreach (var who in Parts)
        foreach (var move in Moves)
        {
            var run = await Broken(state);
            await run.Take(who, move);
            // Whoever reviews it does so once.
            await run.Take(Part.Leader, Move.Review);
            await run.Take(Part.Registrar, Move.Review);
        }
    }

    /// <summary>Several checkouts of an account beside each other, extensions among them, while time goes by.</summary>
    [Fact]
    public void Whatever_happens_in_whatever_order_model_and_vault_agree()
    {
        var steps =
            from who in Gen.Frequency(
                (6, Gen.Elements(Part.Custodian, Part.Administrator, Part.Both)),
                (4, Gen.Elements(Part.Leader, Part.Responsible, Part.Registrar)),
                (2, Gen.Constant(Part.Named)),
                (1, Gen.Elements(Part.Security, Part.Reviewer, Part.Stranger))
            )
            from move in Gen.Elements(Moves)
            from back in Gen.Choose(0, 2)
            from wait in Gen.Frequency((8, Gen.Constant(0)), (3, Gen.Choose(1, 5)), (1, Gen.Constant(25)))
            select (Who: who, Move: move, Back: back, Wait: wait);
        var runs =
            from way in Gen.Elements(Enum.GetValues<CheckoutWay>())
            from isExclusive in Gen.Elements(true, true, false)
            from list in steps.ArrayOf(30)
            select (Terms: new CheckoutTerms(way, isExclusive, PatienceHours: 2), Steps: list);

        var property = Prop.ForAll(runs.ToArbitrary(), run => Walk(run.Terms, run.Steps).GetAwaiter().GetResult());

        Check.One(Config.QuickThrowOnFailure.WithMaxTest(25), property);
    }

    private async Task<bool> Walk(CheckoutTerms terms, IEnumerable<(Part Who, Move Move, int Back, int Wait)> steps)
    {
        var run = await CheckoutRun.Begin(_scene, _cast, terms);
        foreach (var (who, move, back, wait) in steps)
        {
            run.Wait(TimeSpan.FromHours(wait));
            // The newest checkouts are where things happen.
            await run.Take(who, move, Math.Max(0, run.Count - 1 - back));
        }
        return true;
    }

    private async Task<CheckoutRun> Broken(CheckoutState state)
    {
        var run = await CheckoutRun.Begin(_scene, _cast, new(CheckoutWay.TwoPersons, PatienceHours: 2));
        Assert.True(await run.Take(Part.Named, Move.BreakGlass));
        if (state == CheckoutState.Expired)
            run.Wait(TimeSpan.FromHours(4));
        if (state == CheckoutState.Returned)
            await run.Take(Part.Named, Move.Return);
        if (state == CheckoutState.ForcedBack)
            await run.Take(Part.Leader, Move.ForceBack);
        Assert.Equal(state, run.State(0));
        return run;
    }

    private async Task<CheckoutRun> At(CheckoutTerms terms, CheckoutState state)
    {
        var run = await CheckoutRun.Begin(_scene, _cast, terms);
        await run.Take(Part.Custodian, Move.Ask);
        foreach (var (who, move) in Way(terms.Way, state))
            Assert.True(await run.Take(who, move));
        // Past any weekend.
        if (state == CheckoutState.Expired)
            run.Wait(TimeSpan.FromDays(3));
        Assert.Equal(state, run.State(0));
        return run;
    }

    private static IEnumerable<(Part, Move)> Way(CheckoutWay way, CheckoutState state)
    {
        (Part, Move)[] approve = way switch
        {
            CheckoutWay.Direct => [],
            CheckoutWay.Approval => [(Part.Leader, Move.Approve)],
            _ => [(Part.Leader, Move.Approve), (Part.Registrar, Move.Approve)],
        };
        (Part, Move)[] open = way == CheckoutWay.Direct ? [] : [.. approve, (Part.Custodian, Move.Open)];
        return state switch
        {
            CheckoutState.Requested or CheckoutState.Expired => [],
            CheckoutState.Approved => approve,
            CheckoutState.Open => open,
            CheckoutState.Returned => [.. open, (Part.Custodian, Move.Return)],
            CheckoutState.ForcedBack => [.. open, (Part.Leader, Move.ForceBack)],
            CheckoutState.Refused => [(Part.Leader, Move.Refuse)],
            _ => [(Part.Custodian, Move.Withdraw)],
        };
    }
}
