using System.Net;
using System.Text.RegularExpressions;
using Vault.Core;
using Vault.Core.People;
using Vault.Web.Tests.Support;
using Xunit;

namespace Vault.Web.Tests.Matrix;

/// <summary>
/// R21, R22: every identifier in an address, replaced by one that is somebody else's, of another kind, of nothing, or no
/// identifier at all. Nothing is found, nothing is done, and what exists is not told from what does not.
/// </summary>
public sealed partial class IdentifierTests(MatrixScene scene) : IClassFixture<MatrixScene>
{
    public static TheoryData<string> Rows =>
        [.. Requests.Known.Where(r => r.Contains("{account}") || r.Contains("{id}") || r.Contains("{appointment}"))];

    [Theory]
    [MemberData(nameof(Rows))]
    public async Task An_identifier_that_is_not_the_right_one_leads_nowhere(string row)
    {
        var who = Permitted(row);
        var ask = await Requests.For(scene, who, row);
        var browser = await scene.As(who);
        foreach (var id in Identifiers().Matches(ask.Path.Split('?')[0]).Select(m => m.Value))
        foreach (var other in await Others(id))
        {
            var path = ask.Path.Replace(id, Uri.EscapeDataString(other), StringComparison.Ordinal);
            var (state, size) = (scene.State(), scene.Vault.Instance.Log.Size);
            var page = await Send(browser, row, ask with { Path = path }, who);

            // What is no identifier at all is so for everything: a program is told so, a reader that nothing is there.
            var malformed = page.Status == HttpStatusCode.BadRequest && !AccountId.TryParse(other, null, out _);
            Assert.True(malformed || page.Status == HttpStatusCode.NotFound, $"{path}: {page.Status}");
            Assert.True(state.AsSpan().SequenceEqual(scene.State()), path);
            Assert.All(scene.LinesSince(size), l => Assert.Equal(Core.Audit.AuditOutcome.Refused, l.Outcome));
            // What was typed has no place in the log; an identifier has.
            Assert.DoesNotContain(scene.LinesSince(size), l => $"{l.Event}".Contains("garbage"));
        }
    }

    [Theory]
    [MemberData(nameof(Rows))]
    public async Task What_is_not_his_and_what_is_not_there_are_answered_alike(string row)
    {
        var ask = await Requests.For(scene, Permitted(row), row);
        var id = Identifiers().Match(ask.Path).Value;
        var random = ask.Path.Replace(id, Guid.NewGuid().ToString(), StringComparison.Ordinal);
        Principal[] others = [Principal.Other, Principal.Former, Principal.Reviewer, Principal.SystemAdministrator];
        // A reviewer reads a checkout that is not his.
        foreach (var who in others.Where(w => Cells(row)[(int)w][0] == '4'))
        {
            var browser = await scene.As(who);
            var his = await Send(browser, row, ask, who);
            browser = await scene.As(who);
            var nobodys = await Send(browser, row, ask with { Path = random }, who);

            Assert.Equal(his.Status, nobodys.Status);
            Assert.Equal(Told(his.Body, ask.Path), Told(nobodys.Body, random));
        }
    }

    private static string Told(string body, string path) =>
        // The identifier asked for comes back in the page's own address, and only there.
        string.Join(' ', Changing().Replace(body, "").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
            .Replace(Identifiers().Match(path).Value, "", StringComparison.Ordinal);

    private async Task<string[]> Others(string id)
    {
        using var db = scene.Vault.Read();
        var account = (await scene.AccountFor("of another kind")).Id.ToString();
        var ended = db.Set<Appointment>().First(a => a.Until != null).Id.ToString();
        return
        [
            Guid.NewGuid().ToString(),
            Guid.Empty.ToString(),
            id.ToUpperInvariant() is var upper && upper != id ? upper : "garbage",
            $"{id},{id}",
            $"{id} ",
            "garbage",
            "0",
            scene.Person(Principal.Reviewer).Id.ToString() is var person && Kind(id, person) ? ended : person,
            Kind(id, account) ? scene.OtherUnit.Id.ToString() : account,
        ];
    }

    // Whether both name the same kind of thing: then one in place of the other would rightly be found.
    private bool Kind(string id, string other)
    {
        using var db = scene.Vault.Read();
        bool Person(string s) => PersonId.TryParse(s, null, out var p) && db.Set<Person>().Any(x => x.Id == p);
        bool Account(string s) =>
            AccountId.TryParse(s, null, out var a) && db.Set<Core.Accounts.Account>().Any(x => x.Id == a);
        return (Person(id) && Person(other)) || (Account(id) && Account(other));
    }

    private Task<WebPage> Send(TestBrowser browser, string row, Ask ask, Principal who) =>
        row.StartsWith("GET ", StringComparison.Ordinal)
            ? browser.Get(ask.Path)
            : browser.Post(ask.Path, [.. ask.Fields, ("StepUpCode", scene.Code(who))]);

    private static Principal Permitted(string row)
    {
        var cells = Cells(row);
        return Enum.GetValues<Principal>().Last(p => p > Principal.Disabled && cells[(int)p][0] is '2' or '3');
    }

    private static IReadOnlyList<string> Cells(string row) => MatrixFile.Endpoints.Rows.Single(r => r.Row == row).Cells;

    [GeneratedRegex("[0-9a-f]{8}-[0-9a-f-]{27}")]
    private static partial Regex Identifiers();

    // The token of a form; and how far the log is witnessed, which moves on with every answer.
    [GeneratedRegex(
        "value=\"[A-Za-z0-9_-]{60,}\"|<p class=\"witness-line.*?</p>|<div class=\"banner\".*?</div>",
        RegexOptions.Singleline
    )]
    private static partial Regex Changing();
}
