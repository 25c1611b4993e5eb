using Vault.Core.Audit;
using Vault.Core.Custody;

namespace Vault.Core.Accounts;

/// <summary>
/// What the organisation has said of a platform: of a shipped one only what differs, so that an upgrade still improves
/// the rest; of its own one everything.
/// </summary>
public sealed class PlatformRow : IAttestedRow
{
    private PlatformRow() { }

    /// <summary>Key of the shipped one, or a generated identifier.</summary>
    public string Key { get; private init; } = "";

    public string? Name { get; private set; }

    /// <summary>Null like the rest of the rules: as shipped.</summary>
    public int? MinLength { get; private set; }

    public int? MaxLength { get; private set; }

    public string? Symbols { get; private set; }

    /// <summary>The kinds by their names, with commas between them.</summary>
    public string? Required { get; private set; }

    public int? LeastKinds { get; private set; }

    public bool? Readable { get; private set; }

    /// <summary>As in addresses, with commas between them; null: as shipped.</summary>
    public string? Components { get; private set; }

    public bool IsRetired { get; private set; }

    public int Revision { get; private set; }

    public string RowId => Key;

    public Guid RowOwner => Guid.Empty;

    internal bool IsAsShipped => Name is null && MinLength is null && Components is null;

    internal PasswordRules? Rules =>
        MinLength is { } min && MaxLength is { } max
            ? PasswordRules.From(
                min,
                max,
                Symbols ?? "",
                PlatformFacts.KindsOf(Required),
                LeastKinds ?? 0,
                Readable ?? true
            )
            : null;

    internal IReadOnlyList<Component>? ComponentList => Components is null ? null : PlatformFacts.ListOf(Components);

    internal static PlatformRow Of(string key) => new() { Key = key };

    /// <summary>Takes over facts; what is as shipped is not kept.</summary>
    internal void Become(PlatformFacts facts, Platform? shipped)
    {
        Name = facts.Name;
        var rules = facts.Rules == shipped?.PasswordRules ? null : facts.Rules;
        (MinLength, MaxLength) = (rules?.MinLength, rules?.MaxLength);
        (Symbols, LeastKinds, Readable) = (rules?.Symbols, rules?.LeastKinds, rules?.Readable);
        Required = rules is null ? null : PlatformFacts.Write(rules.Required);
        var same = shipped is not null && facts.Components.ToHashSet().SetEquals(shipped.Components);
        Components = same ? null : PlatformFacts.Write(facts.Components);
        IsRetired = !facts.IsOffered;
        Revision++;
    }
}
