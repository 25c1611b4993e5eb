using Microsoft.EntityFrameworkCore;
using Vault.Core.Accounts;
using Vault.Core.Audit;
using Vault.Core.Imports;
using Vault.Core.People;

namespace Vault.Core.Exports;

/// <summary>What of the register is taken out.</summary>
public enum ExportKind
{
    /// <summary>台账: every column.</summary>
    Register,

    /// <summary>各级单位官方微信登记表: 公众号 only.</summary>
    WeixinForm,

    /// <summary>各级单位官方微博登记表</summary>
    WeiboForm,
}

/// <summary>As what it leaves the vault.</summary>
public enum ExportMedium
{
    /// <summary>An xlsx file.</summary>
    File,
    Paper,
}

/// <summary>What somebody wants to take out of the register.</summary>
/// <param name="Query">As in the list; pages do not count, and a form takes the accounts of its platform alone.</param>
public sealed record ExportOrder(ExportKind Kind, ExportMedium Medium, AccountQuery Query)
{
    /// <summary>Asked of the register; a form always has them.</summary>
    public bool WithContacts { get; init; }

    /// <summary>Only what the reader is appointed to himself.</summary>
    public bool OnlyOwn { get; init; }

    internal bool ShowsContacts => WithContacts || Kind != ExportKind.Register;
}

/// <summary>What came of it.</summary>
public abstract record ExportOutcome
{
    private ExportOutcome() { }

    /// <summary>The line of the export is durable.</summary>
    /// <param name="Xlsx">The bytes of the file; nothing of it is kept.</param>
    public sealed record File(byte[] Xlsx) : ExportOutcome;

    /// <inheritdoc cref="File"/>
    public sealed record Paper(RegistrationForm Form) : ExportOutcome;

    /// <summary>Not this person's to take; the attempt is logged.</summary>
    public sealed record Refused : ExportOutcome;

    /// <summary>The second factor does not count, or no longer; the attempt is logged.</summary>
    public sealed record ProofNotFresh : ExportOutcome;

    /// <summary>More accounts than a form has sheets for (<see cref="ExportRegister.FormLimit"/>): narrow the list.</summary>
    public sealed record TooMany(int Accounts) : ExportOutcome;
}

/// <summary>
/// Takes the register out of the vault, as a file or as the regulation's form. It holds how to reach people, and what
/// has left is beyond the vault's reach: it takes a second factor of its own and is a line of its own (R69).
/// </summary>
public sealed class ExportRegister(VaultDb db, VaultInstance vault, SearchAccounts search, FieldSealer fields)
{
    /// <summary>Accounts on one form at most: as many as its sheets can be imported again.</summary>
    public const int FormLimit = SheetLimits.Sheets * RegistrationForm.RowsOnPage;

    /// <param name="proof">A second factor fresh for <see cref="ProofPurpose.Export"/>; it is used up.</param>
    /// <exception cref="VaultUnavailableException">The log took no line: nothing leaves.</exception>
    /// <exception cref="TamperedRowException">A row of the register is not the attested one: nothing leaves.</exception>
    public async Task<ExportOutcome> Run(Actor actor, FreshProof? proof, ExportOrder order)
    {
        if (order is { Kind: ExportKind.Register, Medium: ExportMedium.Paper })
            throw new ArgumentException("The register on paper is the print of its list.", nameof(order));
        var person = actor.RequirePerson();
        var now = vault.Clock.GetUtcNow();
        var entries = await Read(person, order, now);
        if (order.Kind != ExportKind.Register && entries.Count > FormLimit)
            return new ExportOutcome.TooMany(entries.Count);
        var refused = await vault.Writer.Write(actor, scope => Record(scope, proof, order, entries));
        return refused ?? await Fill(order, entries, OrganisationTime.DayOf(now));
    }

    private async Task<IReadOnlyList<RegisterEntry>> Read(PersonId person, ExportOrder order, DateTimeOffset now)
    {
        // Whether he may take it is decided with the line; until then nobody is shown anything.
        if (Standing.Read(db, person, now) is not { } reader)
            return [];
        var query = order.Query with { Unpaged = true };
        if (order.Kind != ExportKind.Register)
            query = query with { Platform = FormTemplate.Of(order.Kind).Platform };
        if (order.OnlyOwn)
            reader = reader with { Roles = new HashSet<OfficeRole>() };
        var found = await search.Run(reader, query);
        return await RegisterEntries.Of(db, found.Lines, now);
    }

    /// <summary>Null once the line of the export is written.</summary>
    private static ExportOutcome? Record(
        WriteScope scope,
        FreshProof? proof,
        ExportOrder order,
        IReadOnlyList<RegisterEntry> entries
    )
    {
        if (!Registrar.Acts(scope, nameof(ExportRegister)))
            return new ExportOutcome.Refused();
        if (proof?.Use(scope.Actor, ProofPurpose.Export, null, scope.Now) != true)
        {
            scope.Append(new AccessRefused(nameof(ExportRegister), null));
            return new ExportOutcome.ProofNotFresh();
        }
        scope.Append(RegisterExported.Of(order, entries));
        return null;
    }

    private async Task<ExportOutcome> Fill(ExportOrder order, IReadOnlyList<RegisterEntry> entries, DateOnly day)
    {
        var cells = new EntryCells(fields);
        if (order.Kind == ExportKind.Register)
            return new ExportOutcome.File(
                WorkbookFile.Write([RegisterSheet.Of(entries, cells, new(db), order.WithContacts)])
            );
        var unit = order.Query.Unit is { } id ? await db.Set<Unit>().SingleOrDefaultAsync(u => u.Id == id) : null;
        var form = FormTemplate.Of(order.Kind).Fill(entries, cells, unit?.Name, day);
        return order.Medium == ExportMedium.Paper
            ? new ExportOutcome.Paper(form)
            : new ExportOutcome.File(WorkbookFile.Write(FormWorkbook.Of(form)));
    }
}
