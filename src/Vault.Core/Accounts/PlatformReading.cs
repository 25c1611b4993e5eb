using System.Numerics;
using Vault.Core.Custody;
using Vault.Core.People;
using Vault.Core.Text;

namespace Vault.Core.Accounts;

/// <summary>What a registrar types of a platform.</summary>
/// <param name="Name">Not needed for a shipped one, which then has the product's own name.</param>
public sealed record PlatformEntry(string? Name)
{
    public int? MinLength { get; init; }

    public int? MaxLength { get; init; }

    /// <summary>In any order; blanks between them do not count.</summary>
    public string? Symbols { get; init; }

    public CharacterKinds Required { get; init; }

    public int LeastKinds { get; init; }

    public bool Readable { get; init; } = true;

    public IReadOnlyCollection<Component> Components { get; init; } = [];

    public bool IsOffered { get; init; } = true;
}

/// <summary>Reads what was typed of a platform against the list. Whatever is wrong is found in one go.</summary>
internal sealed class PlatformReading(PlatformList platforms, Platform? self, List<RegisterFault> faults)
{
    private const CharacterKinds EveryKind =
        CharacterKinds.Lower | CharacterKinds.Upper | CharacterKinds.Digit | CharacterKinds.Symbol;

    /// <summary>Null if anything is wrong, and then all of it is in the faults.</summary>
    public PlatformFacts? Read(PlatformEntry entry)
    {
        var name = Name(entry.Name);
        var rules = Rules(entry);
        var components = PlatformFacts.InOrder(entry.Components);
        if (components.Count == 0)
            faults.Add(new(RegisterField.Components, RegisterProblem.Missing));
        else if (components.Count != entry.Components.Distinct().Count())
            faults.Add(new(RegisterField.Components, RegisterProblem.Unknown));
        return faults.Count > 0 ? null : new(name, rules!, components, entry.IsOffered);
    }

    private string? Name(string? typed)
    {
        if (self is { Origin: not PlatformOrigin.Own } && string.IsNullOrWhiteSpace(typed))
            return null;
        if (!NameText.TryParse(typed, Platform.NameLimit, out var name, out var fault))
        {
            faults.Add(RegisterFault.Of(RegisterField.Name, fault.Value));
            return null;
        }
        var same = NameText.Uniform(name);
        if (platforms.All.Where(p => p.Key != self?.Key).Any(p => NamesOf(p).Any(n => NameText.Uniform(n) == same)))
            faults.Add(new(RegisterField.Name, RegisterProblem.Taken));
        return name;
    }

    private static IEnumerable<string> NamesOf(Platform platform) =>
        platform.Name is { } name ? platform.OwnNames.Append(name) : platform.OwnNames;

    private PasswordRules? Rules(PlatformEntry entry)
    {
        var min = Length(entry.MinLength, RegisterField.MinLength);
        var max = Length(entry.MaxLength, RegisterField.MaxLength);
        var symbols = Symbols(entry.Symbols);
        var kinds = Kinds(entry, symbols);
        if (min is not { } shortest || max is not { } longest || symbols is null || !kinds)
            return null;
        if (longest < shortest)
            return Wrong(RegisterField.MaxLength, RegisterProblem.Backwards);
        if (shortest < Math.Max(entry.LeastKinds, BitOperations.PopCount((uint)entry.Required)))
            return Wrong(RegisterField.MinLength, RegisterProblem.Impossible);
        var rules = PasswordRules.From(shortest, longest, symbols, entry.Required, entry.LeastKinds, entry.Readable)!;
        return PasswordGenerator.StrengthOf(rules).Bits < PasswordGenerator.LeastBits
            ? Wrong(RegisterField.MaxLength, RegisterProblem.TooWeak)
            : rules;
    }

    private int? Length(int? typed, RegisterField field)
    {
        if (typed is >= 1 and <= PasswordRules.LongestLength)
            return typed;
        faults.Add(new(field, typed is null ? RegisterProblem.Missing : RegisterProblem.OutOfRange));
        return null;
    }

    /// <summary>In one order and each once, so that the same rules are the same text.</summary>
    private string? Symbols(string? typed)
    {
        var symbols = string.Concat((typed ?? "").Where(c => !char.IsWhiteSpace(c)).Distinct().Order());
        if (PasswordRules.AreSymbols(symbols))
            return symbols;
        faults.Add(new(RegisterField.Symbols, RegisterProblem.CharacterNotAllowed));
        return null;
    }

    private bool Kinds(PlatformEntry entry, string? symbols)
    {
        var before = faults.Count;
        if ((entry.Required & ~EveryKind) != CharacterKinds.None)
            faults.Add(new(RegisterField.Required, RegisterProblem.Unknown));
        else if (symbols is "" && entry.Required.HasFlag(CharacterKinds.Symbol))
            faults.Add(new(RegisterField.Required, RegisterProblem.Impossible));
        if (entry.LeastKinds is < 0 or > 4)
            faults.Add(new(RegisterField.LeastKinds, RegisterProblem.Unknown));
        else if (symbols is "" && entry.LeastKinds == 4)
            faults.Add(new(RegisterField.LeastKinds, RegisterProblem.Impossible));
        return faults.Count == before;
    }

    private PasswordRules? Wrong(RegisterField field, RegisterProblem problem)
    {
        faults.Add(new(field, problem));
        return null;
    }
}
