using System.Diagnostics;
using System.Globalization;
using Vault.Core;
using Vault.Core.Accounts;
using Vault.Core.Imports;
using Vault.Core.People;
using Vault.TestKit;

namespace Vault.Benchmarks;

/// <summary>A large sheet taken over, and then the pages of the register it makes.</summary>
internal static class RegisterFigures
{
    public static async Task Measure(FigureTable figures)
    {
        var file = LargeRegister.Workbook().Xlsx();
        await using var office = await Office.Open();
        await Import(figures, office, file);
        await using var served = await ServedOffice.Start(office.Vault, office.Registrar);
        await Pages(figures, office, served);
    }

    private static async Task Import(FigureTable figures, Office office, byte[] file)
    {
        var size = string.Create(CultureInfo.InvariantCulture, $"{LargeRegister.Accounts + 1} rows");
        var before = ProcessMemory.Remaining();
        var whole = Stopwatch.StartNew();
        var id = RegisterImportId.New();
        await Propose(figures, office, id, file, () => whole.Elapsed.TotalSeconds, size);
        figures.Add($"import, {size}: read, planned and proposed", whole.Elapsed.TotalSeconds, "s");

        var steps = new Steps();
        await Confirm(office, id, steps);
        figures.Add($"import, {size}: all of it, in the register", whole.Elapsed.TotalSeconds, "s", limit: 30);
        figures.Add($"import, {size}: progress told", steps.Count, "times");
        figures.Add(
            $"import, {size}: most memory of the process",
            ProcessMemory.Most(),
            "MB",
            limit: 300,
            string.Create(CultureInfo.InvariantCulture, $"{before:0} MB before")
        );
    }

    /// <summary>What was read is gone once it is proposed, as when its page has been answered.</summary>
    private static async Task Propose(
        FigureTable figures,
        Office office,
        RegisterImportId id,
        byte[] file,
        Func<double> seconds,
        string size
    )
    {
        var rows = Read(file);
        figures.Add($"import, {size}: the sheet read", seconds(), "s");
        var proof = await office.Proof(office.Registrar, ProofPurpose.Propose, id.Value);
        var outcome = await office
            .Vault.Get<ProposeImport>()
            .Run(await office.As(office.Registrar), proof, id, new("台账.xlsx", rows));
        if (outcome is not ProposeImportOutcome.Proposed)
            throw new InvalidOperationException($"Not proposed: {outcome}");
    }

    private static IReadOnlyList<RegisterRow> Read(byte[] file) =>
        ReadRegister.Run(file, TimeProvider.System) switch
        {
            RegisterOutcome.Read read => [.. read.Sheets.SelectMany(s => s.Rows)],
            RegisterOutcome.Refused refused => throw new InvalidOperationException($"Refused: {refused.Why}"),
            _ => throw new InvalidOperationException("Unknown outcome."),
        };

    private static async Task Confirm(Office office, RegisterImportId id, IProgress<int> progress)
    {
        var digest = await Shown(office, id);
        var proof = await office.Proof(office.Security, ProofPurpose.Confirm, id.Value);
        var outcome = await office
            .Vault.Get<DecideImport>()
            .Run(await office.As(office.Security), proof, id, new ProposalStep.Confirm(), digest, progress);
        if (outcome is not DecideImportOutcome.Done)
            throw new InvalidOperationException($"Not confirmed: {outcome}");
    }

    /// <summary>The digest of the plan on screen; the page that showed it is gone when it is confirmed.</summary>
    private static async Task<string?> Shown(Office office, RegisterImportId id)
    {
        using var db = office.Vault.Read();
        var standing = Standing.Read(db, office.Security.Id, office.Vault.Clock.Now)!;
        return (await office.Vault.Get<ReadImport>().Run(standing, id))?.Plan?.Digest();
    }

    private static async Task Pages(FigureTable figures, Office office, ServedOffice served)
    {
        using var db = office.Vault.Read();
        var account = db.Set<Account>().First(a => a.Name == LargeRegister.AccountName(7_777));
        var person = db.Set<Person>().First(p => p.DisplayName == LargeRegister.PersonName(2_345));
        var bare = await served.Time("/sign-in", signedIn: false);
        figures.Add("page: sign-in, for comparison", bare, "ms");
        foreach (
            var (what, path) in new[]
            {
                ("accounts", "/accounts"),
                ("accounts, last page", "/accounts?page=200"),
                ("accounts, by completeness", "/accounts?sort=completeness"),
                ("accounts, searched by name", $"/accounts?q={Uri.EscapeDataString("账号07777")}"),
                ("accounts, searched by person", $"/accounts?q={Uri.EscapeDataString(person.DisplayName)}"),
                ("an account", $"/accounts/{account.Id}"),
                ("persons", "/persons"),
                ("persons, searched", $"/persons?q={Uri.EscapeDataString(person.DisplayName)}"),
                ("a person", $"/persons/{person.Id}"),
                ("units", "/units"),
                ("a unit", $"/units/{account.Unit}"),
            }
        )
        {
            var median = await served.Time(path, signedIn: true);
            var beside = string.Create(CultureInfo.InvariantCulture, $"{median / bare:0.0} × sign-in");
            figures.Add($"page: {what}", median, "ms", limit: 100, beside);
        }
    }

    private sealed class Steps : IProgress<int>
    {
        public int Count { get; private set; }

        public void Report(int value) => Count++;
    }
}
