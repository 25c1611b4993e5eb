using Vault.Core.Checkouts;

namespace Vault.Core.Tests.Checkouts;

/// <summary>Everybody who could have to do with a checkout, and some who could not.</summary>
internal enum Part
{
    Custodian,
    Administrator,

    /// <summary>An administrator who is a supervising leader of the same account too.</summary>
    Both,
    Leader,
    Responsible,
    Registrar,
    Security,
    Reviewer,

    /// <summary>Named for breaking the glass, and nothing else.</summary>
    Named,
    Stranger,
}

internal enum Move
{
    Ask,
    AskForLater,
    Approve,
    Refuse,
    Open,
    Withdraw,
    Return,
    AskBack,
    ForceBack,
    Extend,
    BreakGlass,
    Review,
    SendBack,
    GiveReason,
}

/// <summary>
/// What may happen, written down a second time and as plainly as it can be: who, when, and what becomes of it. Knows
/// nothing of rows, logs and guards.
/// </summary>
internal sealed class CheckoutModel(CheckoutTerms terms)
{
    private readonly List<Thing> _things = [];

    public DateTimeOffset Now { get; set; }

    public int Count => _things.Count;

    public CheckoutState State(int index) => StateOf(_things[index]);

    public DateTimeOffset Due(int index) => _things[index].Due;

    /// <summary>Takes the step if it may be taken.</summary>
    /// <returns>Whether it was.</returns>
    public bool Take(Part who, Move move, int target)
    {
        if (move is Move.Ask or Move.AskForLater)
            return Ask(who, move == Move.AskForLater ? Now.AddHours(2) : Now);
        if (move == Move.BreakGlass)
            return BreakGlass(who);
        if (target >= _things.Count)
            return false;
        var thing = _things[target];
        return move switch
        {
            Move.Approve => MayDecide(who, thing) && IsMissed(who, thing) && Agree(who, thing),
            Move.Refuse => MayDecide(who, thing) && thing.Become(CheckoutState.Refused),
            Move.Open => who == thing.Owner && MayOpen(thing) && thing.Become(CheckoutState.Open),
            Move.Withdraw => who == thing.Owner && IsWaiting(thing) && thing.Become(CheckoutState.Withdrawn),
            Move.Return => who == thing.Owner && End(thing, CheckoutState.Returned),
            Move.ForceBack => Decides(who) && who != thing.Owner && End(thing, CheckoutState.ForcedBack),
            Move.AskBack => Uses(who) && who != thing.Owner && !thing.IsGlass && AskBack(who, thing),
            Move.SendBack => who == Part.Reviewer && thing.AskReason(true),
            Move.GiveReason => who == thing.Owner && thing.AskReason(false),
            Move.Review => Decides(who) && who != thing.Owner && Review(thing),
            _ => who == thing.Owner && Extend(thing),
        };
    }

    private static bool Uses(Part who) => who is Part.Custodian or Part.Administrator or Part.Both;

    private static bool Leads(Part who) => who is Part.Leader or Part.Both;

    private static bool Decides(Part who) => Leads(who) || who is Part.Responsible or Part.Registrar;

    private static bool IsNamed(Part who) => who is Part.Named or Part.Administrator;

    private CheckoutState StateOf(Thing thing) =>
        thing.IsGlass && thing.State == CheckoutState.Open && Now >= thing.Due ? CheckoutState.Expired
        : thing.State is CheckoutState.Requested or CheckoutState.Approved && !thing.IsTakenOver && Now >= thing.Due
            ? CheckoutState.Expired
        : thing.State;

    private bool IsWaiting(Thing thing) =>
        StateOf(thing) is CheckoutState.Requested or CheckoutState.Approved && !thing.IsTakenOver;

    private bool IsFreeFor(Part who) =>
        !terms.IsExclusive || !_things.Exists(t => t.State == CheckoutState.Open && !t.IsGlass && t.Owner != who);

    private bool Ask(Part who, DateTimeOffset from)
    {
        var has = _things.Exists(t =>
            t.Owner == who && t.Extended is null && !t.IsGlass && (IsWaiting(t) || t.State == CheckoutState.Open)
        );
        if (!Uses(who) || has)
            return false;
        var isDirect = terms.Way == CheckoutWay.Direct;
        if (isDirect && (from > Now || !IsFreeFor(who)))
            return false;
        var state = isDirect ? CheckoutState.Open : CheckoutState.Requested;
        _things.Add(new Thing(who, state, Now, from, Later(from)));
        return true;
    }

    // A calendar nobody has entered anything into; days are those of the organisation, eight hours ahead.
    private DateTimeOffset Later(DateTimeOffset at)
    {
        for (var left = terms.Days; left > 0; )
        {
            at = at.AddDays(1);
            left -= at.ToOffset(TimeSpan.FromHours(8)).DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday ? 0 : 1;
        }
        return at;
    }

    private bool MayOpen(Thing thing) =>
        thing.Extended is null
        && StateOf(thing) == CheckoutState.Approved
        && thing.From <= Now
        && IsFreeFor(thing.Owner);

    private bool MayDecide(Part who, Thing thing) =>
        who != thing.Owner
        && Decides(who)
        && StateOf(thing) == CheckoutState.Requested
        && thing.Extended?.State is null or CheckoutState.Open
        && Now >= thing.AskedAt.AddHours(Patience(who));

    private int Patience(Part who) =>
        who == Part.Responsible ? terms.PatienceHours
        : who == Part.Registrar && terms.Way != CheckoutWay.TwoPersons ? 2 * terms.PatienceHours
        : 0;

    private bool IsMissed(Part who, Thing thing) =>
        terms.Way != CheckoutWay.TwoPersons || !thing.Agreed.Exists(a => IsOffice(a) == IsOffice(who));

    private bool Agree(Part who, Thing thing)
    {
        thing.Agreed.Add(who);
        if (terms.Way == CheckoutWay.TwoPersons && thing.Agreed.Count < 2)
            return true;
        thing.Become(CheckoutState.Approved);
        if (thing.Extended is { } extended)
            (extended.Due, thing.IsTakenOver) = (thing.Due, true);
        return true;
    }

    private static bool IsOffice(Part who) => who == Part.Registrar;

    private bool End(Thing thing, CheckoutState state)
    {
        if (StateOf(thing) != CheckoutState.Open)
            return false;
        foreach (var extension in _things.Where(t => t.Extended == thing && IsWaiting(t)))
            extension.Become(CheckoutState.Withdrawn);
        return thing.Become(state);
    }

    private static bool AskBack(Part who, Thing thing)
    {
        if (thing.State != CheckoutState.Open || thing.AskedBackBy == who)
            return false;
        thing.AskedBackBy = who;
        return true;
    }

    private bool Extend(Thing thing)
    {
        var until = Later(Now);
        if (thing.State != CheckoutState.Open || thing.IsGlass || until <= thing.Due)
            return false;
        if (_things.Exists(t => t.Extended == thing && IsWaiting(t)))
            return false;
        var extension = new Thing(thing.Owner, CheckoutState.Requested, Now, Now, until) { Extended = thing };
        _things.Add(extension);
        if (terms.Way == CheckoutWay.Direct)
            (thing.Due, extension.State, extension.IsTakenOver) = (until, CheckoutState.Approved, true);
        return true;
    }

    /// <summary>Beside whoever has it, whatever the terms; not beside one's own.</summary>
    private bool BreakGlass(Part who)
    {
        if (!IsNamed(who) || _things.Exists(t => t.Owner == who && StateOf(t) == CheckoutState.Open))
            return false;
        _things.Add(new Thing(who, CheckoutState.Open, Now, Now, Now.AddHours(4)) { IsGlass = true });
        return true;
    }

    private bool Review(Thing thing)
    {
        if (!thing.IsGlass || thing.IsReviewed || StateOf(thing) == CheckoutState.Open)
            return false;
        return thing.IsReviewed = true;
    }

    private sealed class Thing(
        Part owner,
        CheckoutState state,
        DateTimeOffset askedAt,
        DateTimeOffset from,
        DateTimeOffset due
    )
    {
        public Part Owner { get; } = owner;

        public CheckoutState State { get; set; } = state;

        public DateTimeOffset AskedAt { get; } = askedAt;

        public DateTimeOffset From { get; } = from;

        public DateTimeOffset Due { get; set; } = due;

        public Thing? Extended { get; init; }

        public bool IsTakenOver { get; set; }

        public bool IsGlass { get; init; }

        public bool IsReviewed { get; set; }

        public Part? AskedBackBy { get; set; }

        public List<Part> Agreed { get; } = [];

        private bool IsReasonAsked { get; set; }

        public bool AskReason(bool asks)
        {
            var changes = IsReasonAsked != asks;
            IsReasonAsked = asks;
            return changes;
        }

        public bool Become(CheckoutState next)
        {
            State = next;
            return true;
        }
    }
}
