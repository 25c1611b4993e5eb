using System.Text;
using Vault.Core.Audit;
using Vault.Core.Calendar;

namespace Vault.Web.Tests.Matrix;

/// <summary>What is asked about the calendar: each time about a day that nobody has asked about before.</summary>
internal static class CalendarRequests
{
    private const string Name = "示例节日";

    public static Dictionary<string, Requests.Making> Rows { get; } =
        new()
        {
            ["GET /calendar"] = Requests.At("/calendar"),
            ["GET /calendar/new"] = Requests.At("/calendar/new"),
            ["POST /calendar/new"] = (scene, _, _) =>
                Task.FromResult(
                    new Ask(
                        "/calendar/new",
                        [
                            ("Input.Kind", nameof(CalendarDayKind.Holiday)),
                            ("Input.First", Text(Day(scene))),
                            ("Input.Name", Name),
                        ]
                    )
                ),
            ["GET /calendar/remove"] = Requests.At("/calendar/remove"),
            ["POST /calendar/remove"] = Remove,
            ["GET /calendar/import"] = Requests.At("/calendar/import"),
            ["POST /calendar/import"] = (scene, _, _) =>
                Task.FromResult(new Ask("/calendar/import", [("Pasted", Csv(Day(scene)))], Code: false)),
            ["POST /calendar/import/confirm"] = Confirm,
        };

    private static async Task<Ask> Remove(MatrixScene scene, Principal who, string row)
    {
        var day = Day(scene);
        await scene.Vault.Write(scope =>
        {
            scope.Db.Add(CalendarDay.Of(day, Name));
            scope.Append(new CalendarDayEntered(day, CalendarDayKind.Holiday, PrivateText.Of(Name)));
        });
        return new($"/calendar/remove?year={day.Year}", [($"Chosen[{Text(day)}]", "true")]);
    }

    private static Task<Ask> Confirm(MatrixScene scene, Principal who, string row)
    {
        var csv = Csv(Day(scene));
        if (CalendarFile.Read(Encoding.UTF8.GetBytes(csv), scene.Vault.Clock) is not CalendarListOutcome.Read read)
            throw new InvalidOperationException("The list is not read.");
        var digest = CalendarPlan.Of([], read.List.Spans).Digest;
        return Task.FromResult(new Ask("/calendar/import/confirm", [("List", csv), ("Digest", digest)]));
    }

    private static string Csv(DateOnly day) => $"日期,类型,名称\n{Text(day)},放假,{Name}\n";

    private static string Text(DateOnly day) =>
        day.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>A Monday.</summary>
    private static DateOnly Day(MatrixScene scene) => new DateOnly(2001, 1, 1).AddDays(7 * (scene.Next() % 5000));
}
