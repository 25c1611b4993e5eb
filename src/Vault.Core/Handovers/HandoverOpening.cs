using Microsoft.EntityFrameworkCore;
using Vault.Core.Accounts;
using Vault.Core.Audit;
using Vault.Core.Checkouts;
using Vault.Core.Custody;
using Vault.Core.Holdings;
using Vault.Core.People;
using Vault.Core.Playbooks;
using Vault.Core.Rotations;

namespace Vault.Core.Handovers;

/// <summary>
/// What opening a handover does to each account. Every account is attested by a line of its own, so that sixty of them fit
/// into one command.
/// </summary>
/// <param name="playbooks">As they are now.</param>
/// <param name="known">As <see cref="KnownComponent.KnownTo"/> gives it.</param>
internal sealed class HandoverOpening(
    WriteScope scope,
    Handover handover,
    PlaybookList playbooks,
    IReadOnlySet<SecretVersionId> known
)
{
    private readonly PersonId _leaver = handover.Leaver;
    private readonly PlatformList _platforms = new(scope.Db);

    // Dozens of accounts are on few platforms.
    private readonly Dictionary<string, PlaybookVersionId> _inForce = new(StringComparer.Ordinal);
    private readonly List<(AccountId Account, CheckoutId Id)> _had = [];

    /// <summary>What the leaver has checked out now.</summary>
    public void NoteCheckouts()
    {
        var open = scope.Db.Set<Checkout>().Where(c => c.Requester == _leaver && c.Ending == null).ToList();
        _had.AddRange(open.Where(c => c.OpenedAt is not null).Select(c => (c.Account, c.Id)));
    }

    /// <summary>Makes the list of one account and passes its duties on.</summary>
    public void Pass(PartPlan plan)
    {
        var account = plan.Duties.Account.Id;
        var part = scope.Db.OneOfNow(
            scope.Db.Set<HandoverPart>().Where(p => p.Handover == handover.Id && p.Account == account),
            $"{handover.Id}/{account}"
        )!;
        if (part.Successor != plan.Successor)
            part.NameSuccessor(plan.Successor);
        part.Open(InForce(plan.Duties.Account));
        var touched = KnownComponent.Of(scope.Db, account, known, []).Where(k => !k.IsChanged).ToList();
        var items = Items(part, plan.Duties, touched);
        scope.Db.AddRange(items);
        PassDuties(plan.Duties, part.Successor);
        Finish(part, items.Count, touched);
    }

    /// <summary>
    /// Of somebody who leaves altogether: his duties over units, and what he knows or holds of accounts that he has no
    /// duty for.
    /// </summary>
    public void LeaveTheRest(IReadOnlySet<AccountId> passed)
    {
        foreach (var unit in UnitsOf())
            PassUnit(unit);
        EndStandingIn();
        scope.AttestByLastLine();
        foreach (var account in AccountsHeTouches().Where(a => !passed.Contains(a)))
        {
            var duties = AccountDuties.Read(scope.Db, account, scope.Now)!;
            var receiver = duties.HolderOf(AppointmentRole.Custodian, scope.Now) ?? scope.Actor.RequirePerson();
            var part = HandoverPart.Of(handover.Id, account, null, receiver, false, null);
            scope.Db.Add(part);
            var touched = KnownComponent.Of(scope.Db, account, known, []).Where(k => !k.IsChanged).ToList();
            var items = Items(part, duties, touched);
            scope.Db.AddRange(items);
            Finish(part, items.Count, touched);
        }
    }

    private PlaybookVersionId InForce(Account account)
    {
        var platform = _platforms.Of(account).Key;
        if (!_inForce.TryGetValue(platform, out var version))
            _inForce[platform] = version = playbooks.Newest(platform).Id;
        return version;
    }

    private void Finish(HandoverPart part, int items, IReadOnlyList<KnownComponent> touched)
    {
        OweChanges(part.Account, touched);
        scope.Append(
            new HandoverPartOpened(
                part.Account,
                handover.Id,
                _leaver,
                part.Role,
                part.Successor,
                part.IsInterim,
                part.Witness,
                items
            )
        );
        scope.AttestByLastLine();
    }

    private List<HandoverItem> Items(HandoverPart part, AccountDuties duties, IEnumerable<KnownComponent> touched)
    {
        var db = scope.Db;
        var account = part.Account;
        var own = duties.Of(_leaver, scope.Now).Where(a => a.ActingFor is null).ToList();
        var bound = db.AllOfNow(account.Value, db.Set<Holding>().Where(h => h.Account == account))
            .Where(h => h.IsRunning && h.Holder == _leaver);
        var decides = own.Exists(a => a.Role is AppointmentRole.SupervisingLeader or AppointmentRole.ResponsiblePerson);
        var waiting = decides
            ? CheckoutFacts
                .ReadRunning(db, account)
                .Where(c => c.Requester != _leaver && c.StateAt(scope.Now) == CheckoutState.Requested)
                .Select(c => c.Id)
            : [];
        return
        [
            .. own.Select(a => (AppointmentRole?)a.Role)
                .Append(part.Role)
                .OfType<AppointmentRole>()
                .Distinct()
                .Order()
                .Select(role => HandoverItem.OfDuty(part, role)),
            .. touched.Select(k => HandoverItem.OfSecret(part, k.Component)),
            .. bound.OrderBy(h => h.Kind).Select(h => HandoverItem.OfHolding(part, h)),
            .. _had.Where(c => c.Account == account).Select(c => HandoverItem.OfCheckout(part, c.Id, false)),
            .. waiting.Select(id => HandoverItem.OfCheckout(part, id, true)),
        ];
    }

    private void PassDuties(AccountDuties duties, PersonId successor)
    {
        foreach (var held in duties.Of(_leaver, scope.Now).ToList())
        {
            if (held.IsCustodianHimself)
                Appoint.EndFormerCustodians(scope, duties.OfAccount);
            else
                Appoint.End(scope, duties.OfAccount, held);
            if (held.ActingFor is null && AccountDuties.Passes(held.Role))
                Give(AppointmentTarget.Of(duties.Account.Id), held.Role, successor, duties.OfAccount);
        }
    }

    private void Give(
        AppointmentTarget target,
        AppointmentRole role,
        PersonId successor,
        IReadOnlyList<Appointment> ofTarget
    )
    {
        if (ofTarget.Any(a => a.Person == successor && a.Role == role && a.ActingFor is null && a.IsLive(scope.Now)))
            return;
        Appoint.Enter(
            scope,
            Appointment.Of(target, successor, role, scope.Now, null, null, null, handover: handover.Id)
        );
    }

    private List<UnitId> UnitsOf() =>
        [
            .. scope
                .Db.EveryNow<Appointment>()
                .Where(a => a.Person == _leaver && a.Unit is not null && a.IsAhead(scope.Now))
                .Select(a => a.Unit!.Value)
                .Distinct(),
        ];

    private void PassUnit(UnitId unit)
    {
        var all = scope.Db.AllOfNow(unit.Value, scope.Db.Set<Appointment>().Where(a => a.Unit == unit));
        var his = all.Where(a => a.Person == _leaver && a.IsAhead(scope.Now)).ToList();
        foreach (var held in his)
        {
            Appoint.End(scope, all, held);
            if (held.ActingFor is null && FollowerIn(held.Role) is { } next)
                Give(AppointmentTarget.Of(unit), held.Role, next, all);
        }
        var own = his.Where(a => a.ActingFor is null).Select(a => a.Role).Distinct();
        scope.Db.AddRange(own.Select(role => HandoverDuty.Of(handover.Id, unit, role, FollowerIn(role))));
    }

    /// <summary>A naming for emergencies gives power to see secrets: it is granted by two persons, and never inherited.</summary>
    private PersonId? FollowerIn(AppointmentRole role) => AccountDuties.Passes(role) ? handover.UnitSuccessor : null;

    /// <summary>Where he stood in for somebody and has no duty of his own.</summary>
    private void EndStandingIn()
    {
        var rest = scope
            .Db.EveryNow<Appointment>()
            .Where(a => a.Person == _leaver && a.Account is not null && a.IsAhead(scope.Now))
            .ToList();
        foreach (var standIn in rest)
            Appoint.End(scope, [], standIn);
    }

    /// <summary>Accounts of which he knows something that opens them, or on whose platform he holds something.</summary>
    private List<AccountId> AccountsHeTouches()
    {
        var versions = scope.Db.SomeOfNow(
            scope.Db.Set<SecretVersion>().Where(v => known.Contains(v.Id)),
            known.Select(id => id.ToString())
        );
        var holdings = scope.Db.EveryNow<Holding>().Where(h => h.Holder == _leaver && h.IsRunning);
        return
        [
            .. versions
                .Select(v => v.Account)
                .Distinct()
                .Where(a => KnownComponent.Of(scope.Db, a, known, []).Any(k => !k.IsChanged))
                .Concat(holdings.Select(h => h.Account))
                .Distinct()
                .OrderBy(a => a.Value),
        ];
    }

    /// <summary>A change that is owed already is shared by all who wait for it.</summary>
    private void OweChanges(AccountId account, IReadOnlyList<KnownComponent> touched)
    {
        var db = scope.Db;
        var versions = db.AllOfNow(account.Value, db.Set<SecretVersion>().Where(v => v.Account == account));
        var owed = RotationObligation.Pressing(db, account, versions);
        foreach (var component in touched)
        {
            if (owed.Any(o => o.Component == component.Component && o.Version >= component.Version))
                continue;
            RotationObligation.Owe(scope, account, component.Component, component.Version, RotationReason.Handover);
        }
    }
}
