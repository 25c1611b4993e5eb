using System.Net;

namespace Vault.Web.Hosting;

/// <summary>Why the vault refuses to listen as it was told.</summary>
public enum ListeningRefusal
{
    /// <summary>Not a URL this server can listen on.</summary>
    UrlUnreadable,

    /// <summary>Plain HTTP beyond this machine, and no proxy listed that speaks TLS in front of it.</summary>
    PlainHttp,

    /// <summary>Beyond this machine the names under which the vault is called must be listed.</summary>
    HostsMissing,

    /// <summary>A proxy is not an IP address.</summary>
    ProxyUnreadable,

    /// <summary>The demo is for this machine only.</summary>
    DemoBeyondLoopback,

    /// <summary>The server was made to listen elsewhere than it was told.</summary>
    ListensElsewhere,
}

/// <summary>
/// Where the vault listens and whom it believes. On loopback plain HTTP will do; anywhere else it takes TLS, or a listed
/// proxy that ends TLS, and the host names it answers to.
/// </summary>
public sealed record Listening
{
    public const string Usual = "http://127.0.0.1:5080";

    private static readonly string[] LoopbackHosts = ["localhost", "127.0.0.1", "[::1]"];

    private Listening(IReadOnlyList<string> urls, IReadOnlyList<string> hosts, IReadOnlyList<IPAddress> proxies)
    {
        Urls = urls;
        Hosts = hosts;
        Proxies = proxies;
    }

    public IReadOnlyList<string> Urls { get; }

    /// <summary>Host names answered; every other one is refused.</summary>
    public IReadOnlyList<string> Hosts { get; }

    /// <summary>Whose forwarded headers are believed.</summary>
    public IReadOnlyList<IPAddress> Proxies { get; }

    public ListeningRefusal? Refusal { get; private init; }

    public static Listening Parse(string? urls, string[] hosts, string[] proxies)
    {
        string[] listed =
        [
            .. (urls ?? Usual).Split(
                [';', ','],
                StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries
            ),
        ];
        var addresses = proxies.Select(p => IPAddress.TryParse(p, out var address) ? address : null).ToList();
        var names = hosts.Length > 0 ? hosts : LoopbackHosts;
        return new Listening(listed, names, [.. addresses.OfType<IPAddress>()])
        {
            Refusal = addresses.Contains(null)
                ? ListeningRefusal.ProxyUnreadable
                : Refuse(listed, hosts, proxies.Length > 0),
        };
    }

    /// <summary>As this, but for a demo: nothing beyond this machine.</summary>
    public Listening ForDemo() =>
        Refusal is null && Urls.Any(u => !IsLoopback(u))
            ? this with
            {
                Refusal = ListeningRefusal.DemoBeyondLoopback,
            }
            : this;

    /// <summary>Whether a server that listens at these addresses listens where it was told, and nowhere else.</summary>
    public bool Covers(IEnumerable<string> bound) =>
        bound.All(b => Read(b) is { } at && Urls.Any(u => Asks(Read(u)!, at)));

    // Port 0 is any free one, and every address may be called by another name for it.
    private static bool Asks(Uri asked, Uri bound) =>
        asked.Scheme == bound.Scheme
        && asked.IsLoopback == bound.IsLoopback
        && (asked.Port == 0 || asked.Port == bound.Port);

    private static ListeningRefusal? Refuse(string[] urls, string[] hosts, bool behindProxy)
    {
        if (urls.Length == 0 || urls.Any(u => Read(u) is null))
            return ListeningRefusal.UrlUnreadable;
        var beyond = urls.Where(u => !IsLoopback(u)).ToList();
        if (!behindProxy && beyond.Exists(u => Read(u)!.Scheme != Uri.UriSchemeHttps))
            return ListeningRefusal.PlainHttp;
        return (beyond.Count > 0 || behindProxy) && hosts.Length == 0 ? ListeningRefusal.HostsMissing : null;
    }

    private static bool IsLoopback(string url) => Read(url)!.IsLoopback;

    private static Uri? Read(string url)
    {
        // Kestrel takes * and + for every address; to the rules that is simply not loopback.
        var plain = url.Replace("://*", "://0.0.0.0", StringComparison.Ordinal)
            .Replace("://+", "://0.0.0.0", StringComparison.Ordinal);
        return
            Uri.TryCreate(plain, UriKind.Absolute, out var uri)
            && (uri.Scheme == Uri.UriSchemeHttp || uri.Scheme == Uri.UriSchemeHttps)
            ? uri
            : null;
    }
}
