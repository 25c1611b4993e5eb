using Vault.Core.People;
using Vault.Core.SignIns;

namespace Vault.Web.SignIn;

/// <summary>Who makes this request. Injected into pages; one for each request.</summary>
public sealed class CurrentActor(IHttpContextAccessor http)
{
    private SignedInAs? _signedIn;

    public bool IsSignedIn => _signedIn is not null;

    /// <summary>For the writer: the person in his session, or an anonymous caller.</summary>
    public Actor Actor =>
        _signedIn is { } known ? Actor.Of(known.Person, known.Session.Id, Address) : Actor.Anonymous(Address);

    /// <exception cref="InvalidOperationException">Nobody is signed in: the endpoint lets callers through.</exception>
    public Session Session => Known.Session;

    /// <inheritdoc cref="Session"/>
    public Person Person => Known.Person;

    /// <summary>The roles of the office that are live now.</summary>
    /// <inheritdoc cref="Session"/>
    public IReadOnlySet<OfficeRole> Roles => Known.Roles;

    /// <summary>False for anonymous callers.</summary>
    public bool Has(OfficeRole role) => _signedIn?.Roles.Contains(role) == true;

    /// <summary>From the connection; forwarded headers of listed proxies are applied before.</summary>
    public string? Address
    {
        get
        {
            var address = http.HttpContext?.Connection.RemoteIpAddress;
            return (address is { IsIPv4MappedToIPv6: true } ? address.MapToIPv4() : address)?.ToString();
        }
    }

    /// <summary>The browser's own description, cut to a length that names it.</summary>
    public string Device
    {
        get
        {
            const int limit = 200;
            var agent = http.HttpContext?.Request.Headers.UserAgent.ToString() ?? "";
            return agent.Length <= limit ? agent : agent[..limit];
        }
    }

    private SignedInAs Known =>
        _signedIn ?? throw new InvalidOperationException("This endpoint let somebody through who is not signed in.");

    internal void SignedIn(Person person, Session session, IReadOnlySet<OfficeRole> roles) =>
        _signedIn = new(person, session, roles);

    private sealed record SignedInAs(Person Person, Session Session, IReadOnlySet<OfficeRole> Roles);
}
