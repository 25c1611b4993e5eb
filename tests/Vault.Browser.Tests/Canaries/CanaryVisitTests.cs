using System.Text;
using Vault.Browser.Tests.Support;
using Vault.Core.Custody;
using Vault.TestKit;
using Vault.TestKit.Canaries;

namespace Vault.Browser.Tests.Canaries;

/// <summary>
/// R35, R61, R64, R65: a whole visit in a browser to the vault as it is installed, with a canary in every field. Afterwards
/// the database, its journals, the keys, the temporary folders, the console, the browser's stores and every file of its
/// profile are searched, in every dress of <see cref="Needle"/>: a canary stands only where <see cref="Fields"/> and
/// <see cref="Kept"/> allow it.
/// </summary>
public sealed class CanaryVisitTests : IAsyncLifetime
{
    // The step-up of every form is the same field, typed wrong where a proposal is made; so is the code of a new factor and
    // that of an invitation.
    private static readonly string[] TypedElsewhere = ["StepUpCode", "StepUpRecovery", "NewCode"];

    private static readonly string[] FurtherFields =
    [
        "Input.Fallback",
        "Input.OfficePhone",
        "Input.Mobile",
        "Input.Mailbox",
        "Input.Weixin",
        "Input.OriginalId",
        "Input.Address",
        "Input.Remark",
        "Input.Reason",
    ];

    private static readonly string[] FurtherPages =
    [
        "/change",
        "/holdings/new",
        "/holdings/{id}/extend",
        "/holdings/{id}/end",
        "/imports/draft/correct",
        "/imports/{id}/refuse",
        "/checkouts/new",
        "/checkouts/{id}/refuse",
        "/checkouts/{id}/return",
        "/checkouts/{id}/extend",
        "/checkouts/{id}/askback",
        "/checkouts/{id}/forceback",
        "/knowledge",
        "/verification",
        "/verification/failed",
        "/destroy",
        "/rotation/step",
        "/rotation/schedule",
        "/compromise",
        "/incidents/{id}",
        "/filings/{id}/submit",
        "/filings/{id}/accept",
        "/filings/{id}/sendback",
        "/records",
        "/reviews/{id}/dispose",
        "/reviews/explanations/{id}",
        "/policy/checkouts",
        "/policy/checkouts/{id}",
        "/policy/connectors/{id}",
        "/connector",
        "/policy/use",
        "/policy/purposes",
        "/policy/purposes/retire",
        "/handovers/new",
        "/handovers/{id}/open",
        "/handovers/{id}/cancel",
        "/handovers/{id}/takeover",
        "/handovers/{id}/approve",
        "/handovers/{id}/sign",
        "/handovers/{id}/accounts/{id}/add",
        "/handovers/{id}/accounts/{id}/sendback",
        "/handovers/{id}/accounts/{id}/dispute",
        "/handovers/{id}/accounts/{id}/setaside",
        "/handovers/{id}/accounts/{id}/waive",
        "/breakglass",
        "/checkouts/{id}/review",
        "/checkouts/{id}/sendback",
        "/checkouts/{id}/reason",
        "/calendar/new",
        "/calendar/remove",
        "/calendar/import",
        "/calendar/import/confirm",
        "/platforms/new",
        "/platforms/{id}",
        "/playbooks/{id}/edit",
    ];

    private readonly string _root = Directory.CreateTempSubdirectory("vault-canaries-").FullName;

    public Task InitializeAsync() => Task.CompletedTask;

    public Task DisposeAsync()
    {
        Directory.Delete(_root, recursive: true);
        return Task.CompletedTask;
    }

    [NeedsTool("chromium")]
    public async Task What_is_typed_in_a_browser_stands_only_where_the_list_allows()
    {
        await using var vault = new ChildVault(Folder("vault"));
        await vault.Start(CanaryVisit.Hosts);
        var browser = await Profile.Open(Folder("profile"), Folder("tmp"));
        var visit = await CanaryVisit.In(browser, vault);
        List<Haystack> profile = [];
        List<Haystack> stored = [];
        await using (browser)
        {
            await visit.Run();
            await Keepsake.Leave(browser.Context);
            stored.Add(new("stores", Encoding.UTF8.GetBytes(await browser.Stores())));
            profile.AddRange(Haystacks.Under(Folder("profile"), "profile while open"));
        }
        profile.AddRange(Haystacks.Under(Folder("profile"), "profile"));
        stored.AddRange(Haystacks.Under(Folder("vault"), "vault while serving"));
        await vault.Stop();
        stored.AddRange(Haystacks.Under(Folder("vault"), "vault"));
        stored.AddRange(Haystacks.Under(Folder("tmp"), "temporary"));
        stored.Add(new("console", Encoding.UTF8.GetBytes(vault.Console)));

        List<Haystack> everything = [.. stored, .. profile];
        string[] wrong =
        [
            .. Each("not on the list", visit.Watch.Unlisted),
            .. Each("never typed", Fields.All.Where(f => !IsElsewhere(f) && !visit.Watch.Has(f))),
            .. Each("stored", Misplaced(stored, Fields.MayLieIn)),
            .. Each("kept by the browser", Misplaced(profile, (field, hay, _) => Kept.May(field, hay))),
            .. Each("shown or typed by a person", visit.People.SelectMany(person => LeftOf(person, everything))),
            .. Each("not seen", [.. Keepsake.Missing(profile), .. Unseen(stored, profile)]),
        ];
        Assert.True(wrong.Length == 0, string.Join('\n', wrong.Distinct()));
    }

    // The register's further fields are typed over HTTP alone: the browser has no other way of keeping them.
    private static bool IsElsewhere(Field field) =>
        TypedElsewhere.Contains(field.Name)
        || FurtherFields.Contains(field.Name)
        || FurtherPages.Any(p => field.Page.EndsWith(p, StringComparison.Ordinal));

    private static IEnumerable<string> Each(string what, IEnumerable<object> found) =>
        found.Select(f => $"{what}: {f}");

    private static IEnumerable<string> Misplaced(IEnumerable<Haystack> hays, Func<Field, Haystack, string, bool> may) =>
        from hay in hays
        from field in Fields.All
        from dress in field.Canary.In(hay)
        where !may(field, hay, dress)
        select $"{field} as {dress} in {hay.Name}";

    /// <summary>What a person was shown once and what he typed once: seed, recovery codes, one-time codes.</summary>
    private static IEnumerable<string> LeftOf(Newcomer person, IReadOnlyList<Haystack> everything)
    {
        string[] shown = [person.ShownSeed, .. person.ShownRecoveryCodes];
        string[] plain = [.. shown.Select(s => s.Replace(" ", "").Replace("-", ""))];
        foreach (var secret in shown.Concat(plain).Select(s => new Needle(s)))
        foreach (var hay in everything.Where(hay => secret.In(hay).Any()))
            yield return $"{secret.Text} in {hay.Name}";
        foreach (var code in person.TypedCodes)
        foreach (var hay in everything.Where(hay => Kept.HoldsCode(hay, code)))
            yield return $"{code} in {hay.Name}";
    }

    /// <summary>What must be there is seen: names in the database, in the write-ahead log and in the browser's history.</summary>
    private static IEnumerable<string> Unseen(IReadOnlyList<Haystack> stored, IReadOnlyList<Haystack> profile)
    {
        var name = Fields.Find("/accounts/new", "Input.Name")!.Canary;
        foreach (var file in new[] { "vault.db", "vault.db-wal" })
            if (!stored.Any(hay => Path.GetFileName(hay.Name) == file && name.In(hay).Any()))
                yield return file;
        if (!profile.Any(hay => Kept.IsIn(hay, "History") && name.In(hay).Any()))
            yield return "History";
        if (!stored.Any(hay => hay.Name == "console" && Encoding.UTF8.GetString(hay.Raw.Span).Contains("/set-up/")))
            yield return "console";
    }

    private string Folder(string name) => Directory.CreateDirectory(Path.Combine(_root, name)).FullName;
}
