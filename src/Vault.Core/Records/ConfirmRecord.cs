using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Vault.Core.Accounts;
using Vault.Core.Audit;
using Vault.Core.Custody;
using Vault.Core.Filings;
using Vault.Core.People;
using Vault.Core.Reviews;

namespace Vault.Core.Records;

/// <summary>What became of holding a paper against the vault.</summary>
public abstract record RecordVerdict
{
    private RecordVerdict() { }

    /// <summary>The registration form of a filing.</summary>
    /// <param name="IsSame">The digest on the paper is that of what the vault has.</param>
    public sealed record Form(Filing Filing, Account Account, int Revision, DateTimeOffset PrintedAt, bool IsSame)
        : RecordVerdict;

    /// <inheritdoc cref="Form"/>
    /// <param name="Name">What the paper is of, in a sentence.</param>
    public sealed record Record(PrintedRecord Found, string Name, bool IsSame) : RecordVerdict;

    /// <summary>The sheet of a signed review of the log.</summary>
    /// <inheritdoc cref="Form" path="/param"/>
    public sealed record Sheet(Review Review, bool IsSame) : RecordVerdict;

    /// <summary>The vault's own record, or what it rests on, is not what was printed: no paper can be held against it.</summary>
    public sealed record Altered : RecordVerdict;

    /// <summary>There is no such record, or none for this reader: the two look alike.</summary>
    public sealed record Unknown : RecordVerdict;
}

/// <summary>The form of a filing was held against what the vault has on record.</summary>
public sealed record RecordCompared(AccountId Account, FilingId Filing, int Revision, bool IsSame)
    : AuditEvent,
        IAboutAccount;

/// <summary>
/// Finds the record of a printed paper by its number and compares the digest that stands on it. A digest says that the
/// record was not changed; that the paper was not is seen by printing the record again beside it.
/// </summary>
public sealed partial class ConfirmRecord(VaultInstance vault, VaultDb db, FieldSealer fields, RecordSources sources)
{
    /// <summary>Digits of the digest at least, of the 64: as many as nobody finds a second record for.</summary>
    public const int DigestDigits = 16;

    /// <param name="digest">From its beginning; blanks do not count.</param>
    /// <exception cref="VaultUnavailableException">The log took no line: nothing is said.</exception>
    public async Task<RecordVerdict> Run(Actor actor, Standing reader, string? number, string? digest)
    {
        if (Digits(digest) is not { } typed || Printed().Match(number?.Trim() ?? "") is not { Success: true } read)
            return new RecordVerdict.Unknown();
        try
        {
            var series = read.Groups["series"].Value;
            if (RecordNumber.KindOf(series) is { } kind)
                return await Compare(actor, reader, kind, read, typed);
            return series.Equals(Review.Series, StringComparison.OrdinalIgnoreCase)
                ? await CompareSheet(actor, reader, read, typed)
                : await CompareForm(actor, reader, read, typed);
        }
        catch (Exception e) when (e is TamperedRowException or SecretNotOpenedException)
        {
            // The alarm was raised where it was found.
            return new RecordVerdict.Altered();
        }
    }

    /// <summary>Whether a digest was typed, as far as its form goes.</summary>
    public static bool IsDigest(string? typed) => Digits(typed) is not null;

    private async Task<RecordVerdict> Compare(Actor actor, Standing reader, RecordKind kind, Match read, string typed)
    {
        var (year, serial) = (Number(read, "year"), Number(read, "serial"));
        var found = db.Set<PrintedRecord>()
            .SingleOrDefault(r => r.Kind == kind && r.Year == year && r.Serial == serial);
        if (found is null || read.Groups["revision"].Success)
        {
            // One that was removed, or given another number, is not one that never was.
            db.EveryNow<PrintedRecord>();
            return new RecordVerdict.Unknown();
        }
        if (await sources.Find(reader, kind, found.Subject) is not { } source)
            return new RecordVerdict.Unknown();
        // Opened, not only read: it has to be the content that the digest was made of.
        RecordText.Open(fields, found);
        var isSame = IsSame(found.Sha256, typed);
        var compared = new PrintedRecordCompared(kind, found.Id, found.Number, isSame);
        await vault.Writer.Write(actor, scope => scope.Append(compared));
        return new RecordVerdict.Record(found, source.Name, isSame);
    }

    private async Task<RecordVerdict> CompareForm(Actor actor, Standing reader, Match read, string typed)
    {
        var now = vault.Clock.GetUtcNow();
        var (year, serial, revision) = (Number(read, "year"), Number(read, "serial"), Number(read, "revision"));
        var id = db.Set<Filing>().Where(f => f.Year == year && f.Serial == serial).Select(f => f.Id).SingleOrDefault();
        if (FilingFacts.Read(db, id, now) is not { } facts)
        {
            db.EveryNow<Filing>();
            return new RecordVerdict.Unknown();
        }
        if (!(await AccountAccess.Of(db, reader, now)).Sees(facts.Duties.Account))
            return new RecordVerdict.Unknown();
        if (facts.Forms.FirstOrDefault(f => f.Revision == revision) is not { } form)
            return new RecordVerdict.Unknown();
        FilingText.Form(fields, form);
        var isSame = IsSame(form.Sha256, typed);
        var compared = new RecordCompared(facts.Filing.Account, id, form.Revision, isSame);
        await vault.Writer.Write(actor, scope => scope.Append(compared));
        return new RecordVerdict.Form(facts.Filing, facts.Duties.Account, form.Revision, form.PrintedAt, isSame);
    }

    private async Task<RecordVerdict> CompareSheet(Actor actor, Standing reader, Match read, string typed)
    {
        var (year, serial) = (Number(read, "year"), Number(read, "serial"));
        var found = db.Set<Review>().SingleOrDefault(r => r.Year == year && r.Serial == serial);
        if (found is null || read.Groups["revision"].Success)
        {
            db.EveryNow<Review>();
            return new RecordVerdict.Unknown();
        }
        if (!reader.Holds(OfficeRole.Reviewer) || ReviewText.Sheet(fields, found) is null)
            return new RecordVerdict.Unknown();
        var isSame = IsSame(found.Sha256!, typed);
        var compared = new ReviewSheetCompared(found.Id, isSame);
        await vault.Writer.Write(actor, scope => scope.Append(compared));
        return new RecordVerdict.Sheet(found, isSame);
    }

    private static bool IsSame(byte[] sha256, string typed) =>
        Convert.ToHexStringLower(sha256).StartsWith(typed, StringComparison.Ordinal);

    private static string? Digits(string? typed)
    {
        var digits = string.Concat((typed ?? "").Where(c => !char.IsWhiteSpace(c))).ToLowerInvariant();
        return digits.Length is >= DigestDigits and <= 64 && digits.All(char.IsAsciiHexDigitLower) ? digits : null;
    }

    /// <summary>-1 where there is none.</summary>
    private static int Number(Match read, string group) =>
        read.Groups[group] is { Success: true } digits ? int.Parse(digits.ValueSpan, CultureInfo.InvariantCulture) : -1;

    [GeneratedRegex(
        "^(?<series>BA|JJ|LY|ZH|JK|SY)-(?<year>[0-9]{4})-(?<serial>[0-9]{4,7})(?:/(?<revision>[0-9]{1,4}))?$",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant,
        matchTimeoutMilliseconds: 1000
    )]
    private static partial Regex Printed();
}
