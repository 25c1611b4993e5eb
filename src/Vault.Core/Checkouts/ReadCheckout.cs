using Microsoft.EntityFrameworkCore;
using Vault.Core.Audit;
using Vault.Core.People;

namespace Vault.Core.Checkouts;

/// <summary>A checkout as one reader may see it, with what he can do about it. Holds no secret.</summary>
/// <param name="Approvers">Who decides about it while it waits, in the order in which they are asked.</param>
/// <param name="Approvals">Who said yes so far.</param>
/// <param name="Extends">The checkout an extension would make last longer.</param>
/// <param name="Extension">An extension of this one that waits.</param>
/// <param name="Held">Whose checkout of the account stands in the way now.</param>
/// <param name="AskedBackFor">Why a colleague asked that it be returned.</param>
/// <param name="Word">Why it was refused or taken back, or the report at its return; null once destroyed.</param>
/// <param name="Steps">Each step with what stands in the reader's way; null: nothing.</param>
/// <param name="ExtendedUntil">Until when an extension asked for now would usually last.</param>
/// <param name="BreakGlass">Null for a checkout in the ordinary way.</param>
/// <param name="Queries">How often the reason was sent back, and what was given then; the first one first.</param>
/// <param name="Names">Everybody named here.</param>
public sealed record CheckoutFile(
    CheckoutLine Line,
    CheckoutTerms Terms,
    CheckoutRequest Request,
    IReadOnlyList<Approver> Approvers,
    IReadOnlyList<CheckoutApproval> Approvals,
    Checkout? Extends,
    Checkout? Extension,
    CheckoutLine? Held,
    string? AskedBackFor,
    string? Word,
    IReadOnlyDictionary<CheckoutStep, CheckoutRefusal?> Steps,
    DateTimeOffset ExtendedUntil,
    BreakGlassFile? BreakGlass,
    IReadOnlyList<ReasonExchange> Queries,
    IReadOnlyDictionary<PersonId, Person> Names
)
{
    public Checkout Checkout => Line.Checkout;

    public bool May(CheckoutStep step) => Steps[step] is null;
}

/// <summary>
/// One checkout, for those whose business it is: who asked, whoever decides about it, whoever uses the account, the
/// office, and whoever reviews the log, in which all that is here stands.
/// </summary>
public sealed class ReadCheckout(VaultDb db, VaultInstance vault, FieldSealer fields)
{
    private static readonly CheckoutStep[] Steps =
    [
        CheckoutStep.Approve,
        CheckoutStep.Refuse,
        CheckoutStep.Withdraw,
        CheckoutStep.Open,
        CheckoutStep.Return,
        CheckoutStep.Extend,
        CheckoutStep.AskBack,
        CheckoutStep.ForceBack,
        CheckoutStep.Review,
        CheckoutStep.GiveReason,
    ];

    /// <returns>Null if there is none, or none for this reader: the two look alike.</returns>
    /// <exception cref="TamperedRowException">A row it shows is not the attested one, or was removed.</exception>
    public async Task<CheckoutFile?> Run(Standing reader, CheckoutId id)
    {
        var now = vault.Clock.GetUtcNow();
        var row = db.Set<Checkout>().Where(c => c.Id == id);
        if (!reader.IsActive || await db.OneOf(row, id.ToString()) is not { } checkout)
            return null;
        var reading = CheckoutReading.Of(db, checkout, now);
        var isReviewer = reader.Holds(OfficeRole.Reviewer);
        if (!isReviewer && !reader.Holds(OfficeRole.Registrar) && !reading.Concerns(reader.Id))
            return null;
        var running = reading.Facts.Running;
        var extends = checkout.Extends is { } extended
            ? await db.OneOf(db.Set<Checkout>().Where(c => c.Id == extended), extended.ToString())
            : null;
        var held = reading.Facts.HeldByOthers(checkout.Requester).FirstOrDefault(c => !reading.Facts.HasLapsed(c));
        var approvers = checkout.StateAt(now) == CheckoutState.Requested ? reading.Line.All : [];
        return new(
            (await CheckoutLine.Of(db, [checkout], now))[0],
            reading.Facts.Terms,
            CheckoutRequest.Open(fields, checkout),
            approvers,
            reading.Approvals,
            extends,
            running.FirstOrDefault(c => c.Extends == id && c.StateAt(now) == CheckoutState.Requested),
            held is null ? null : (await CheckoutLine.Of(db, [held], now))[0],
            await AskedBackFor(checkout),
            await Word(checkout),
            new Dictionary<CheckoutStep, CheckoutRefusal?>(
                Steps.Select(s => KeyValuePair.Create(s, reading.Refusal(s, reader.Id)))
            )
            {
                [CheckoutStep.SendBack] = CheckoutRules.SendBack(reading.Line, reading.Queries, reader.Id, isReviewer),
            },
            reading.Facts.UsualEnd(now),
            checkout.IsBreakGlass ? await BreakGlassFile.Read(db, vault, reading) : null,
            await ReasonExchange.Read(db, vault, reading),
            await Names(reading, approvers)
        );
    }

    private Task<Dictionary<PersonId, Person>> Names(CheckoutReading reading, IReadOnlyList<Approver> approvers)
    {
        PersonId?[] named =
        [
            reading.Checkout.EndedBy,
            reading.Checkout.AskedBackBy,
            reading.Review?.Reviewer,
            reading.Review?.ActingFor,
            .. approvers.SelectMany(a => new PersonId?[] { a.Person, a.ActingFor }),
            .. reading.Queries.Select(q => (PersonId?)q.Reviewer),
            .. reading.Approvals.SelectMany(a => new PersonId?[] { a.Approver, a.ActingFor }),
        ];
        var ids = named.OfType<PersonId>().Distinct().ToList();
        return db.Set<Person>().Where(p => ids.Contains(p.Id)).ToDictionaryAsync(p => p.Id);
    }

    private Task<string?> AskedBackFor(Checkout checkout) =>
        checkout is { AskedBackAt: { } at, Ending: null }
            ? Logged<CheckoutAskedBack>(checkout, at, e => e.Checkout == checkout.Id, e => e.Why)
            : Task.FromResult<string?>(null);

    private Task<string?> Word(Checkout checkout)
    {
        var (id, at) = (checkout.Id, checkout.EndedAt ?? default);
        return checkout.Ending switch
        {
            CheckoutEnd.Refused => Logged<CheckoutRefused>(checkout, at, e => e.Checkout == id, e => e.Why),
            CheckoutEnd.ForcedBack => Logged<CheckoutForcedBack>(checkout, at, e => e.Checkout == id, e => e.Why),
            CheckoutEnd.Returned => Logged<CheckoutReturned>(
                checkout,
                at,
                e => e.Checkout == id && e.Report is not null,
                e => e.Report!
            ),
            _ => Task.FromResult<string?>(null),
        };
    }

    private Task<string?> Logged<TEvent>(
        Checkout checkout,
        DateTimeOffset at,
        Func<TEvent, bool> isIt,
        Func<TEvent, PrivateText> text
    )
        where TEvent : AuditEvent => new LoggedText(db, vault).Of(checkout.Requester, at, isIt, text);
}
