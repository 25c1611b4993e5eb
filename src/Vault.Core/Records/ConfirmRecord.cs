using System.Globalization;
using System.Text.RegularExpressions;
using Vault.Core.Accounts;
using Vault.Core.Audit;
using Vault.Core.Filings;
using Vault.Core.People;

namespace Vault.Core.Records;

/// <summary>Whether a paper is the one the vault has on record.</summary>
/// <param name="Revision">Which of its forms.</param>
/// <param name="IsSame">What is printed below it is the digest of what the vault has.</param>
public sealed record RecordFound(Filing Filing, Account Account, int Revision, DateTimeOffset PrintedAt, bool IsSame);

/// <summary>A paper was held against what the vault has on record.</summary>
public sealed record RecordCompared(AccountId Account, FilingId Filing, int Revision, bool IsSame)
    : AuditEvent,
        IAboutAccount;

/// <summary>
/// Finds the record of a printed paper by its number and compares the digest that stands on it. A digest says that the
/// record was not changed; that the paper was not is seen by printing the record again beside it.
/// </summary>
public sealed partial class ConfirmRecord(VaultInstance vault, VaultDb db, FieldSealer fields)
{
    /// <summary>Digits of the digest at least, of the 64: as many as nobody finds a second record for.</summary>
    public const int DigestDigits = 16;

    /// <param name="digest">From its beginning; blanks do not count.</param>
    /// <returns>Null if there is no such record, or none for this reader: the two look alike.</returns>
    /// <exception cref="VaultUnavailableException">The log took no line: nothing is said.</exception>
    /// <exception cref="TamperedRowException">A row of the record is not the attested one, or was removed.</exception>
    public async Task<RecordFound?> Run(Actor actor, Standing reader, string? number, string? digest)
    {
        if (Read(number) is not { } printed || Digits(digest) is not { } typed)
            return null;
        var now = vault.Clock.GetUtcNow();
        var id = db.Set<Filing>()
            .Where(f => f.Year == printed.Year && f.Serial == printed.Serial)
            .Select(f => f.Id)
            .SingleOrDefault();
        if (FilingFacts.Read(db, id, now) is not { } facts)
            return null;
        if (!(await AccountAccess.Of(db, reader, now)).Sees(facts.Duties.Account))
            return null;
        if (facts.Forms.FirstOrDefault(f => f.Revision == printed.Revision) is not { } form)
            return null;
        // Opened, not only read: it has to be the content that the digest was made of.
        FilingText.Form(fields, form);
        var isSame = Convert.ToHexStringLower(form.Sha256).StartsWith(typed, StringComparison.Ordinal);
        var compared = new RecordCompared(facts.Filing.Account, id, form.Revision, isSame);
        await vault.Writer.Write(actor, scope => scope.Append(compared));
        return new(facts.Filing, facts.Duties.Account, form.Revision, form.PrintedAt, isSame);
    }

    /// <summary>Whether a digest was typed, as far as its form goes.</summary>
    public static bool IsDigest(string? typed) => Digits(typed) is not null;

    private static string? Digits(string? typed)
    {
        var digits = string.Concat((typed ?? "").Where(c => !char.IsWhiteSpace(c))).ToLowerInvariant();
        return digits.Length is >= DigestDigits and <= 64 && digits.All(char.IsAsciiHexDigitLower) ? digits : null;
    }

    private static (int Year, int Serial, int Revision)? Read(string? number) =>
        Printed().Match(number?.Trim() ?? "") is { Success: true } m
            ? (Number(m.Groups["year"]), Number(m.Groups["serial"]), Number(m.Groups["revision"]))
            : null;

    private static int Number(Group digits) => int.Parse(digits.ValueSpan, CultureInfo.InvariantCulture);

    [GeneratedRegex(
        "^BA-(?<year>[0-9]{4})-(?<serial>[0-9]{4,7})/(?<revision>[0-9]{1,4})$",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant,
        matchTimeoutMilliseconds: 1000
    )]
    private static partial Regex Printed();
}
