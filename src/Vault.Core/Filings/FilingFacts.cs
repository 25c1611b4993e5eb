using Microsoft.EntityFrameworkCore;
using Vault.Core.Audit;
using Vault.Core.Handovers;
using Vault.Core.People;

namespace Vault.Core.Filings;

/// <summary>A filing with what belongs to it and who answers for its account, read whole and held against the log.</summary>
internal sealed record FilingFacts(
    Filing Filing,
    IReadOnlyList<FiledChange> Changes,
    IReadOnlyList<FilingForm> Forms,
    IReadOnlyList<FilingScan> Scans,
    AccountDuties Duties
)
{
    /// <summary>Null if there is no such filing.</summary>
    /// <exception cref="TamperedRowException">A row it rests on is not the attested one, or was removed.</exception>
    public static FilingFacts? Read(VaultDb db, FilingId id, DateTimeOffset now)
    {
        if (db.OneOfNow(db.Set<Filing>().Where(f => f.Id == id), id.ToString()) is not { } filing)
            return null;
        var changes = db.AllOfNow(id.Value, db.Set<FiledChange>().Where(c => c.Filing == id));
        var forms = db.AllOfNow(id.Value, db.Set<FilingForm>().Where(f => f.Filing == id));
        var scans = db.AllOfNow(id.Value, db.Set<FilingScan>().Where(s => s.Filing == id));
        return new(
            filing,
            [.. changes.OrderBy(c => c.Change)],
            [.. forms.OrderBy(f => f.Revision)],
            [.. scans.OrderBy(s => s.UploadedAt)],
            AccountDuties.Read(db, filing.Account, now)!
        );
    }

    /// <summary>The newest that was printed; null if none was.</summary>
    public FilingForm? NewestForm => Forms.Count == 0 ? null : Forms[^1];

    /// <summary>The newest tells everything that has changed.</summary>
    public bool IsFormCurrent => NewestForm is { } form && form.PrintedAt >= Filing.ChangedAt;

    public FilingScan? SubmittedScan => Scans.FirstOrDefault(s => s.Id == Filing.Scan);

    public bool IsOffice(PersonId person) => Duties.Office.Contains(person);

    /// <summary>Who brings it to the office: its custodian, who is responsible for it, and the office itself.</summary>
    public bool MayBring(PersonId person, DateTimeOffset now) =>
        Duties.MayLead(person, now)
        || Duties.OfAccount.Any(a => a.Person == person && a.Role == AppointmentRole.Custodian && a.IsLive(now));

    /// <summary>What bars somebody from a step as things stand; null: nothing.</summary>
    public FilingRefusal? Obstacle(FilingStep step, PersonId person, DateTimeOffset now)
    {
        var isOffices = step is FilingStep.Accept or FilingStep.SendBack;
        if (isOffices ? !IsOffice(person) : !MayBring(person, now))
            return FilingRefusal.NotYourRole;
        return step switch
        {
            FilingStep.Reprint or FilingStep.OpenScan => null,
            _ when Filing.IsFiled => FilingRefusal.FiledBefore,
            FilingStep.Print or FilingStep.Submit when Filing.Form is not null => FilingRefusal.SubmittedBefore,
            FilingStep.Submit when !IsFormCurrent => FilingRefusal.FormOutdated,
            FilingStep.Accept or FilingStep.SendBack when Filing.Form is null => FilingRefusal.NotSubmitted,
            FilingStep.Accept when SubmittedScan?.UploadedBy == person => FilingRefusal.SubmittedByYou,
            _ => null,
        };
    }
}
