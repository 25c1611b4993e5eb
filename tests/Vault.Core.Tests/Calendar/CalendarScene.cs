using System.Text;
using Vault.Core.Calendar;
using Vault.Core.People;
using Vault.TestKit;
using Xunit;

namespace Vault.Core.Tests.Calendar;

/// <summary>The calendar as an office keeps it.</summary>
internal static class CalendarScene
{
    public static async Task<CalendarOutcome> Enter(
        this Office office,
        DateOnly? first,
        DateOnly? last = null,
        CalendarDayKind kind = CalendarDayKind.Holiday,
        string? name = "示例节日",
        Person? by = null,
        bool proven = true
    )
    {
        var person = by ?? office.Registrar;
        var proof = proven ? await office.CalendarProof(person) : null;
        return await office.Vault.Get<EnterCalendarDays>().Run(await office.As(person), proof, first, last, kind, name);
    }

    public static async Task<CalendarOutcome> Remove(
        this Office office,
        DateOnly[] days,
        Person? by = null,
        bool proven = true
    )
    {
        var person = by ?? office.Registrar;
        var proof = proven ? await office.CalendarProof(person) : null;
        return await office.Vault.Get<RemoveCalendarDays>().Run(await office.As(person), proof, days);
    }

    /// <summary>Reads a list, looks at the plan, and confirms it.</summary>
    public static async Task<CalendarOutcome> Import(this Office office, string csv, Person? by = null)
    {
        var person = by ?? office.Registrar;
        var list = Read(csv);
        var proof = await office.CalendarProof(person);
        return await office
            .Vault.Get<ImportCalendar>()
            .Run(await office.As(person), proof, list, office.Plan(list).Digest);
    }

    public static CalendarPlan Plan(this Office office, CalendarList list)
    {
        using var db = office.Vault.Read();
        var standing = Standing.Read(db, office.Registrar.Id, office.Vault.Clock.Now)!;
        return new PreviewCalendarImport(db).Run(standing, list)!;
    }

    public static CalendarList Read(string csv) =>
        Assert
            .IsType<CalendarListOutcome.Read>(CalendarFile.Read(Encoding.UTF8.GetBytes(csv), TimeProvider.System))
            .List;

    public static CalendarYear Year(this Office office, int? year = null)
    {
        using var db = office.Vault.Read();
        return new ReadCalendar(db, office.Vault.Instance).Run(year);
    }

    public static Task<FreshProof> CalendarProof(this Office office, Person person) =>
        office.Proof(person, ProofPurpose.Administer, person.Id.Value);

    public static int Days(CalendarOutcome outcome) => Assert.IsType<CalendarOutcome.Done>(outcome).Days;
}
