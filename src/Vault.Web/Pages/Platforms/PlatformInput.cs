using Vault.Core.Accounts;
using Vault.Core.Custody;

namespace Vault.Web.Pages.Platforms;

/// <summary>What the form of a platform may say. Kinds and components are ticked one by one, each under its own name.</summary>
public sealed class PlatformInput
{
    public static readonly CharacterKinds[] Kinds =
    [
        CharacterKinds.Lower,
        CharacterKinds.Upper,
        CharacterKinds.Digit,
        CharacterKinds.Symbol,
    ];

    public string? Name { get; set; }

    public int? MinLength { get; set; }

    public int? MaxLength { get; set; }

    public string? Symbols { get; set; }

    /// <summary>By the name of the kind; one that is not ticked need not be there.</summary>
    public Dictionary<string, bool> Required { get; set; } = [];

    public int LeastKinds { get; set; }

    public bool Readable { get; set; }

    /// <summary>By the name in addresses; one that is not ticked need not be there.</summary>
    public Dictionary<string, bool> Has { get; set; } = [];

    public bool Offered { get; set; }

    /// <summary>Where somebody begins who enters a new one.</summary>
    internal static PlatformInput Fresh() =>
        new()
        {
            MinLength = PasswordRules.Generic.MinLength,
            MaxLength = PasswordRules.Generic.MaxLength,
            Symbols = PasswordRules.Generic.Symbols,
            Required = Ticked(Kinds.Where(k => PasswordRules.Generic.Required.HasFlag(k)).Select(k => k.ToString())),
            Readable = true,
            Offered = true,
            Has = Ticked(new[] { Component.Password, Component.LoginName, Component.Note }.Select(ComponentNames.Slug)),
        };

    internal static PlatformInput Of(Platform platform)
    {
        var rules = platform.PasswordRules;
        return new()
        {
            Name = platform.Name,
            MinLength = rules.MinLength,
            MaxLength = rules.MaxLength,
            Symbols = rules.Symbols,
            Required = Ticked(Kinds.Where(k => rules.Required.HasFlag(k)).Select(k => k.ToString())),
            LeastKinds = rules.LeastKinds,
            Readable = rules.Readable,
            Has = Ticked(platform.Components.Select(ComponentNames.Slug)),
            Offered = platform.IsOffered,
        };
    }

    internal PlatformEntry Entry() =>
        new(Name)
        {
            MinLength = MinLength,
            MaxLength = MaxLength,
            Symbols = Symbols,
            Required = Kinds
                .Where(k => Required.GetValueOrDefault(k.ToString()))
                .Aggregate(CharacterKinds.None, (all, next) => all | next),
            LeastKinds = LeastKinds,
            Readable = Readable,
            Components = [.. Platform.EveryComponent.Where(c => Has.GetValueOrDefault(c.Slug()))],
            IsOffered = Offered,
        };

    private static Dictionary<string, bool> Ticked(IEnumerable<string> names) =>
        names.ToDictionary(n => n, _ => true, StringComparer.Ordinal);
}
