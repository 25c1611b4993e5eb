using Vault.Core.People;

namespace Vault.Core.Imports;

/// <summary>
/// Finds the persons that rows name in the register, or enters them. Nobody is taken for another on the strength of his
/// name alone: it takes the same unit, the same way to reach him, or that he is appointed to the account already.
/// </summary>
internal sealed class PlannedPeople
{
    private readonly RegisterState _state;
    private readonly FieldSealer _fields;
    private readonly Dictionary<string, List<Known>> _byName = new(StringComparer.Ordinal);

    public PlannedPeople(RegisterState state, FieldSealer fields)
    {
        (_state, _fields) = (state, fields);
        foreach (var person in state.Persons)
            Of(person.DisplayName).Add(new Known(person, null));
    }

    /// <summary>Those who are entered, or of whom something becomes known, in the order in which they were met.</summary>
    public IEnumerable<PlannedPerson> Planned(Func<UnitId, string> nameOf) =>
        _byName
            .Values.SelectMany(k => k)
            .Where(k => k.Facts is not null && (k.IsNew || k.Changes.Any()))
            .OrderBy(k => k.Order)
            .Select(k => new PlannedPerson(k.Id, k.Facts!.Name, nameOf(k.Facts.Unit), k.IsNew, [.. k.Changes])
            {
                Facts = k.Facts,
            });

    /// <param name="present">Those appointed to the account now, or over its unit.</param>
    /// <param name="elsewhere">Called if somebody of this name is in another unit and was not taken for him.</param>
    public Known Find(RegisterPerson named, UnitId unit, IEnumerable<PersonId> present, Action elsewhere)
    {
        var namesakes = Of(named.Name);
        var known =
            namesakes.Find(k => IsReachedAlike(ContactOf(k), named))
            ?? namesakes.Find(k => present.Contains(k.Id) && !IsReachedElsewise(ContactOf(k), named))
            ?? namesakes.Find(k => k.Unit == unit && !IsReachedElsewise(ContactOf(k), named));
        if (known is null)
        {
            if (namesakes.Count > 0)
                elsewhere();
            known = new Known(null, Facts(named, unit)) { Order = _order++ };
            namesakes.Add(known);
            return known;
        }
        Learn(known, named);
        return known;
    }

    private int _order;

    private void Learn(Known known, RegisterPerson named)
    {
        var facts = known.Facts ?? PersonFacts.Of(known.Person!, ContactOf(known));
        var contact = facts.Contact;
        var next = facts with
        {
            IsStudent = facts.IsStudent || named.IsStudent,
            Contact = new Contact(
                Phone(contact.OfficePhone, named.OfficePhone),
                Phone(contact.Mobile, named.Mobile),
                named.Mailbox ?? contact.Mailbox,
                CellText.Plain(contact.Weixin ?? "") == named.Weixin ? contact.Weixin : named.Weixin ?? contact.Weixin
            ),
        };
        if (next == facts)
            return;
        if (known.Facts is null)
            (known.Order, known.Former) = (_order++, facts);
        known.Facts = next;
    }

    private Contact ContactOf(Known known) =>
        known.Facts?.Contact ?? (known.Contact ??= _fields.OpenContact(known.Person!));

    /// <summary>By the name without blanks: 张 三 is 张三.</summary>
    private List<Known> Of(string name)
    {
        var key = name.Replace(" ", "", StringComparison.Ordinal);
        if (!_byName.TryGetValue(key, out var known))
            _byName[key] = known = [];
        return known;
    }

    /// <summary>As the register writes it, if it is the same number.</summary>
    private static string? Phone(string? known, string? named) =>
        named is null || CellText.IsSamePhone(known, named) ? known : named;

    private static PersonFacts Facts(RegisterPerson named, UnitId unit) =>
        new(
            named.Name,
            null,
            unit,
            named.IsStudent,
            new Contact(named.OfficePhone, named.Mobile, named.Mailbox, named.Weixin)
        );

    // An office phone is shared by a room.
    private static bool IsReachedAlike(Contact one, RegisterPerson other) =>
        CellText.IsSamePhone(one.Mobile, other.Mobile)
        || Same(one.Mailbox, other.Mailbox)
        || Same(one.Weixin, other.Weixin);

    private static bool Same(string? one, string? other) =>
        one is not null && string.Equals(one, other, StringComparison.OrdinalIgnoreCase);

    /// <summary>Two numbers at which one person is reached at once are two persons of one name.</summary>
    private static bool IsReachedElsewise(Contact one, RegisterPerson other) =>
        one.Mobile is not null
        && other.Mobile is not null
        && !CellText.IsSamePhone(one.Mobile, other.Mobile)
        && one.Mailbox is not null
        && other.Mailbox is not null
        && one.Mailbox != other.Mailbox;

    /// <summary>A person of the register, or one about to be in it.</summary>
    internal sealed class Known(Person? person, PersonFacts? facts)
    {
        public PersonId Id { get; } = person?.Id ?? PersonId.New();

        public Person? Person => person;

        public bool IsNew => person is null;

        /// <summary>As they become; null while nothing changes.</summary>
        public PersonFacts? Facts { get; set; } = facts;

        /// <summary>As they were, of somebody of whom something becomes known.</summary>
        public PersonFacts? Former { get; set; }

        public Contact? Contact { get; set; }

        public int Order { get; set; }

        public string Name => Facts?.Name ?? person!.DisplayName;

        public UnitId Unit => Facts?.Unit ?? person!.Unit;

        public bool IsStudent => Facts?.IsStudent ?? person!.IsStudent;

        public bool IsDisabled => person?.DisabledAt is not null;

        public IEnumerable<PersonFact> Changes => Former is null ? [] : Former.ChangesTo(Facts!);
    }
}
