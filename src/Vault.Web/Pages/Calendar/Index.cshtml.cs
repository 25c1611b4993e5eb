using Microsoft.AspNetCore.Mvc.RazorPages;
using Vault.Core.Calendar;
using Vault.Core.People;
using Vault.Web.SignIn;

namespace Vault.Web.Pages.Calendar;

/// <summary>The days that differ from the week, a year at a time; for everybody who is signed in.</summary>
public sealed class IndexModel(ReadCalendar read, CurrentActor current) : PageModel
{
    public CalendarYear Calendar { get; private set; } = null!;

    public bool IsRegistrar => current.Has(OfficeRole.Registrar);

    /// <summary>Of the whole year, as far as the calendar knows.</summary>
    public int WorkingDays =>
        Calendar.Working.Between(new DateOnly(Calendar.Year, 1, 1).AddDays(-1), new DateOnly(Calendar.Year, 12, 31));

    public void OnGet(int? year)
    {
        ModelState.Clear();
        Calendar = read.Run(year);
    }
}
