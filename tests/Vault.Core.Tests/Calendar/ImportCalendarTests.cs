using Vault.Core.Calendar;
using Vault.TestKit;
using Xunit;
using static Vault.Core.Tests.Calendar.CalendarScene;

namespace Vault.Core.Tests.Calendar;

/// <summary>A list is taken over whole, as it was shown, once (R23, R48).</summary>
public sealed class ImportCalendarTests : IAsyncLifetime
{
    private const string List =
        "日期,类型,名称\n2026年10月1日至7日,放假,国庆节\n2026-09-27,上班,国庆节调休\n2026-05-01,休,劳动节\n";

    private Office _office = null!;

    public async Task InitializeAsync() => _office = await Office.Open();

    public async Task DisposeAsync() => await _office.DisposeAsync();

    [Fact]
    public async Task It_is_compared_with_the_calendar_and_taken_over_with_a_line_for_each_day()
    {
        await _office.Enter(new(2026, 10, 1), name: "国庆");
        await _office.Enter(new(2026, 5, 1), name: "劳动节");
        await _office.Enter(new(2026, 6, 1), name: "校庆日");
        await _office.Enter(new(2025, 6, 2), name: "往年");

        var plan = _office.Plan(Read(List));
        Assert.Equal((5, 1), (plan.Entered, plan.Renamed));
        var renamed = Assert.Single(plan.Changes, c => !c.IsNew);
        Assert.Equal(("国庆", "国庆节"), (renamed.Was, renamed.Name));
        Assert.Equal(["校庆日"], plan.Staying.Select(d => d.Name));
        var size = (int)_office.Vault.Instance.Log.Size;

        Assert.Equal(6, Days(await _office.Import(List)));

        var lines = _office
            .Vault.Log()
            .Skip(size)
            .Select(l => l.Event)
            .SkipWhile(e => e is not CalendarImported)
            .ToList();
        Assert.Equal(
            new CalendarImported(5, 1, new(2026, 9, 27), new(2026, 10, 7)),
            Assert.IsType<CalendarImported>(lines[0])
        );
        Assert.Equal((5, 1), (lines.OfType<CalendarDayEntered>().Count(), lines.OfType<CalendarDayRenamed>().Count()));
        Assert.Equal(8, _office.Year(2026).Days.Count);
        Assert.Equal("校庆日", _office.Year(2026).Days.Single(d => d.Day == new DateOnly(2026, 6, 1)).Name);
    }

    [Fact]
    public async Task The_same_list_again_changes_nothing_and_leaves_no_line()
    {
        await _office.Import(List);
        var size = _office.Vault.Instance.Log.Size;

        var again = await _office
            .Vault.Get<ImportCalendar>()
            .Run(await _office.As(_office.Registrar), null, Read(List), null);

        Assert.Equal(0, Days(again));
        Assert.Equal(size, _office.Vault.Instance.Log.Size);
        Assert.True(_office.Plan(Read(List)).IsEmpty);
    }

    [Fact]
    public async Task Where_the_calendar_has_changed_since_it_was_shown_nothing_is_done()
    {
        var list = Read(List);
        var shown = _office.Plan(list).Digest;
        await _office.Enter(new(2026, 10, 1), name: "国庆");
        var proof = await _office.CalendarProof(_office.Registrar);
        var (by, import) = (await _office.As(_office.Registrar), _office.Vault.Get<ImportCalendar>());
        var size = _office.Vault.Instance.Log.Size;

        Assert.IsType<CalendarOutcome.ChangedMeanwhile>(await import.Run(by, proof, list, shown));

        Assert.Equal(size, _office.Vault.Instance.Log.Size);
        Assert.Single(_office.Year(2026).Days);
        // The code was not spent on it.
        Assert.Equal(7, Days(await import.Run(by, proof, list, _office.Plan(list).Digest)));
    }

    [Fact]
    public async Task Without_a_fresh_proof_nothing_is_taken_over()
    {
        var list = Read(List);

        var outcome = await _office
            .Vault.Get<ImportCalendar>()
            .Run(await _office.As(_office.Registrar), null, list, _office.Plan(list).Digest);

        Assert.IsType<CalendarOutcome.ProofNotFresh>(outcome);
        Assert.Empty(_office.Year(2026).Days);
    }

    [Fact]
    public async Task The_largest_list_is_taken_over_at_once()
    {
        var days = Enumerable.Range(0, 700).Select(new DateOnly(2026, 1, 1).AddDays).Where(WorkingDays.Week.Has);
        var rows = days.Take(CalendarLimits.Days).Select(d => $"{d:yyyy-MM-dd},休,假期\n");

        Assert.Equal(400, Days(await _office.Import("日期,类型,名称\n" + string.Concat(rows))));
    }
}
