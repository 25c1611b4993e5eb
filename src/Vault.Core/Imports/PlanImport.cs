using System.Text;
using Vault.Core.Accounts;
using Vault.Core.Custody;
using Vault.Core.Exports;
using Vault.Core.Holdings;
using Vault.Core.People;
using Vault.Core.Text;

namespace Vault.Core.Imports;

/// <summary>
/// Compares rows with the register and says what they would do. Empty cells say nothing: what the register knows stays.
/// Nobody but the holders of an office of one (custodian, responsible person, leader) is taken off an account by a sheet.
/// </summary>
internal sealed partial class PlanImport
{
    private readonly RegisterState _state;
    private readonly FieldSealer _fields;
    private readonly Sealer _sealer;
    private readonly PersonId _by;
    private readonly Dictionary<PersonId, string> _names;
    private readonly PlannedUnits _units;
    private readonly PlannedPeople _people;
    private readonly Dictionary<(string Platform, string Name), Account> _byName;
    private readonly Dictionary<(string Platform, string PublicId), Account> _byPublicId;
    private readonly HashSet<AccountId> _taken = [];
    private readonly List<PlanProblem> _problems = [];

    private PlanImport(RegisterState state, FieldSealer fields, Sealer sealer, PersonId by)
    {
        (_state, _fields, _sealer, _by) = (state, fields, sealer, by);
        _names = state.Persons.ToDictionary(p => p.Id, p => p.DisplayName);
        _units = new PlannedUnits(state);
        _people = new PlannedPeople(state, fields);
        // Two names that differ in width alone are two accounts; the sheet's is then the one that is written so.
        _byName = state
            .Accounts.GroupBy(a => (a.Platform, CellText.Plain(a.Name)))
            .ToDictionary(g => g.Key, g => g.FirstOrDefault(a => a.Name == g.Key.Item2) ?? g.First());
        _byPublicId = state
            .Accounts.Where(a => a.PublicId is not null)
            .GroupBy(a => (a.Platform, a.PublicId!))
            .Where(g => g.Count() == 1)
            .ToDictionary(g => g.Key, g => g.Single());
    }

    /// <param name="by">Who proposes it: the sheet has passed his hands, with whatever stands in it.</param>
    public static ImportPlan Run(
        RegisterState state,
        FieldSealer fields,
        Sealer sealer,
        PersonId by,
        IEnumerable<RegisterRow> rows
    )
    {
        var plan = new PlanImport(state, fields, sealer, by);
        var accounts = rows.Select(plan.Read).OfType<PlannedAccount>().ToList();
        return new(plan._units.Planned, [.. plan._people.Planned(plan._units.NameOf)], accounts, plan._problems);
    }

    /// <summary>Null if the row is left out, and then the reason is among the problems.</summary>
    private PlannedAccount? Read(RegisterRow row)
    {
        if (!NameText.TryParse(row.AccountName, Account.NameLimit, out var name, out _))
            return LeftOut(row, PlanProblemKind.NameUnusable, RegisterColumn.AccountName, row.AccountName);
        var existing = Known(row, name);
        if (existing is null && _state.Platforms.Find(row.Platform) is { IsOffered: false } retired)
            return LeftOut(row, PlanProblemKind.PlatformNotOffered, RegisterColumn.Platform, RegisterWords.Of(retired));
        UnitId? supervising = null;
        if (row.SupervisingUnit is { } named)
        {
            var (above, problem) = _units.Find(named, null, existing?.SupervisingUnit);
            if (problem is { } why)
                return LeftOut(row, why, RegisterColumn.SupervisingUnit, named);
            supervising = above;
        }
        var (unit, wrong) = _units.Find(row.Unit, supervising, existing?.Unit);
        if (unit is not { } owner)
            return LeftOut(row, wrong!.Value, RegisterColumn.Unit, row.Unit);
        if (existing is not null)
            _taken.Add(existing.Id);
        var former = existing is null ? null : AccountFacts.Of(existing, _fields.OpenDetails(existing));
        var facts = Merge(row, name, owner, supervising, former);
        var id = existing?.Id ?? AccountId.New();
        var people = new RowPeople(this, row, owner, existing);
        var (password, held) = Password(row, existing);
        var presumed = people.Named.Append(_by).Distinct();
        return new PlannedAccount(row.Sheet, row.Row, id, row.Platform, name, _units.NameOf(owner))
        {
            IsNew = existing is null,
            Facts = facts,
            Changes = former is null ? [] : [.. former.ChangesTo(facts).Select(f => Change(f, former, facts))],
            Appoint = people.Appoint,
            End = people.End,
            Media = [.. Media(row, existing)],
            Password = password,
            Held = held,
            LoginName = LoginName(row, existing),
            Presumes =
                password is not null ? [.. presumed]
                : held is null ? []
                : [.. presumed.Where(p => !_state.Known.Contains((p, held.Id)))],
        };
    }

    private Account? Known(RegisterRow row, string name)
    {
        var known =
            _byName.GetValueOrDefault((row.Platform, CellText.Plain(name)))
            ?? (row.PublicId is { } shown ? _byPublicId.GetValueOrDefault((row.Platform, shown)) : null);
        // Two rows never change one account: the second one with the same public id is another account.
        return known is not null && !_taken.Contains(known.Id) ? known : null;
    }

    private AccountFacts Merge(RegisterRow row, string name, UnitId unit, UnitId? supervising, AccountFacts? former)
    {
        var facts = (former ?? new AccountFacts(name, unit)) with { Name = Kept(former?.Name, name)!, Unit = unit };
        var verified = row.Verified ?? (row.VerifiedOn is not null ? true : null);
        return facts with
        {
            PublicId = Kept(facts.PublicId, Clean(row.PublicId, Account.NameLimit)),
            OriginalId = Kept(facts.OriginalId, Clean(row.OriginalId, Account.NameLimit)),
            SupervisingUnit = supervising ?? facts.SupervisingUnit,
            Nature = row.Nature ?? facts.Nature,
            Status = row.Status ?? facts.Status,
            IsVerified = verified ?? facts.IsVerified,
            VerifiedOn = row.VerifiedOn ?? facts.VerifiedOn,
            VerifiedUntil = row.VerifiedUntil ?? facts.VerifiedUntil,
            OpenedOn = row.OpenedOn ?? facts.OpenedOn,
            Details = new(
                Kept(facts.Details.Address, Address(row)),
                Kept(facts.Details.Remark, Clean(row.Note, AccountReading.RemarkLimit))
            ),
        };
    }

    /// <summary>What the register has, unless the row says another thing: （ and ( are one.</summary>
    private static string? Kept(string? former, string? named) =>
        named is null || (former is not null && CellText.Plain(former) == CellText.Plain(named)) ? former : named;

    private PlannedChange Change(AccountFact fact, AccountFacts was, AccountFacts becomes) =>
        fact is AccountFact.Unit or AccountFact.SupervisingUnit
            ? new(fact, UnitName(was[fact]), UnitName(becomes[fact]))
            : new(fact, was[fact], becomes[fact]);

    private string? UnitName(string? id) => id is null ? null : _units.NameOf(UnitId.Parse(id, null));

    private static string? Clean(string? text, int limit) =>
        NameText.TryParse(text, limit, out var clean, out _) ? clean : null;

    private string? Address(RegisterRow row)
    {
        if (row.Address is not { } text)
            return null;
        var typed = text.Contains("://", StringComparison.Ordinal) ? text : "http://" + text;
        if (AccountReading.ReadAddress(typed) is { } address)
            return address;
        Note(row, PlanProblemKind.NoAddress, RegisterColumn.Address, text);
        return null;
    }

    private IEnumerable<(HoldingKind, string)> Media(RegisterRow row, Account? existing)
    {
        var bound = existing is null
            ? []
            : _state
                .Holdings[existing.Id]
                .Where(h => h.Kind.IsMedium())
                .Select(h => (h.Kind, HoldingText.Open(_fields, h).Value))
                .ToList();
        var phones = bound.Where(b => b.Kind == HoldingKind.BoundPhone);
        if (row.BoundMobile is { } mobile && !phones.Any(b => CellText.IsSamePhone(b.Value, mobile)))
            yield return (HoldingKind.BoundPhone, mobile);
        if (row.BoundMailbox is { } mailbox && !bound.Contains((HoldingKind.BoundMailbox, mailbox)))
            yield return (HoldingKind.BoundMailbox, mailbox);
    }

    /// <summary>The value to take into custody, or the version that it already is.</summary>
    private (string? Password, SecretVersion? Held) Password(RegisterRow row, Account? existing)
    {
        if (row.Password is not { } password)
            return (null, null);
        var platform = _state.Platforms.Find(row.Platform);
        if (platform?.Has(Component.Password) != true || !Fits(password))
            return Refused(PlanProblemKind.PasswordUnusable);
        var versions = existing is null
            ? []
            : _state.Versions[existing.Id].Where(v => v.Component == Component.Password).ToList();
        if (versions.Count == 0)
            return (password, null);
        var bytes = Encoding.UTF8.GetBytes(password);
        return versions.Find(v => _sealer.HadValue(v, Plaintext.From(bytes), Component.Password)) is { } held
            ? (null, held)
            : Refused(PlanProblemKind.PasswordHeld);

        (string?, SecretVersion?) Refused(PlanProblemKind why)
        {
            Note(row, why, RegisterColumn.Password, row.AccountName);
            return (null, null);
        }
    }

    private string? LoginName(RegisterRow row, Account? existing) =>
        row.LoginName is { } login
        && Fits(login)
        && (existing is null || !_state.Versions[existing.Id].Any(v => v.Component == Component.LoginName))
            ? login
            : null;

    private static bool Fits(string value) => Encoding.UTF8.GetByteCount(value) is > 0 and <= Plaintext.Limit;

    private PlannedAccount? LeftOut(RegisterRow row, PlanProblemKind why, RegisterColumn column, string name)
    {
        Note(row, why, column, name);
        return null;
    }

    private void Note(RegisterRow row, PlanProblemKind why, RegisterColumn column, string name) =>
        _problems.Add(new(why, row.Sheet, row.Row, column, name));
}
