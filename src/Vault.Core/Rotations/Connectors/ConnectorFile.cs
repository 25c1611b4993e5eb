using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.RegularExpressions;

namespace Vault.Core.Rotations.Connectors;

/// <summary>Why a file of connectors is not taken. With a wrong one the vault does not start.</summary>
public enum ConnectorFileRefusal
{
    /// <summary>Not there, or not readable.</summary>
    Missing,

    /// <summary>Others may write to it or to a folder above it: whoever does would be handed passwords.</summary>
    Writable,

    /// <summary>Not of the format, or something in it is unknown or doubled.</summary>
    NotOfTheFormat,

    /// <summary>A name is no word of small letters, digits and hyphens, or a value of a connector is missing or wrong.</summary>
    Unsound,
}

/// <summary>What came of reading it.</summary>
public abstract record ConnectorFileOutcome
{
    private ConnectorFileOutcome() { }

    public sealed record Read(ConnectorList List) : ConnectorFileOutcome;

    /// <param name="Connector">The one that is meant; null where it is the whole file.</param>
    public sealed record Refused(ConnectorFileRefusal Why, string? Connector = null) : ConnectorFileOutcome;
}

/// <summary>
/// Reads the connectors of the host. Format 1, JSON: <c>{format, connectors: {name: {kind, …}}}</c>; see the README of rotations.
/// </summary>
public static partial class ConnectorFile
{
    public const string Format = "vault-connectors/1";

    private const int LongestSeconds = 300;

    private static readonly JsonSerializerOptions Json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        AllowDuplicateProperties = false,
        ReadCommentHandling = JsonCommentHandling.Skip,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower, allowIntegerValues: false) },
    };

    public static ConnectorFileOutcome Read(string path)
    {
        if (!File.Exists(path))
            return new ConnectorFileOutcome.Refused(ConnectorFileRefusal.Missing);
        if (!new ExecutableOptions(Path.GetFullPath(path), TimeSpan.Zero).IsAllowed())
            return new ConnectorFileOutcome.Refused(ConnectorFileRefusal.Writable);
        try
        {
            var file = JsonSerializer.Deserialize<Whole>(File.ReadAllBytes(path), Json);
            return file is { Format: Format, Connectors: { } all }
                ? Of(all)
                : new ConnectorFileOutcome.Refused(ConnectorFileRefusal.NotOfTheFormat);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return new ConnectorFileOutcome.Refused(ConnectorFileRefusal.Missing);
        }
        catch (JsonException)
        {
            return new ConnectorFileOutcome.Refused(ConnectorFileRefusal.NotOfTheFormat);
        }
    }

    private static ConnectorFileOutcome Of(Dictionary<string, One> all)
    {
        var made = new Dictionary<string, IRotationConnector>(StringComparer.Ordinal);
        foreach (var (name, one) in all)
        {
            if (!Name().IsMatch(name) || one.Seconds is < 1 or > LongestSeconds || Made(one) is not { } connector)
                return new ConnectorFileOutcome.Refused(ConnectorFileRefusal.Unsound, name);
            made[name] = connector;
        }
        return new ConnectorFileOutcome.Read(new(made));
    }

    private static IRotationConnector? Made(One one) =>
        one.Kind switch
        {
            ConnectorKind.Ldap => Directory(one),
            ConnectorKind.Executable => one is { Host: null, UserDn: null, Path: { } path }
            && System.IO.Path.IsPathFullyQualified(path)
                ? new ExecutableConnector(new(path, TimeSpan.FromSeconds(one.Seconds)))
                : null,
            _ => null,
        };

    private static LdapConnector? Directory(One one)
    {
        if (one is not { Host.Length: > 0, UserDn: { } user, Path: null, Port: null or (>= 1 and <= 65535) })
            return null;
        if (!user.Contains(LdapOptions.Login, StringComparison.Ordinal))
            return null;
        if (one.BindDn?.Contains(LdapOptions.Login, StringComparison.Ordinal) == false)
            return null;
        var port = one.Port ?? (one.Tls == LdapTls.Ldaps ? 636 : 389);
        var limit = TimeSpan.FromSeconds(one.Seconds);
        return new(new(one.Host, port, one.Tls, user, one.BindDn, one.TrustedAuthorities, limit));
    }

    [GeneratedRegex("^[a-z0-9][a-z0-9-]{0,39}$", RegexOptions.NonBacktracking)]
    private static partial Regex Name();

    private enum ConnectorKind
    {
        Unknown,
        Ldap,
        Executable,
    }

    private sealed record Whole(string? Format, Dictionary<string, One>? Connectors);

    private sealed record One
    {
        public ConnectorKind Kind { get; init; }

        public int Seconds { get; init; } = 30;

        public string? Host { get; init; }

        public int? Port { get; init; }

        public LdapTls Tls { get; init; }

        public string? UserDn { get; init; }

        public string? BindDn { get; init; }

        public string? TrustedAuthorities { get; init; }

        public string? Path { get; init; }
    }
}
