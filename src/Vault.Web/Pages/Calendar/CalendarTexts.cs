namespace Vault.Web.Pages.Calendar;

/// <summary>Names the texts of the working-day calendar.</summary>
public sealed class CalendarTexts;
