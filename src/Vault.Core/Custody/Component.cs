using System.Collections.Frozen;
using System.Text.Json;

namespace Vault.Core.Custody;

/// <summary>A part of what opens an account. Each has versions of its own and is known, rotated and counted by itself.</summary>
public enum Component
{
    Password,
    TotpSeed,
    RecoveryCodes,
    AppSecret,
    Token,
    EncodingAesKey,
    MailboxPassword,
    LoginName,
    Note,
    Attachment,
}

public static class ComponentNames
{
    private static readonly FrozenDictionary<string, Component> Slugs = Enum.GetValues<Component>()
        .ToFrozenDictionary(c => JsonNamingPolicy.KebabCaseLower.ConvertName(c.ToString()), StringComparer.Ordinal);

    /// <summary>As it stands in addresses: <c>totp-seed</c>.</summary>
    public static string Slug(this Component component) =>
        JsonNamingPolicy.KebabCaseLower.ConvertName(component.ToString());

    public static bool TryParse(string? slug, out Component component)
    {
        component = default;
        return slug is not null && Slugs.TryGetValue(slug, out component);
    }

    /// <summary>Whether it can be changed so that who knew it knows nothing; a handover waits for these only.</summary>
    public static bool IsRotatable(this Component component) =>
        component is not (Component.LoginName or Component.Note or Component.Attachment);

    /// <summary>What can be typed in and shown as text. A seed never comes out, an attachment is a file.</summary>
    public static bool IsShown(this Component component) =>
        component is not (Component.TotpSeed or Component.Attachment);
}
