using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Vault.Core.Audit;
using Vault.Core.Text;

namespace Vault.Core.Calendar;

/// <summary>What a day is that differs from the week.</summary>
public enum CalendarDayKind
{
    /// <summary>放假: a weekday on which nobody works.</summary>
    Holiday,

    /// <summary>调休上班: a Saturday or Sunday on which people work.</summary>
    MakeUp,
}

/// <summary>
/// A day that differs from the week, as the registrar entered it. Its kind follows from the weekday it falls on, so that
/// no row can say what the week says already. A removed one stays as a row that counts no more.
/// </summary>
public sealed class CalendarDay : IAttestedRow
{
    /// <summary>UTF-16 units of a name at most.</summary>
    public const int NameLimit = 30;

    /// <summary>Days that can be entered; the vault serves no others.</summary>
    public static readonly DateOnly Earliest = new(2000, 1, 1);

    public static readonly DateOnly Latest = new(2099, 12, 31);

    private CalendarDay() { }

    public DateOnly Day { get; private init; }

    /// <summary>Why it differs, such as 国庆节. Everybody may read it.</summary>
    public string Name { get; private set; } = "";

    public bool IsRemoved { get; private set; }

    public CalendarDayKind Kind => KindOf(Day);

    public string RowId => Day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>All days together are the calendar, which is nobody's.</summary>
    public Guid RowOwner => Guid.Empty;

    /// <summary>What this day would be, were it to differ from the week.</summary>
    public static CalendarDayKind KindOf(DateOnly day) =>
        WorkingDays.Week.Has(day) ? CalendarDayKind.Holiday : CalendarDayKind.MakeUp;

    public static bool IsInRange(DateOnly day) => day >= Earliest && day <= Latest;

    public static bool TryParseName(
        string? typed,
        [NotNullWhen(true)] out string? name,
        [NotNullWhen(false)] out NameFault? fault
    ) => NameText.TryParse(typed, NameLimit, out name, out fault);

    /// <summary>Every day ever entered, removed ones among them: a row that was taken away does not pass for a working day.</summary>
    /// <exception cref="TamperedRowException">A row is not the attested one, or was removed from the table.</exception>
    internal static List<CalendarDay> ReadAll(VaultDb db, bool tracked = true) =>
        db.AllOfNow(Guid.Empty, tracked ? db.Set<CalendarDay>() : db.Set<CalendarDay>().AsNoTracking());

    internal static CalendarDay Of(DateOnly day, string name) => new() { Day = day, Name = name };

    internal void Become(string name) => (Name, IsRemoved) = (name, false);

    internal void Remove() => IsRemoved = true;
}
