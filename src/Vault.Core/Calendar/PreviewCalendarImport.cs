using Vault.Core.People;

namespace Vault.Core.Calendar;

/// <summary>What taking over a list would do now. Nothing is written.</summary>
public sealed class PreviewCalendarImport(VaultDb db)
{
    /// <returns>Null unless the reader is a registrar.</returns>
    /// <exception cref="Audit.TamperedRowException">A row of the calendar is not the attested one, or was removed.</exception>
    public CalendarPlan? Run(Standing reader, CalendarList list) =>
        reader.Holds(OfficeRole.Registrar) ? CalendarPlan.Of(CalendarDay.ReadAll(db), list.Spans) : null;
}
