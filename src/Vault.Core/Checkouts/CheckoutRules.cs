using Vault.Core.People;

namespace Vault.Core.Checkouts;

/// <summary>The rules of checkouts, pure: what stands in the way of each step. Null: nothing.</summary>
internal static class CheckoutRules
{
    /// <summary>
    /// Whether somebody may use the secrets of an account now, as far as checking out is concerned: he has it, and it is
    /// not overdue. That he is still appointed is for the rules of custody to say.
    /// </summary>
    /// <param name="running">As <see cref="CheckoutFacts.ReadRunning"/> gives them.</param>
    public static CheckoutRefusal? MayUse(IEnumerable<Checkout> running, PersonId person, DateTimeOffset now)
    {
        var open = running.Where(c => c.Requester == person && c.StateAt(now) == CheckoutState.Open).ToList();
        if (open.Count == 0)
            return CheckoutRefusal.NotOpen;
        return open.TrueForAll(c => c.IsOverdue(now)) ? CheckoutRefusal.Overdue : null;
    }

    /// <summary>The time that is meant: from now, and for as long as the account is had, unless something else is said.</summary>
    public static (DateTimeOffset From, DateTimeOffset Until) Window(
        CheckoutFacts facts,
        DateTimeOffset? from,
        DateTimeOffset? until,
        DateTimeOffset now
    )
    {
        var begins = from ?? now;
        return (begins, until ?? facts.UsualEnd(begins));
    }

    public static CheckoutRefusal? Ask(
        CheckoutFacts facts,
        PersonId person,
        CheckoutRequest request,
        (DateTimeOffset From, DateTimeOffset Until) window,
        DateTimeOffset now
    )
    {
        if (facts.Barred.Contains(person))
            return CheckoutRefusal.StudentsBarred;
        if (!facts.Users.Contains(person))
            return CheckoutRefusal.NotAppointed;
        if (facts.Freeze.IsOn)
            return CheckoutRefusal.Frozen;
        if (OfWindow(facts, window, now) is { } wrong)
            return wrong;
        if (facts.Terms.AsksPost && request.Post is null)
            return CheckoutRefusal.PostMissing;
        if (facts.OwnOf(person, now) is not null)
            return CheckoutRefusal.AskedBefore;
        return facts.Terms.Way == CheckoutWay.Direct ? ToHave(facts, person) : null;
    }

    /// <summary>What stands between somebody and the use of the account, first of all things that he has to ask.</summary>
    /// <param name="own">What he has asked for or has of it.</param>
    public static CheckoutRefusal? Have(CheckoutFacts facts, Checkout? own, PersonId person, DateTimeOffset now)
    {
        if (facts.Barred.Contains(person))
            return CheckoutRefusal.StudentsBarred;
        if (!facts.Users.Contains(person))
            return CheckoutRefusal.NotAppointed;
        if (facts.Freeze.IsOn)
            return facts.Freeze.Bars(person, now) ? CheckoutRefusal.Frozen : null;
        if (own is { OpenedAt: not null })
            return own.IsOverdue(now) ? CheckoutRefusal.Overdue : null;
        if (own is not null)
            return Open(facts, own, person, now);
        if (facts.Terms.Way != CheckoutWay.Direct)
            return CheckoutRefusal.NotOpen;
        return facts.Terms.AsksPost ? CheckoutRefusal.PostMissing : ToHave(facts, person);
    }

    /// <summary>
    /// What stands in the way of breaking the glass, for somebody who is named: who has the account in the ordinary way has
    /// to return or extend it; an open incident and a change that is owed lock the account for him as for everybody.
    /// </summary>
    public static CheckoutRefusal? BreakGlass(CheckoutFacts facts, PersonId person, DateTimeOffset now)
    {
        if (facts.Freeze.IsOn)
            return CheckoutRefusal.Frozen;
        if (facts.BreakGlassOf(person, now) is not null)
            return CheckoutRefusal.AskedBefore;
        if (facts.OwnOf(person, now) is { OpenedAt: not null } own)
            return own.IsOverdue(now) ? CheckoutRefusal.Overdue : CheckoutRefusal.AskedBefore;
        var leavesChange = facts.Terms.ChangesOnReturn && facts.HeldByOthers(person).Any(facts.HasLapsed);
        var isOwed = facts.IsChangeOwed || leavesChange;
        return isOwed && !facts.Custodians.Contains(person) ? CheckoutRefusal.ChangeOwed : null;
    }

    public static CheckoutRefusal? Review(
        Checkout checkout,
        ApproverLine line,
        bool isReviewed,
        PersonId person,
        DateTimeOffset now
    )
    {
        if (line.IsRequester(person))
            return CheckoutRefusal.OwnRequest;
        if (!line.Has(person))
            return CheckoutRefusal.NotApprover;
        if (!checkout.IsBreakGlass)
            return CheckoutRefusal.NotThisWay;
        if (checkout.StateAt(now) == CheckoutState.Open)
            return CheckoutRefusal.StillOpen;
        return isReviewed ? CheckoutRefusal.TooLate : null;
    }

    /// <summary>Never of one's own, in no guise; as often as the reason is given anew, and at any time.</summary>
    /// <param name="queries">Of the checkout, the first one first.</param>
    public static CheckoutRefusal? SendBack(
        ApproverLine line,
        IReadOnlyList<ReasonQuery> queries,
        PersonId person,
        bool isReviewer
    )
    {
        if (!isReviewer)
            return CheckoutRefusal.NotReviewer;
        if (line.IsRequester(person))
            return CheckoutRefusal.OwnRequest;
        return IsReasonAsked(queries) ? CheckoutRefusal.SentBackBefore : null;
    }

    public static CheckoutRefusal? GiveReason(Checkout checkout, IReadOnlyList<ReasonQuery> queries, PersonId person)
    {
        if (checkout.Requester != person)
            return CheckoutRefusal.NotYours;
        return IsReasonAsked(queries) ? null : CheckoutRefusal.NotThisWay;
    }

    public static CheckoutRefusal? Open(CheckoutFacts facts, Checkout checkout, PersonId person, DateTimeOffset now)
    {
        if (checkout.Requester != person)
            return CheckoutRefusal.NotYours;
        if (checkout.Extends is not null)
            return CheckoutRefusal.NotThisWay;
        var state = checkout.StateAt(now);
        if (state == CheckoutState.Requested)
            return CheckoutRefusal.NotApproved;
        if (state != CheckoutState.Approved)
            return CheckoutRefusal.TooLate;
        if (!facts.Users.Contains(person))
            return CheckoutRefusal.RequesterMayNoLonger;
        return now < checkout.From ? CheckoutRefusal.NotYet : ToHave(facts, person);
    }

    /// <param name="given">Who has said yes so far.</param>
    public static CheckoutRefusal? Decide(
        CheckoutFacts facts,
        Checkout checkout,
        ApproverLine line,
        IReadOnlyList<Mandate> given,
        PersonId person,
        bool approves,
        DateTimeOffset now
    )
    {
        if (line.IsRequester(person))
            return CheckoutRefusal.OwnRequest;
        if (!line.Has(person))
            return CheckoutRefusal.NotApprover;
        if (checkout.StateAt(now) != CheckoutState.Requested || !IsOfUse(facts, checkout, now))
            return CheckoutRefusal.TooLate;
        if (line.MandateOf(person, now) is not { } mandate)
            return CheckoutRefusal.NotYourTurn;
        if (!approves)
            return null;
        if (given.Any(a => a.Person == person) || !Mandate.IsNeeded(facts.Terms.Way, given, mandate))
            return CheckoutRefusal.AgreedBefore;
        return facts.Users.Contains(checkout.Requester) ? null : CheckoutRefusal.RequesterMayNoLonger;
    }

    public static CheckoutRefusal? Withdraw(Checkout checkout, PersonId person, DateTimeOffset now)
    {
        if (checkout.Requester != person)
            return CheckoutRefusal.NotYours;
        return checkout.StateAt(now) switch
        {
            CheckoutState.Open => CheckoutRefusal.NotThisWay,
            CheckoutState.Requested or CheckoutState.Approved when checkout.Ending is null => null,
            _ => CheckoutRefusal.TooLate,
        };
    }

    public static CheckoutRefusal? Return(
        CheckoutFacts facts,
        Checkout checkout,
        PersonId person,
        Reason? report,
        DateTimeOffset now
    )
    {
        if (ReturnWithReport(checkout, person, now) is { } why)
            return why;
        // What was done in an emergency is for the review to say.
        var asksReport = facts.Terms.AsksReport && !checkout.IsBreakGlass;
        return asksReport && report is null ? CheckoutRefusal.ReportMissing : null;
    }

    /// <summary>The same for whoever says what he did.</summary>
    public static CheckoutRefusal? ReturnWithReport(Checkout checkout, PersonId person, DateTimeOffset now) =>
        checkout.Requester == person ? OfOpen(checkout, now) : CheckoutRefusal.NotYours;

    public static CheckoutRefusal? Extend(
        CheckoutFacts facts,
        Checkout checkout,
        PersonId person,
        DateTimeOffset until,
        DateTimeOffset now
    )
    {
        if (ExtendAtAll(facts, checkout, person, now) is { } why)
            return why;
        if (until <= now)
            return CheckoutRefusal.WindowWrong;
        if (until <= checkout.Due)
            return CheckoutRefusal.LongEnough;
        return OfLength(facts, (now, until));
    }

    /// <summary>The same whatever time he asks for.</summary>
    public static CheckoutRefusal? ExtendAtAll(
        CheckoutFacts facts,
        Checkout checkout,
        PersonId person,
        DateTimeOffset now
    )
    {
        if (checkout.Requester != person)
            return CheckoutRefusal.NotYours;
        if (OfOpen(checkout, now) is { } why)
            return why;
        if (checkout.IsBreakGlass)
            return CheckoutRefusal.NotThisWay;
        if (!facts.Users.Contains(person))
            return CheckoutRefusal.RequesterMayNoLonger;
        return facts.ExtensionOf(checkout.Id, now) is null ? null : CheckoutRefusal.AskedBefore;
    }

    public static CheckoutRefusal? AskBack(CheckoutFacts facts, Checkout checkout, PersonId person, DateTimeOffset now)
    {
        if (!facts.Users.Contains(person))
            return CheckoutRefusal.NotAppointed;
        if (checkout.Requester == person || checkout.IsBreakGlass)
            return CheckoutRefusal.NotThisWay;
        if (OfOpen(checkout, now) is { } why)
            return why;
        return checkout.AskedBackBy == person ? CheckoutRefusal.AskedBefore : null;
    }

    public static CheckoutRefusal? ForceBack(Checkout checkout, ApproverLine line, PersonId person, DateTimeOffset now)
    {
        if (line.IsRequester(person))
            return CheckoutRefusal.OwnRequest;
        return line.Has(person) ? OfOpen(checkout, now) : CheckoutRefusal.NotApprover;
    }

    private static bool IsReasonAsked(IReadOnlyList<ReasonQuery> queries) => queries is [.., { AnsweredAt: null }];

    /// <summary>What stands in the way of having the account now.</summary>
    private static CheckoutRefusal? ToHave(CheckoutFacts facts, PersonId person)
    {
        var held = facts.HeldByOthers(person).ToList();
        if (held.Exists(c => !facts.HasLapsed(c)))
            return CheckoutRefusal.HeldByOther;
        // Whoever has lapsed leaves a change behind as soon as the account is taken from him.
        var isOwed = facts.IsChangeOwed || (facts.Terms.ChangesOnReturn && held.Count > 0);
        return isOwed && !facts.Custodians.Contains(person) ? CheckoutRefusal.ChangeOwed : null;
    }

    private static CheckoutRefusal? OfWindow(
        CheckoutFacts facts,
        (DateTimeOffset From, DateTimeOffset Until) window,
        DateTimeOffset now
    )
    {
        var isDirect = facts.Terms.Way == CheckoutWay.Direct;
        if (window.From < now || window.Until <= window.From || (isDirect && window.From > now))
            return CheckoutRefusal.WindowWrong;
        return window.From - now > CheckoutLength.FarthestAhead ? CheckoutRefusal.WindowWrong : OfLength(facts, window);
    }

    private static CheckoutRefusal? OfLength(CheckoutFacts facts, (DateTimeOffset From, DateTimeOffset Until) window) =>
        window.Until > CheckoutLength.LatestEnd(facts.Calendar, facts.Terms, window.From)
            ? CheckoutRefusal.WindowTooLong
            : null;

    private static CheckoutRefusal? OfOpen(Checkout checkout, DateTimeOffset now) =>
        checkout.StateAt(now) switch
        {
            CheckoutState.Open => null,
            CheckoutState.Requested or CheckoutState.Approved when checkout.Ending is null => CheckoutRefusal.NotOpen,
            _ => CheckoutRefusal.TooLate,
        };

    /// <summary>An extension is decided for as long as there is something to extend.</summary>
    private static bool IsOfUse(CheckoutFacts facts, Checkout checkout, DateTimeOffset now) =>
        checkout.Extends is not { } extended
        || facts.Running.Any(c => c.Id == extended && c.StateAt(now) == CheckoutState.Open);
}
