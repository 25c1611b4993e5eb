using Vault.Core.Audit;

namespace Vault.Core.Calendar;

/// <summary>A day was entered that differs from the week.</summary>
public sealed record CalendarDayEntered(DateOnly Day, CalendarDayKind Kind, PrivateText Name) : AuditEvent;

public sealed record CalendarDayRenamed(DateOnly Day, CalendarDayKind Kind, PrivateText Was, PrivateText Becomes)
    : AuditEvent;

/// <summary>The day is again what the week says.</summary>
public sealed record CalendarDayRemoved(DateOnly Day, CalendarDayKind Kind, PrivateText Name) : AuditEvent;

/// <summary>Days were taken over from a list, each of them with a line of its own after this one.</summary>
/// <param name="Entered">Days that were not there.</param>
/// <param name="Renamed">Days that were there under another name.</param>
public sealed record CalendarImported(int Entered, int Renamed, DateOnly First, DateOnly Last) : AuditEvent;
