using System.Numerics;

namespace Vault.Core.Custody;

/// <summary>The kinds of characters platforms count.</summary>
[Flags]
public enum CharacterKinds
{
    None = 0,
    Lower = 1,
    Upper = 2,
    Digit = 4,
    Symbol = 8,
}

/// <summary>What is wrong with a typed password, in the order a person would mend it.</summary>
public enum PasswordBreach
{
    TooShort,
    TooLong,

    /// <summary>A character that is neither an ASCII letter or digit nor one of the allowed symbols.</summary>
    CharacterNotAllowed,
    LowerMissing,
    UpperMissing,
    DigitMissing,
    SymbolMissing,

    /// <summary>Fewer of the four kinds than <see cref="PasswordRules.LeastKinds"/>.</summary>
    TooFewKinds,
}

/// <summary>
/// What a platform accepts as the password of an account: ASCII letters, digits and listed symbols within a length.
/// Says nothing about strength; see <see cref="PasswordGenerator"/>. Rules that nothing can satisfy do not exist.
/// </summary>
public sealed record PasswordRules
{
    /// <summary>Longest maximum taken, in characters.</summary>
    public const int LongestLength = 128;

    // Pairs that people misread on paper or over the telephone.
    private const string LookAlikes = "0Oo1lI|'\"`.,:;";
    private const string AllSymbols = "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~";

    private PasswordRules(int min, int max, string symbols, CharacterKinds required, int leastKinds, bool readable)
    {
        MinLength = min;
        MaxLength = max;
        Symbols = symbols;
        Required = required;
        LeastKinds = leastKinds;
        Readable = readable;
    }

    /// <summary>Where nothing is known of the platform: symbols most forms take, every kind, 12 to 64 characters.</summary>
    public static PasswordRules Generic { get; } =
        new(
            12,
            64,
            "!#$%*+-=?@_",
            CharacterKinds.Lower | CharacterKinds.Upper | CharacterKinds.Digit | CharacterKinds.Symbol,
            4,
            true
        );

    /// <summary>
    /// The narrow form common among the social platforms: 8 to 16 characters of at least two kinds. Sixteen characters
    /// of the readable alphabet stay below 100 bits, and <see cref="PasswordGenerator.StrengthOf"/> says so.
    /// </summary>
    public static PasswordRules Narrow { get; } =
        new(8, 16, "!#$%*+-=?@_", CharacterKinds.Lower | CharacterKinds.Upper | CharacterKinds.Digit, 3, true);

    /// <summary>Shortest accepted length, in characters.</summary>
    public int MinLength { get; }

    /// <summary>Longest accepted length, in characters.</summary>
    public int MaxLength { get; }

    /// <summary>The ASCII symbols the platform takes; empty when it takes none.</summary>
    public string Symbols { get; }

    /// <summary>Kinds of which at least one character must occur.</summary>
    public CharacterKinds Required { get; }

    /// <summary>How many of the four kinds must occur, whichever they are: 0 to 4.</summary>
    public int LeastKinds { get; }

    /// <summary>Generate without look-alikes (0 O, 1 l I, …). A typed value may hold them.</summary>
    public bool Readable { get; }

    /// <summary>
    /// Null when no password could satisfy the rules, a length lies outside 1..<see cref="LongestLength"/>, or a
    /// symbol is repeated or not a printable ASCII symbol.
    /// </summary>
    public static PasswordRules? From(
        int minLength,
        int maxLength,
        string symbols,
        CharacterKinds required = CharacterKinds.None,
        int leastKinds = 0,
        bool readable = true
    )
    {
        var kinds = Math.Max(leastKinds, BitOperations.PopCount((uint)required));
        var possible =
            minLength >= Math.Max(1, kinds)
            && maxLength >= minLength
            && maxLength <= LongestLength
            && leastKinds >= 0
            && kinds <= (symbols.Length == 0 ? 3 : 4)
            && !(symbols.Length == 0 && required.HasFlag(CharacterKinds.Symbol))
            && AreSymbols(symbols);
        return possible ? new(minLength, maxLength, symbols, required, leastKinds, readable) : null;
    }

    /// <summary>True for printable ASCII symbols alone, each once; also for none.</summary>
    public static bool AreSymbols(string text) =>
        text.All(AllSymbols.Contains) && text.Distinct().Count() == text.Length;

    /// <summary>Everything the platform would refuse about a typed password; empty when it fits.</summary>
    public IReadOnlyList<PasswordBreach> Check(ReadOnlySpan<char> typed)
    {
        var breaches = new List<PasswordBreach>();
        if (typed.Length < MinLength)
            breaches.Add(PasswordBreach.TooShort);
        if (typed.Length > MaxLength)
            breaches.Add(PasswordBreach.TooLong);
        if (HoldsForeign(typed))
            breaches.Add(PasswordBreach.CharacterNotAllowed);
        var missing = Required & ~KindsIn(typed);
        if (missing.HasFlag(CharacterKinds.Lower))
            breaches.Add(PasswordBreach.LowerMissing);
        if (missing.HasFlag(CharacterKinds.Upper))
            breaches.Add(PasswordBreach.UpperMissing);
        if (missing.HasFlag(CharacterKinds.Digit))
            breaches.Add(PasswordBreach.DigitMissing);
        if (missing.HasFlag(CharacterKinds.Symbol))
            breaches.Add(PasswordBreach.SymbolMissing);
        if (BitOperations.PopCount((uint)KindsIn(typed)) < LeastKinds)
            breaches.Add(PasswordBreach.TooFewKinds);
        return breaches;
    }

    /// <summary>True when these kinds together are what the rules ask for.</summary>
    internal bool Satisfied(CharacterKinds kinds) =>
        (Required & ~kinds) == CharacterKinds.None && BitOperations.PopCount((uint)kinds) >= LeastKinds;

    /// <summary>The kinds occurring in a text; characters outside the rules count as none.</summary>
    internal CharacterKinds KindsIn(ReadOnlySpan<char> text)
    {
        var kinds = CharacterKinds.None;
        foreach (var character in text)
            kinds |= KindOf(character);
        return kinds;
    }

    /// <summary>The characters the generator draws of one kind.</summary>
    internal string Alphabet(CharacterKinds kind)
    {
        var all = kind switch
        {
            CharacterKinds.Lower => "abcdefghijklmnopqrstuvwxyz",
            CharacterKinds.Upper => "ABCDEFGHIJKLMNOPQRSTUVWXYZ",
            CharacterKinds.Digit => "0123456789",
            _ => Symbols,
        };
        var clear = Readable ? string.Concat(all.Where(character => !LookAlikes.Contains(character))) : all;
        // A platform that takes only symbols easily misread still gets them.
        return clear.Length == 0 ? all : clear;
    }

    private bool HoldsForeign(ReadOnlySpan<char> text)
    {
        foreach (var character in text)
            if (KindOf(character) == CharacterKinds.None)
                return true;
        return false;
    }

    private CharacterKinds KindOf(char character) =>
        character switch
        {
            >= 'a' and <= 'z' => CharacterKinds.Lower,
            >= 'A' and <= 'Z' => CharacterKinds.Upper,
            >= '0' and <= '9' => CharacterKinds.Digit,
            _ => Symbols.Contains(character) ? CharacterKinds.Symbol : CharacterKinds.None,
        };
}
