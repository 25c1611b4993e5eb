using System.Text.Json;
using System.Text.Json.Serialization;

namespace Vault.Core.Playbooks;

/// <summary>Where a step is done.</summary>
public enum StepPlace
{
    /// <summary>A page of the platform, the same for every account.</summary>
    Page,

    /// <summary>The account's own website, as the register has it.</summary>
    Website,

    /// <summary>
    /// The page for changing the password of the account's own website, wherever it is there: W3C, "A Well-Known URL for
    /// Changing Passwords".
    /// </summary>
    ChangePassword,
}

/// <summary>A link of a step. Written as the address of a page, <c>website</c> or <c>change-password</c>.</summary>
[JsonConverter(typeof(StepLinkJson))]
public sealed record StepLink
{
    /// <summary>UTF-16 units of an address at most.</summary>
    public const int AddressLimit = 300;

    private const string WellKnown = "/.well-known/change-password";

    private StepLink(StepPlace place, string? address) => (Place, Address) = (place, address);

    public StepPlace Place { get; }

    /// <summary>Null unless it is a <see cref="StepPlace.Page"/>.</summary>
    public string? Address { get; }

    public static StepLink Website { get; } = new(StepPlace.Website, null);

    public static StepLink ChangePassword { get; } = new(StepPlace.ChangePassword, null);

    /// <summary>Null unless the address is absolute, https, without a user's name, and not too long.</summary>
    public static StepLink? Page(string? address) =>
        address is { Length: <= AddressLimit }
        && Uri.TryCreate(address, UriKind.Absolute, out var uri)
        && uri is { Scheme: "https", UserInfo: "", Host.Length: > 0 }
        && uri.IsWellFormedOriginalString()
            ? new(StepPlace.Page, uri.AbsoluteUri)
            : null;

    /// <summary>Null for what was not written by <see cref="ToString"/>.</summary>
    public static StepLink? TryParse(string? text) =>
        text switch
        {
            "website" => Website,
            "change-password" => ChangePassword,
            _ => Page(text),
        };

    /// <summary>The address to follow; null where the account's own website is meant and none is known.</summary>
    /// <param name="website">The address of the account as the register has it; null outside of an account.</param>
    public string? For(string? website)
    {
        if (Place == StepPlace.Page)
            return Address;
        if (!Uri.TryCreate(website, UriKind.Absolute, out var site) || site.Scheme is not ("https" or "http"))
            return null;
        return Place == StepPlace.Website ? site.AbsoluteUri : site.GetLeftPart(UriPartial.Authority) + WellKnown;
    }

    public override string ToString() =>
        Place switch
        {
            StepPlace.Website => "website",
            StepPlace.ChangePassword => "change-password",
            _ => Address!,
        };

    private sealed class StepLinkJson : JsonConverter<StepLink>
    {
        public override StepLink Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            TryParse(reader.GetString()) ?? throw new JsonException("Not a link of a step.");

        public override void Write(Utf8JsonWriter writer, StepLink value, JsonSerializerOptions options) =>
            writer.WriteStringValue(value.ToString());
    }
}
