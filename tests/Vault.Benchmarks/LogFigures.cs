using System.Diagnostics;
using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Vault.Core;
using Vault.Core.Audit;
using Vault.Core.Custody;
using Vault.Core.People;
using Vault.TestKit;
using Vault.Web.Hosting;

namespace Vault.Benchmarks;

/// <summary>The log from a thousand entries to a million: appending, verifying, proving, starting, and a page of it.</summary>
internal static class LogFigures
{
    private const int LinesOfACommand = 1000;

    private static readonly int[] Sizes = [10_000, 100_000, 1_000_000];

    public static async Task Measure(FigureTable figures, Load load)
    {
        // Runs append hundreds of thousands of entries: each figure of a given size has a vault that has no more.
        await InVaultOfItsOwn((vault, actor) => Appends(figures, load, vault, actor));
        var few = (PerSecond: 0.0, Cost: 0.0);
        await InVaultOfItsOwn(async (vault, actor) => few = await AppendsAt(1_000, load, vault, actor));
        await InVaultOfItsOwn((vault, actor) => Growing(figures, load, vault, actor, few));
    }

    private static async Task InVaultOfItsOwn(Func<TestVault, Person, Task> measure)
    {
        await using var vault = await TestVault.Founded(options =>
            options with
            {
                MakeSchema = db => db.Database.Migrate(),
                MigrationsAssembly = typeof(VaultApp).Assembly.GetName().Name,
            }
        );
        var reviewer = await vault.AddPerson("reviewer", "审阅人");
        await vault.Give(reviewer, OfficeRole.Reviewer);
        await measure(vault, reviewer);
    }

    private static async Task Growing(
        FigureTable figures,
        Load load,
        TestVault vault,
        Person reviewer,
        (double PerSecond, double Cost) few
    )
    {
        using var product = new PublishedProduct();
        foreach (var size in Sizes)
        {
            await Grow(vault, reviewer, size);
            var entries = string.Create(CultureInfo.InvariantCulture, $"{vault.Instance.Log.Size:N0} entries");
            Verification(figures, vault, entries, isLargest: size == Sizes[^1]);
            Proofs(figures, vault, entries);
            await StartUp(figures, vault, product, entries, isSmallest: size == Sizes[0]);
        }
        figures.Add("the process with 10⁶ entries open", ProcessMemory.Remaining(), "MB");
        await Page(figures, vault, reviewer);
        var many = await AppendsAt(Sizes[^1], load, vault, reviewer);
        figures.Add(
            "append, at 16 callers, 10³ entries ÷ 10⁶ entries",
            few.PerSecond / many.PerSecond,
            "×",
            limit: 1.3,
            string.Create(CultureInfo.InvariantCulture, $"{many.Cost / few.Cost:0.00} × by processor time")
        );
    }

    private static async Task Appends(FigureTable figures, Load load, TestVault vault, Person person)
    {
        figures.Add("fsync of this disk, 4 KB at the end of a file", Flushes(vault.Root), "/s");
        var single = 0.0;
        foreach (var callers in new[] { 1, 16, 64 })
        {
            var (rate, cost) = await load.Measure(callers, _ => () => Append(vault, person));
            var what = string.Create(CultureInfo.InvariantCulture, $"durable append, at {callers} callers");
            var costing = string.Create(CultureInfo.InvariantCulture, $"{cost:0.000} ms of processor time each");
            figures.Add(what, rate, "/s", beside: costing);
            if (callers == 1)
                single = rate;
            else
                figures.AddAtLeast($"{what}, of one caller", rate / single, "×", callers == 16 ? 5 : 0);
        }
    }

    /// <summary>Appends of 16 callers to a log of this size, in runs so short that it stays about that.</summary>
    private static async Task<(double PerSecond, double Cost)> AppendsAt(
        int size,
        Load load,
        TestVault vault,
        Person person
    )
    {
        await Grow(vault, person, size);
        return await load.Shorter(10).Measure(16, _ => () => Append(vault, person));
    }

    private static Task Append(TestVault vault, Person person) =>
        vault.Writer.Write(ActorOf(person), scope => scope.Append(Line()));

    private static Actor ActorOf(Person person) => Actor.Of(person, null, "127.0.0.1");

    /// <summary>As long as the line of a reveal.</summary>
    private static SecretRevealed Line() =>
        new(Account, Version, Component.Password, 1, new byte[32], PrivateText.Of("发布今天的招生通知"));

    private static AccountId Account { get; } = AccountId.New();

    private static SecretVersionId Version { get; } = SecretVersionId.New();

    private static double Flushes(string folder)
    {
        var file = Path.Combine(folder, "flushed");
        using var handle = File.OpenHandle(file, FileMode.CreateNew, FileAccess.Write);
        var (page, count, since) = (new byte[4096], 0, Stopwatch.GetTimestamp());
        for (; Stopwatch.GetElapsedTime(since).TotalSeconds < 3; count++)
        {
            RandomAccess.Write(handle, page, count * 4096L);
            RandomAccess.FlushToDisk(handle);
        }
        return count / Stopwatch.GetElapsedTime(since).TotalSeconds;
    }

    private static async Task Grow(TestVault vault, Person person, long size)
    {
        while (vault.Instance.Log.Size < size)
        {
            var lines = (int)Math.Min(LinesOfACommand, size - vault.Instance.Log.Size);
            await vault.Writer.Write(
                ActorOf(person),
                scope =>
                {
                    for (var i = 0; i < lines; i++)
                        scope.Append(Line());
                    return true;
                }
            );
        }
    }

    private static void Verification(FigureTable figures, TestVault vault, string entries, bool isLargest)
    {
        using var db = vault.Read();
        var before = ProcessMemory.Remaining();
        var since = Stopwatch.GetTimestamp();
        vault.Instance.Log.Verify(db);
        var seconds = Stopwatch.GetElapsedTime(since).TotalSeconds;
        figures.Add(
            $"verification, {entries}",
            seconds,
            "s",
            isLargest ? 5 : null,
            string.Create(
                CultureInfo.InvariantCulture,
                $"{ProcessMemory.Most() - before:0} MB at most beyond those before"
            )
        );
    }

    private static void Proofs(FigureTable figures, TestVault vault, string entries)
    {
        const int rounds = 200;
        using var db = vault.Read();
        var nodes = StoredNodes.Of(db);
        var size = vault.Instance.Log.Size;
        var since = Stopwatch.GetTimestamp();
        for (var i = 0; i < rounds; i++)
            MerkleProof.Inclusion(size / rounds * i, size, nodes);
        figures.Add($"inclusion proof, {entries}", Stopwatch.GetElapsedTime(since).TotalMilliseconds / rounds, "ms");
        since = Stopwatch.GetTimestamp();
        for (var i = 0; i < rounds; i++)
            MerkleProof.Consistency(1 + size / rounds * i, size, nodes);
        figures.Add($"consistency proof, {entries}", Stopwatch.GetElapsedTime(since).TotalMilliseconds / rounds, "ms");
    }

    /// <summary>From starting the product to its first answer, over these data.</summary>
    private static async Task StartUp(
        FigureTable figures,
        TestVault vault,
        PublishedProduct product,
        string entries,
        bool isSmallest
    )
    {
        await vault.Leave();
        var times = new List<double>();
        for (var run = 0; run < 3; run++)
            times.Add(await Started(product, vault.Instance.Folders.Data));
        figures.Add($"start to first answer, {entries}", times.Order().ElementAt(1), "s", isSmallest ? 1.5 : null);
        TestVault.Opened(await vault.Reopen());
    }

    private static async Task<double> Started(PublishedProduct product, string data)
    {
        var port = Random.Shared.Next(20_000, 30_000);
        var address = $"http://127.0.0.1:{port.ToString(CultureInfo.InvariantCulture)}";
        var since = Stopwatch.GetTimestamp();
        using var process = Process.Start(
            new ProcessStartInfo("dotnet", [product.Assembly, "--data", data, "--urls", address])
            {
                RedirectStandardOutput = true,
            }
        )!;
        process.OutputDataReceived += (_, _) => { };
        process.BeginOutputReadLine();
        using var client = new HttpClient();
        try
        {
            while (true)
            {
                try
                {
                    using var answer = await client.GetAsync(new Uri($"{address}/sign-in"));
                    answer.EnsureSuccessStatusCode();
                    return Stopwatch.GetElapsedTime(since).TotalSeconds;
                }
                catch (HttpRequestException e) when (e.StatusCode is null && !process.HasExited)
                {
                    await Task.Delay(5);
                }
            }
        }
        finally
        {
            process.Kill();
            await process.WaitForExitAsync();
        }
    }

    private static async Task Page(FigureTable figures, TestVault vault, Person reviewer)
    {
        await using var served = await ServedOffice.Start(vault, reviewer);
        foreach (var path in new[] { "/log", "/log?page=1000", "/log?kind=PersonAdded" })
            figures.Add($"page of the log, 10⁶ entries: {path}", await served.Time(path, signedIn: true), "ms");
    }
}
