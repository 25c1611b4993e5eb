using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace Vault.Core.SignIns;

/// <summary>Whose password it is going to be: words too near to be secret.</summary>
/// <param name="UserName">The name the person signs in with.</param>
/// <param name="PersonName">The person's name as written, in any script.</param>
/// <param name="OrganisationNames">Names of the organisation and of the person's unit, short forms, domain names.</param>
public sealed record PasswordOwner(UserName UserName, string PersonName, IReadOnlyList<string> OrganisationNames);

/// <summary>
/// What the vault's own users may choose as a password (NIST SP 800-63B-4 §3.1.1.2): 15 to 200 characters, any
/// character, no composition rules, nothing cut off, never expiring; not guessable and not made of the names at hand.
/// Works without network.
/// </summary>
public static class PasswordPolicy
{
    /// <summary>Shortest password, in Unicode code points after normalisation.</summary>
    public const int MinLength = 15;

    /// <summary>Longest password, in Unicode code points after normalisation.</summary>
    public const int MaxLength = 200;

    // No form NFC folds more than four code points into one, none takes more than two units.
    private const int MaxUnits = MaxLength * 4 * 2;

    /// <summary>
    /// The one form in which passwords are hashed and verified: Unicode NFC, and nothing else (no trimming, no case).
    /// False for what is not Unicode text or too long ever to have been accepted.
    /// </summary>
    public static bool TryNormalise([NotNullWhen(true)] string? typed, out string normalised)
    {
        normalised = "";
        if (typed is null || typed.Length > MaxUnits || !IsText(typed))
            return false;
        normalised = typed.Normalize(NormalizationForm.FormC);
        return true;
    }

    /// <summary>Accepts a new password, or says everything that speaks against it.</summary>
    public static PasswordVerdict Judge(string typed, PasswordOwner owner)
    {
        if (typed.Length > MaxUnits)
            return Refuse(PasswordRefusal.TooLong);
        if (!TryNormalise(typed, out var password))
            return Refuse(PasswordRefusal.NotText);
        var length = password.EnumerateRunes().Count();
        // The estimate is spared for what is refused by its length: its cost grows with the length.
        if (length > MaxLength)
            return Refuse(PasswordRefusal.TooLong);
        var reasons = new List<PasswordRefusal>();
        if (length < MinLength)
            reasons.Add(PasswordRefusal.TooShort);
        reasons.AddRange(NamesHeld(password, owner));
        if (PasswordGuesses.IsGuessable(password, owner))
            reasons.Add(PasswordRefusal.Guessable);
        return reasons.Count == 0 ? new PasswordVerdict.Accepted(password) : new PasswordVerdict.Refused(reasons);
    }

    private static IEnumerable<PasswordRefusal> NamesHeld(string password, PasswordOwner owner)
    {
        var squashed = NearWords.Squash(password);
        if (NearWords.Holds(squashed, [owner.UserName.Text]))
            yield return PasswordRefusal.HoldsUserName;
        if (NearWords.Holds(squashed, [owner.PersonName]))
            yield return PasswordRefusal.HoldsPersonName;
        if (NearWords.Holds(squashed, owner.OrganisationNames))
            yield return PasswordRefusal.HoldsOrganisation;
        if (NearWords.Holds(squashed, NearWords.OfTheProduct))
            yield return PasswordRefusal.HoldsProductWord;
    }

    // Normalising throws on exactly this; here it is an answer.
    private static bool IsText(string typed)
    {
        var rest = typed.AsSpan();
        while (!rest.IsEmpty)
        {
            if (Rune.DecodeFromUtf16(rest, out var rune, out var used) != System.Buffers.OperationStatus.Done)
                return false;
            if ((rune.Value & 0xFFFE) == 0xFFFE)
                return false;
            rest = rest[used..];
        }
        return true;
    }

    private static PasswordVerdict.Refused Refuse(PasswordRefusal reason) => new([reason]);
}
