using System.Globalization;
using System.Reflection;
using System.Text.Json;
using Microsoft.Extensions.Localization;
using Vault.Core;
using Vault.Core.Accounts;
using Vault.Core.Audit;
using Vault.Core.Custody;
using Vault.Core.People;
using Vault.Core.Text;
using Vault.Web.Shell;
using Vault.Web.SignIn;

namespace Vault.Web.Pages.Log;

/// <summary>Says in the reader's language what an entry of the log says. Whatever others wrote comes out inert (R55).</summary>
public sealed class EventRendering(IStringLocalizer<EventTexts> texts, ShownTime shown)
{
    /// <summary>The short name of a kind; the kind itself where it is unknown.</summary>
    public string Label(string kind) =>
        texts[$"Kind_{kind}"] is { ResourceNotFound: false } label ? label : Inert(kind);

    /// <summary>The word for a value.</summary>
    public string Word(Enum value) => texts[$"Enum_{value.GetType().Name}_{value}"];

    /// <summary>What happened, without its author.</summary>
    public EventSentence Sentence(LogEntry entry, LogNames names)
    {
        if (entry.Event is not { } happened)
            return new EventSentence([new SentencePart.Gone(texts["Sentence.Unreadable"])]);
        var values = happened
            .GetType()
            .GetProperties()
            .ToDictionary(p => JsonNamingPolicy.CamelCase.ConvertName(p.Name), StringComparer.Ordinal);
        return SentenceTemplate.Fill(
            texts[$"Event_{entry.Kind}"],
            name => values.TryGetValue(name, out var property) ? Part(property, name, entry, names) : null
        );
    }

    /// <summary>A private text, or what became of it.</summary>
    public SentencePart Text(LogDetail detail) =>
        detail.State switch
        {
            DetailState.Open => new SentencePart.Quote(Inert(detail.Text.Text!)),
            DetailState.Destroyed => new SentencePart.Gone(texts["Sentence.Destroyed"]),
            _ => new SentencePart.Gone(texts["Sentence.Damaged"]),
        };

    /// <summary>A person by his name as it is now, or by his identifier where his row cannot be trusted.</summary>
    public SentencePart Person(PersonId id, LogNames names) =>
        new SentencePart.OfPerson(
            id,
            names.Person(id) is { } person ? Inert(person.DisplayName) : texts["Sentence.Person", Short(id.Value)]
        );

    /// <summary>An account by its name as it is now, in quotation marks.</summary>
    public SentencePart Account(AccountId id, LogNames names) =>
        new SentencePart.OfAccount(
            id,
            names.Account(id) is { } account
                ? texts["Sentence.Account", Inert(account.Name)]
                : texts["Sentence.Id", Short(id.Value)]
        );

    /// <summary>The platform's name as it is now; its key where nobody knows it.</summary>
    public string Platform(string key, LogNames names) =>
        names.Platform(key) is { } own ? Inert(own)
        : texts[$"Platform.{key}"] is { ResourceNotFound: false } name ? name
        : Inert(key);

    /// <summary>The name of a purpose; its key where nobody knows it.</summary>
    public string Purpose(string key, LogNames names) =>
        names.Purpose(key) is { } own ? Inert(own)
        : texts[$"Purpose.{key}"] is { ResourceNotFound: false } name ? name
        : Inert(key);

    private SentencePart? Part(PropertyInfo property, string name, LogEntry entry, LogNames names) =>
        property.GetValue(entry.Event) switch
        {
            null => null,
            PrivateText => Detail(name, entry),
            PersonId person => Person(person, names),
            AccountId account => Account(account, names),
            UnitId unit => Words(
                names.Unit(unit) is { } row ? Inert(row.Name) : texts["Sentence.Unit", Short(unit.Value)]
            ),
            Guid subject => Subject(subject, names) ?? (name == "subject" ? null : Words(Short(subject))),
            string subject when name == "subject" => Guid.TryParse(subject, out var id) ? Subject(id, names) : null,
            string text => Words(NameOf(name, text, names)),
            Enum value => Words(Word(value)),
            bool value => Words(texts[$"Word_{value}"]),
            DateTimeOffset at => Words(shown.Absolute(at)),
            DateOnly day => Words(day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)),
            IFormattable number => Words(number.ToString(null, CultureInfo.InvariantCulture)),
            _ => null,
        };

    /// <summary>Null where the reader was not handed the sealed texts.</summary>
    private SentencePart? Detail(string field, LogEntry entry)
    {
        if (entry.Details.SingleOrDefault(d => d.Field == field) is not { } detail)
            return null;
        var part = Text(detail);
        if (part is not SentencePart.Quote)
            return part;
        if (field == "device")
            return new SentencePart.Quote(DeviceName.Of(part.Text, texts["Device.Unknown"]));
        return ChoiceOf(entry.Event!) is { } choice ? Words(Choice(choice, part.Text)) : part;
    }

    /// <summary>What a changed fact is chosen from; null for one that is typed.</summary>
    private static string? ChoiceOf(AuditEvent happened) =>
        happened switch
        {
            AccountFactChanged { Fact: AccountFact.Nature } => $"Enum_{nameof(AccountNature)}",
            AccountFactChanged { Fact: AccountFact.Status } => $"Enum_{nameof(AccountStatus)}",
            AccountFactChanged { Fact: AccountFact.Verified } => "Word",
            PersonFactChanged { Fact: PersonFact.Student } => "Word",
            UnitFactChanged { Fact: UnitFact.Kind } => $"Enum_{nameof(UnitKind)}",
            PlatformFactChanged { Fact: PlatformFact.Readable or PlatformFact.Offered or PlatformFact.Required } =>
                "Word",
            PlatformFactChanged { Fact: PlatformFact.Components } => $"Enum_{nameof(Component)}",
            _ => null,
        };

    /// <summary>One choice, or several with commas between them.</summary>
    private string Choice(string list, string names) =>
        names
            .Split(',')
            .Select(n => texts[$"{list}_{n}"] is { ResourceNotFound: false } word ? word.Value : Inert(n))
            .Aggregate((all, next) => texts["Sentence.List", all, next]);

    /// <summary>Strings in events are our own words, but a leaf may have been written past the vault.</summary>
    private string NameOf(string property, string text, LogNames names) =>
        property switch
        {
            "kind" => Label(text),
            "platform" => Platform(text, names),
            "purpose" => Purpose(text, names),
            "components" => Choice($"Enum_{nameof(Component)}", text),
            "required" => Choice("Word", text),
            "table" => texts[$"Table_{text}"] is { ResourceNotFound: false } table ? table : Inert(text),
            _ => Inert(text),
        };

    private SentencePart? Subject(Guid id, LogNames names)
    {
        if (names.Account(new AccountId(id)) is not null)
            return Account(new AccountId(id), names);
        return names.Person(new PersonId(id)) is null ? null : Person(new PersonId(id), names);
    }

    private static SentencePart.Words Words(string text) => new(text);

    private static string Short(Guid id) => id.ToString("D", CultureInfo.InvariantCulture)[..8];

    private static string Inert(string text) => InertText.Of(text);
}
