using System.Globalization;
using Vault.Core.Custody;

namespace Vault.Core.Accounts;

/// <summary>One fact of a platform that can be changed, as the log names it.</summary>
public enum PlatformFact
{
    Name,
    MinLength,
    MaxLength,
    Symbols,
    Required,
    LeastKinds,
    Readable,
    Components,
    Offered,
}

/// <summary>The facts of a platform, read and found sound.</summary>
/// <param name="Name">Null for a shipped one under the product's own name.</param>
/// <param name="Components">In the order of <see cref="Platform.EveryComponent"/>.</param>
public sealed record PlatformFacts(
    string? Name,
    PasswordRules Rules,
    IReadOnlyList<Component> Components,
    bool IsOffered
)
{
    public static PlatformFacts Of(Platform platform) =>
        new(platform.Name, platform.PasswordRules, InOrder(platform.Components), platform.IsOffered);

    /// <summary>Every fact as text; null where there is none. Choices by their names, several with commas between them.</summary>
    public string? this[PlatformFact fact] =>
        fact switch
        {
            PlatformFact.Name => Name,
            PlatformFact.MinLength => Number(Rules.MinLength),
            PlatformFact.MaxLength => Number(Rules.MaxLength),
            PlatformFact.Symbols => Rules.Symbols.Length == 0 ? null : Rules.Symbols,
            PlatformFact.Required => Rules.Required == CharacterKinds.None ? null : Write(Rules.Required),
            PlatformFact.LeastKinds => Rules.LeastKinds == 0 ? null : Number(Rules.LeastKinds),
            PlatformFact.Readable => Rules.Readable.ToString(),
            PlatformFact.Components => string.Join(',', Components),
            PlatformFact.Offered => IsOffered.ToString(),
            _ => throw new ArgumentOutOfRangeException(nameof(fact)),
        };

    /// <summary>What differs, in the order of the form.</summary>
    public IEnumerable<PlatformFact> ChangesTo(PlatformFacts next) =>
        Enum.GetValues<PlatformFact>().Where(f => this[f] != next[f]);

    internal static IReadOnlyList<Component> InOrder(IEnumerable<Component> components)
    {
        var chosen = components.ToHashSet();
        return [.. Platform.EveryComponent.Where(chosen.Contains)];
    }

    internal static string Write(IEnumerable<Component> components) =>
        string.Join(',', components.Select(c => c.Slug()));

    internal static IReadOnlyList<Component> ListOf(string slugs) =>
        InOrder(
            slugs
                .Split(',', StringSplitOptions.RemoveEmptyEntries)
                .Where(s => ComponentNames.TryParse(s, out _))
                .Select(s => ComponentNames.TryParse(s, out var component) ? component : default)
        );

    internal static string Write(CharacterKinds kinds) =>
        string.Join(',', Enum.GetValues<CharacterKinds>().Where(k => k != CharacterKinds.None && kinds.HasFlag(k)));

    internal static CharacterKinds KindsOf(string? names) =>
        Enum.TryParse<CharacterKinds>(names, out var kinds) ? kinds : CharacterKinds.None;

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
