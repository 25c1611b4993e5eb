using Microsoft.Extensions.Localization;
using Vault.Core;
using Vault.Core.Audit;
using Vault.Core.Text;

namespace Vault.Web.Pages.Log;

/// <summary>Entries for one reader.</summary>
/// <param name="Reader">Null for the reviewer, who sees all of it; else whose own log it is.</param>
public sealed record LogView(LogPage Log, PersonId? Reader)
{
    public bool ForReviewer => Reader is null;

    /// <summary>Leaf, session and address of an entry somebody else wrote are not for a person's own log.</summary>
    public bool ShowsEvidence(LogEntry entry) => ForReviewer || entry.Actor is null || entry.Actor == Reader;
}

/// <summary>One entry of a <see cref="LogView"/>.</summary>
public sealed record EntryView(LogEntry Entry, LogView In);

/// <summary>Who wrote an entry: his name as it was, his unit now, and his name now where it differs.</summary>
public sealed record Author(string Name, string? Unit, string? NameNow)
{
    public static Author Of(LogEntry entry, LogNames names, IStringLocalizer<LogTexts> texts)
    {
        if (entry.Content is null)
            return new(texts["Author.Unknown"], null, null);
        if (entry.Actor is not { } id)
            return new(texts[entry.Content.Address is null ? "Author.Vault" : "Author.Anonymous"], null, null);
        var person = names.Person(id);
        var now = person is null ? null : InertText.Of(person.DisplayName);
        var then = entry.ActorNameThen is { } name ? InertText.Of(name) : now ?? texts["Author.Id", id.ToString()[..8]];
        var unit = person is null ? null : names.Unit(person.Unit);
        return new(then, unit is null ? null : InertText.Of(unit.Name), then == now ? null : now);
    }
}
