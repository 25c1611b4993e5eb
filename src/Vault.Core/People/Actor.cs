namespace Vault.Core.People;

/// <summary>
/// Who acts, as the log will name him: a person in a session, the vault itself, or somebody not yet known.
/// Every command carries one, so no line is without an author.
/// </summary>
public sealed record Actor
{
    private Actor(PersonId? person, string name, SessionId? session, string? address)
    {
        Person = person;
        Name = name;
        Session = session;
        Address = address;
    }

    /// <summary>Null for the vault itself and for callers who have not signed in.</summary>
    public PersonId? Person { get; }

    /// <summary>The display name at this moment. Stands in the leaf only as a salted hash.</summary>
    public string Name { get; }

    public SessionId? Session { get; }

    /// <summary>The client's address, from the connection or a listed proxy; null for the vault itself.</summary>
    public string? Address { get; }

    /// <summary>The vault acting by itself: start-up, schedules, the console.</summary>
    public static Actor System { get; } = new(null, "", null, null);

    /// <summary>A caller who has not signed in.</summary>
    public static Actor Anonymous(string? address) => new(null, "", null, address);

    /// <summary>A person in a session, or one who is just proving who he is and has no session yet.</summary>
    public static Actor Of(Person person, SessionId? session, string? address) =>
        new(person.Id, person.DisplayName, session, address);

    /// <summary>The person, where a command is open to persons only.</summary>
    /// <exception cref="InvalidOperationException">The actor is no person: an endpoint let a caller through.</exception>
    public PersonId RequirePerson() =>
        Person ?? throw new InvalidOperationException("This command is for signed-in persons.");
}
