using System.Diagnostics.CodeAnalysis;
using Microsoft.EntityFrameworkCore;
using Vault.Core.Custody;
using Vault.Core.Holdings;
using Vault.Core.People;

namespace Vault.Core.Handovers;

/// <summary>A handover with everything that belongs to it, read whole and held against the log.</summary>
internal sealed record HandoverFacts(
    Handover Handover,
    IReadOnlyList<HandoverPart> Parts,
    IReadOnlyList<HandoverDuty> Duties,
    IReadOnlyList<HandoverItem> Items,
    IReadOnlyList<HandoverSignature> Signatures,
    IReadOnlyList<HandoverWaiver> Waivers
)
{
    /// <summary>Null if there is no such handover.</summary>
    /// <exception cref="Audit.TamperedRowException">A row of it is not the attested one, or was removed.</exception>
    public static HandoverFacts? Read(VaultDb db, HandoverId id) =>
        db.OneOfNow(db.Set<Handover>().Where(h => h.Id == id), id.ToString()) is { } handover ? Of(db, handover) : null;

    public static HandoverFacts Of(VaultDb db, Handover handover)
    {
        var id = handover.Id;
        return new(
            handover,
            db.AllOfNow(id.Value, db.Set<HandoverPart>().Where(p => p.Handover == id)),
            [
                .. db.AllOfNow(id.Value, db.Set<HandoverDuty>().Where(d => d.Handover == id))
                    .OrderBy(d => d.Unit.Value)
                    .ThenBy(d => d.Role),
            ],
            db.AllOfNow(id.Value, db.Set<HandoverItem>().Where(i => i.Handover == id)),
            db.AllOfNow(id.Value, db.Set<HandoverSignature>().Where(s => s.Handover == id)),
            db.AllOfNow(id.Value, db.Set<HandoverWaiver>().Where(w => w.Handover == id))
        );
    }

    /// <summary>The accounts that a handover of this leaver has, which is neither cancelled nor closed for them.</summary>
    /// <exception cref="Audit.TamperedRowException">A row is not the attested one, or was removed.</exception>
    public static IReadOnlySet<AccountId> AccountsWithOpen(VaultDb db, PersonId leaver, HandoverId? except = null)
    {
        var all = db.AllOfNow(leaver.Value, db.Set<Handover>().Where(h => h.Leaver == leaver));
        return all.Where(h => h.CancelledAt is null && h.Id != except)
            .SelectMany(h => db.AllOfNow(h.Id.Value, db.Set<HandoverPart>().Where(p => p.Handover == h.Id)))
            .Where(p => p.ClosedAt is null)
            .Select(p => p.Account)
            .ToHashSet();
    }

    /// <summary>Who witnesses what is changed for handovers of an account that are open and not closed for it.</summary>
    /// <exception cref="Audit.TamperedRowException">A row is not the attested one, or was removed.</exception>
    public static IReadOnlySet<PersonId> WitnessesOf(VaultDb db, AccountId account) =>
        Opened(db, account).Where(p => p.ClosedAt is null).Select(p => p.Witness).OfType<PersonId>().ToHashSet();

    /// <summary>
    /// The playbook by which an account is changed while it is handed over; of two handovers the one opened first. Null: it
    /// is not being handed over.
    /// </summary>
    /// <inheritdoc cref="WitnessesOf"/>
    public static PlaybookVersionId? PlaybookOf(VaultDb db, AccountId account) =>
        Opened(db, account).FirstOrDefault(p => p is { ClosedAt: null, Playbook: not null })?.Playbook;

    /// <summary>Whether somebody has handed an account over, or is about to: opened is enough.</summary>
    /// <inheritdoc cref="WitnessesOf"/>
    public static bool IsLeaver(VaultDb db, PersonId person, AccountId account)
    {
        var his = db.AllOfNow(person.Value, db.Set<Handover>().Where(h => h.Leaver == person))
            .Where(h => h.WasOpened)
            .ToList();
        return his.Exists(h => h.IsDeparture) || Opened(db, account).Any(p => his.Exists(h => h.Id == p.Handover));
    }

    /// <summary>
    /// Whether somebody is just handing over an account, or all he has: opened, and something of it is not closed yet.
    /// </summary>
    /// <param name="account">Null: duties over a unit.</param>
    /// <inheritdoc cref="WitnessesOf"/>
    public static bool HandsOver(VaultDb db, PersonId person, AccountId? account) =>
        HandedOverBy(db, person).Any(h => h.IsDeparture || h.Account == account);

    /// <summary>What somebody is just handing over, and whether with everything else he has.</summary>
    /// <inheritdoc cref="WitnessesOf"/>
    public static IReadOnlyList<(AccountId Account, bool IsDeparture)> HandedOverBy(VaultDb db, PersonId person) =>
        [
            .. db.AllOfNow(person.Value, db.Set<Handover>().Where(h => h.Leaver == person))
                .Where(h => h.WasOpened)
                .SelectMany(h =>
                    db.AllOfNow(h.Id.Value, db.Set<HandoverPart>().Where(p => p.Handover == h.Id))
                        .Where(p => p.IsSigned && p.ClosedAt is null)
                        .Select(p => (p.Account, h.IsDeparture))
                ),
        ];

    /// <summary>The parts of an account in handovers that are open, closed ones among them; of those opened first first.</summary>
    /// <inheritdoc cref="WitnessesOf"/>
    public static List<HandoverPart> Opened(VaultDb db, AccountId account)
    {
        var suffix = $"/{account}";
        var parts = db.SomeOfNow(
            db.Set<HandoverPart>().Where(p => p.Account == account),
            db.KnownIds<HandoverPart>().Where(id => id.EndsWith(suffix, StringComparison.Ordinal))
        );
        var ids = parts.Select(p => p.Handover).ToList();
        var open = db.SomeOfNow(db.Set<Handover>().Where(h => ids.Contains(h.Id)), ids.Select(id => id.ToString()))
            .Where(h => h.WasOpened)
            .OrderBy(h => h.OpenedAt)
            .ToList();
        return [.. open.SelectMany(h => parts.Where(p => p.Handover == h.Id))];
    }

    public bool TryFind(AccountId account, [NotNullWhen(true)] out HandoverPart? part)
    {
        part = Parts.FirstOrDefault(p => p.Account == account);
        return part is not null;
    }

    /// <summary>Null unless there are any and all of them are parts of it.</summary>
    public IReadOnlyList<HandoverPart>? Some(IReadOnlyCollection<AccountId> accounts)
    {
        var parts = Parts.Where(p => accounts.Contains(p.Account)).ToList();
        return parts.Count > 0 && parts.Count == accounts.Distinct().Count() ? parts : null;
    }

    public IReadOnlyList<HandoverItem> ItemsOf(HandoverPart part) =>
        [.. Items.Where(i => i.Account == part.Account).OrderBy(i => i.Kind).ThenBy(i => i.Id.Value)];

    public IReadOnlyList<HandoverWaiver> WaiversOf(HandoverPart part) =>
        [.. Waivers.Where(w => w.Account == part.Account)];

    /// <summary>Who acts as the leaver: himself, or who took over in his absence.</summary>
    public PersonId LeaverSide => Handover.TakenOverBy ?? Handover.Leaver;

    /// <summary>Who signs on a side of a part; null: nobody does.</summary>
    public PersonId? PersonOn(HandoverPart part, HandoverSide side) =>
        !part.IsSigned
            ? null
            : side switch
            {
                HandoverSide.Leaver => LeaverSide,
                HandoverSide.Successor => part.Successor,
                _ => part.Witness,
            };

    /// <summary>
    /// Whether he has any part in it. What somebody has nothing to do with does not exist for him.
    /// </summary>
    public bool Concerns(PersonId person) =>
        person == Handover.Leaver
        || person == Handover.TakenOverBy
        || person == Handover.PreparedBy
        || person == Handover.OpenedBy
        || Parts.Any(p => p.Successor == person || p.Witness == person);
}
