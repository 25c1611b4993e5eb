using Vault.Core.People;

namespace Vault.Core.Checkouts;

/// <summary>Whose word counts for a checkout, in the order in which they are asked.</summary>
public enum ApproverDesk
{
    /// <summary>主管领导 of the account, or of the nearest unit above that has one who can decide.</summary>
    Leader,

    /// <summary>负责人, likewise.</summary>
    ResponsiblePerson,

    /// <summary>综合办公室</summary>
    Office,
}

/// <summary>Somebody who may decide about a checkout.</summary>
/// <param name="ActingFor">Whom he stands in for; null in his own right.</param>
/// <param name="Since">From when on he may: at once, or when those before him have been silent for long enough.</param>
public sealed record Approver(PersonId Person, PersonId? ActingFor, ApproverDesk Desk, DateTimeOffset Since)
{
    /// <summary>Leader and responsible person count alike; the office is the office.</summary>
    public bool IsOffice => Desk == ApproverDesk.Office;
}

/// <summary>What one person brings to a decision at a moment.</summary>
internal sealed record Mandate(PersonId Person, PersonId? ActingFor, bool AsLeader, bool AsOffice)
{
    public ApprovalSide Side =>
        !AsLeader ? ApprovalSide.Office
        : AsOffice ? ApprovalSide.Both
        : ApprovalSide.Leader;

    /// <summary>Whether the two are one person, or one stands in for the other, or both for the same.</summary>
    public bool IsSameAs(Mandate other) =>
        Person == other.Person
        || Person == other.ActingFor
        || ActingFor == other.Person
        || (ActingFor is not null && ActingFor == other.ActingFor);

    /// <summary>Whether these are enough.</summary>
    public static bool Suffice(CheckoutWay way, IReadOnlyCollection<Mandate> given) =>
        way == CheckoutWay.TwoPersons
            ? given.Any(a => a.AsLeader && given.Any(b => b.AsOffice && !a.IsSameAs(b)))
            : given.Count > 0;

    /// <summary>Whether one more is of any use: a second leader's yes does not stand for the office's.</summary>
    public static bool IsNeeded(CheckoutWay way, IReadOnlyCollection<Mandate> given, Mandate next) =>
        Suffice(way, [.. given, next])
        || (next.AsLeader && !given.Any(a => a.AsLeader))
        || (next.AsOffice && !given.Any(a => a.AsOffice));
}

/// <summary>What the resolution of approvers rests on, as it is at one moment.</summary>
/// <param name="Levels">
/// Appointments to the account itself, then over its unit, then over the unit above, and so on; ended ones may be among
/// them.
/// </param>
/// <param name="Office">Who holds the office's role.</param>
/// <param name="CanDecide">Who of them all can sign in: nobody waits for somebody who cannot act.</param>
internal sealed record ApproverSources(
    IReadOnlyList<IReadOnlyList<Appointment>> Levels,
    IReadOnlySet<PersonId> Office,
    IReadOnlySet<PersonId> CanDecide
);

/// <summary>
/// Who may decide about one person's checkout of an account, resolved anew at every moment. The requester is never among
/// them, in no guise: not as himself, not as somebody's stand-in; nor is whoever stands in for him, nor whom he stands in
/// for.
/// </summary>
public sealed class ApproverLine
{
    private readonly CheckoutWay _way;
    private readonly HashSet<PersonId> _excluded;

    private ApproverLine(CheckoutWay way, IReadOnlyList<Approver> all, HashSet<PersonId> excluded)
    {
        _way = way;
        _excluded = excluded;
        All = all;
    }

    /// <summary>In the order in which they are asked; somebody at two desks stands here twice.</summary>
    public IReadOnlyList<Approver> All { get; }

    /// <summary>Whether all that is needed could be had from them, in time.</summary>
    public bool CanApprove => Mandate.Suffice(_way, [.. All.Select(a => a.Person).Distinct().Select(p => Of(p, All)!)]);

    /// <summary>Those who may decide now.</summary>
    public IEnumerable<Approver> Now(DateTimeOffset now) => All.Where(a => a.Since <= now);

    /// <summary>Whether he may decide now, or will if nobody else does.</summary>
    public bool Has(PersonId person) => All.Any(a => a.Person == person);

    /// <summary>Whether he is the requester in one of his guises.</summary>
    public bool IsRequester(PersonId person) => _excluded.Contains(person);

    /// <param name="askedAt">When the checkout was asked for, or would be.</param>
    internal static ApproverLine Of(
        ApproverSources sources,
        CheckoutTerms terms,
        PersonId requester,
        DateTimeOffset askedAt,
        DateTimeOffset now
    )
    {
        var excluded = Guises(sources.Levels, requester, now);
        var all = new List<Approver>();
        var since = askedAt;
        Add(Nearest(AppointmentRole.SupervisingLeader, ApproverDesk.Leader));
        Add(Nearest(AppointmentRole.ResponsiblePerson, ApproverDesk.ResponsiblePerson));
        // Where two persons are needed the office is not the leaders' deputy but the second of them, from the beginning.
        if (terms.Way == CheckoutWay.TwoPersons)
            since = askedAt;
        Add(
            sources
                .Office.Where(p => sources.CanDecide.Contains(p) && !excluded.Contains(p))
                .OrderBy(p => p.Value)
                .Select(p => new Approver(p, null, ApproverDesk.Office, since))
        );
        return new(terms.Way, all, excluded);

        IEnumerable<Approver> Nearest(AppointmentRole role, ApproverDesk desk) =>
            sources
                .Levels.Select(level => level.Where(a => a.Role == role && a.IsLive(now) && Counts(a)).ToList())
                .FirstOrDefault(level => level.Count > 0, [])
                .Select(a => new Approver(a.Person, a.ActingFor, desk, since));

        bool Counts(Appointment a) =>
            sources.CanDecide.Contains(a.Person)
            && !excluded.Contains(a.Person)
            && !(a.ActingFor is { } absent && excluded.Contains(absent));

        void Add(IEnumerable<Approver> desk)
        {
            var before = all.Count;
            all.AddRange(desk.ToList());
            if (all.Count > before)
                since = CheckoutLength.PatienceEnds(since, terms.PatienceHours);
        }
    }

    /// <summary>What somebody can bring to a decision now; null if nothing.</summary>
    internal Mandate? MandateOf(PersonId person, DateTimeOffset now) => Of(person, [.. Now(now)]);

    private static Mandate? Of(PersonId person, IReadOnlyList<Approver> among)
    {
        var his = among.Where(a => a.Person == person).ToList();
        if (his.Count == 0)
            return null;
        var asLeader = his.Where(a => !a.IsOffice).ToList();
        // In his own right where he has one: a stand-in's word is also the absent person's.
        var actingFor = asLeader.Exists(a => a.ActingFor is null) ? null : asLeader.FirstOrDefault()?.ActingFor;
        return new(person, actingFor, asLeader.Count > 0, his.Exists(a => a.IsOffice));
    }

    /// <summary>The requester, whom he stands in for, and who stands in for him, at this account and over it.</summary>
    internal static HashSet<PersonId> Guises(
        IReadOnlyList<IReadOnlyList<Appointment>> levels,
        PersonId requester,
        DateTimeOffset now
    )
    {
        var guises = new HashSet<PersonId> { requester };
        foreach (var acting in levels.SelectMany(l => l).Where(a => a.ActingFor is not null && a.IsLive(now)))
        {
            if (acting.Person == requester)
                guises.Add(acting.ActingFor!.Value);
            else if (acting.ActingFor == requester)
                guises.Add(acting.Person);
        }
        return guises;
    }
}
