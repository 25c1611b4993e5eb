using System.Numerics;
using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace Vault.Core.Custody;

/// <summary>
/// How strong the passwords generated under some rules are: the length used and the binary logarithm of how many
/// passwords of that length the rules leave, all equally likely.
/// </summary>
[StructLayout(LayoutKind.Auto)]
public readonly record struct PasswordStrength(int Length, double Bits)
{
    /// <summary>False when the platform's maximum length keeps generated passwords below 100 bits: say so on screen.</summary>
    public bool ReachesTarget => Bits >= PasswordGenerator.TargetBits;
}

/// <summary>
/// Generated passwords for the accounts in custody: the shortest length that gives 100 bits under the platform's rules,
/// or the longest it takes. Drawn from the system's random number generator without modulo bias, uniformly among all
/// passwords that satisfy the rules.
/// </summary>
public static class PasswordGenerator
{
    /// <summary>Bits every generated password has where the platform lets it.</summary>
    public const double TargetBits = 100;

    /// <summary>Bits below which no platform's rules are taken: whoever has a stolen list of hashes could try them all.</summary>
    public const double LeastBits = 64;

    private static readonly CharacterKinds[] Kinds =
    [
        CharacterKinds.Lower,
        CharacterKinds.Upper,
        CharacterKinds.Digit,
        CharacterKinds.Symbol,
    ];

    /// <summary>What <see cref="Generate"/> yields under these rules.</summary>
    public static PasswordStrength StrengthOf(PasswordRules rules)
    {
        var length = rules.MinLength;
        while (length < rules.MaxLength && BitsAt(rules, length) < TargetBits)
            length++;
        return new(length, BitsAt(rules, length));
    }

    /// <summary>A new password in a pinned array; the caller clears it once it is sealed.</summary>
    public static char[] Generate(PasswordRules rules)
    {
        var password = GC.AllocateUninitializedArray<char>(StrengthOf(rules).Length, pinned: true);
        Fill(rules, password);
        return password;
    }

    /// <summary>
    /// Fills the destination with a password of exactly that length. A draw lacking a required kind is thrown away
    /// whole: putting the missing character in somewhere would make some passwords likelier than others.
    /// </summary>
    /// <exception cref="ArgumentException">The length lies outside the rules.</exception>
    public static void Fill(PasswordRules rules, Span<char> destination)
    {
        if (destination.Length < rules.MinLength || destination.Length > rules.MaxLength)
            throw new ArgumentException("The length lies outside the rules.", nameof(destination));
        var alphabet = string.Concat(Kinds.Select(rules.Alphabet));
        do RandomNumberGenerator.GetItems(alphabet, destination);
        while (!rules.Satisfied(rules.KindsIn(destination)));
    }

    private static double BitsAt(PasswordRules rules, int length) =>
        BigInteger.Log(CountAt(rules, length)) / Math.Log(2);

    // Over every set of kinds that satisfies the rules, the texts in which exactly those kinds occur.
    private static BigInteger CountAt(PasswordRules rules, int length)
    {
        var count = BigInteger.Zero;
        for (var kinds = 1; kinds < 1 << Kinds.Length; kinds++)
            if (rules.Satisfied((CharacterKinds)kinds))
                count += CountOfExactly(rules, kinds, length);
        return count;
    }

    // Inclusion and exclusion over the subsets of the kinds.
    private static BigInteger CountOfExactly(PasswordRules rules, int kinds, int length)
    {
        var count = BigInteger.Zero;
        for (var subset = kinds; subset > 0; subset = (subset - 1) & kinds)
        {
            var size = Kinds.Where(kind => ((int)kind & subset) != 0).Sum(kind => rules.Alphabet(kind).Length);
            var texts = BigInteger.Pow(size, length);
            var omitted = BitOperations.PopCount((uint)kinds) - BitOperations.PopCount((uint)subset);
            count += omitted % 2 == 0 ? texts : -texts;
        }
        return count;
    }
}
