using Vault.Core;
using Vault.Core.Custody;
using Vault.Core.Handovers;
using Vault.TestKit;
using Vault.Web.Tests.Support;
using Xunit;

namespace Vault.Web.Tests.Matrix;

/// <summary>
/// R30: leaver, successor and witness at each state of a handover, over everything that could show a secret of the account
/// or take a step. Stands in <c>HandoverMatrix.md</c>.
/// </summary>
public sealed class HandoverMatrixTests(HandoverStates states) : IClassFixture<HandoverStates>
{
    private const string Why = "他调往另一个部门任职";

    /// <summary>In every value that is deposited here.</summary>
    private const string Secret = " of a test";

    private readonly MatrixScene _scene = states.Scene;

    private static readonly string[] Variants =
    [
        "POST /accounts/{account}/secrets/{component}/reveal pending",
        "POST /handovers/{id}/sign outdated",
    ];

    public static TheoryData<string> Asked => [.. MatrixFile.Handovers.Rows.Select(r => r.Row)];

    [Fact]
    public void Every_endpoint_that_could_show_or_do_something_is_a_row_for_each_of_the_three()
    {
        var endpoints = _scene.Rows.Where(IsOfHandover).Concat(Variants);
        var rows = endpoints.SelectMany(e => Enum.GetNames<HandoverSide>().Select(side => $"{e}, {side}"));

        Assert.Equal(
            rows.Order(StringComparer.Ordinal),
            MatrixFile.Handovers.Rows.Select(r => r.Row).Order(StringComparer.Ordinal)
        );
        Assert.Equal(HandoverStates.All.Select(s => $"{s}"), MatrixFile.Handovers.Columns);
    }

    [Theory]
    [MemberData(nameof(Asked))]
    public async Task Each_is_answered_at_each_state_as_the_matrix_says(string row)
    {
        var (endpoint, side) = (row.Split(", ")[0], Enum.Parse<HandoverSide>(row.Split(", ")[1]));
        var answers = new List<string>();
        foreach (var state in HandoverStates.All)
            answers.Add(await Answer(endpoint, side, state));

        var expected = MatrixFile.Handovers.Rows.Single(r => r.Row == row).Cells;
        Assert.True(expected.SequenceEqual(answers), $"The row is\n{MatrixFile.Line(row, answers)}");
    }

    private static bool IsOfHandover(string row)
    {
        var route = row.Split(' ')[1];
        return route.StartsWith("/handovers/{id}", StringComparison.Ordinal)
            || route.StartsWith("/accounts/{account}/secrets/", StringComparison.Ordinal)
            || route.StartsWith("/accounts/{account}/checkouts/", StringComparison.Ordinal)
            || route is "/accounts/{account}" or "/accounts/{account}/knowledge";
    }

    private async Task<string> Answer(string endpoint, HandoverSide side, PartState state)
    {
        var isHanded =
            endpoint.EndsWith("/countin", StringComparison.Ordinal)
            || endpoint.EndsWith("/dispute", StringComparison.Ordinal);
        var made = await states.At(state, isHanded);
        var posts = endpoint.StartsWith("POST ", StringComparison.Ordinal);
        var browser = await As(made, side);
        var answer = await MatrixAnswer.Of(_scene, browser, posts, Ask(endpoint, made, Code(made, side)));
        if (!posts || answer.IsRefusal)
            states.KeepUnchanged(state, isHanded, made);
        var mayRead = side == HandoverSide.Successor || (side == HandoverSide.Leaver && state == PartState.Prepared);
        if (!mayRead)
            Assert.DoesNotContain(Secret, answer.Page.Body, StringComparison.Ordinal);
        return answer.Cell;
    }

    private async Task<TestBrowser> As(MadeHandover made, HandoverSide side)
    {
        if (side != HandoverSide.Leaver)
            return await _scene.As(side == HandoverSide.Successor ? Principal.Own : Principal.Approver);
        var browser = await _scene.Web.SignedIn(made.Leaver.Person);
        await browser.Get("/my/sign-in/password");
        return browser;
    }

    private string Code(MadeHandover made, HandoverSide side)
    {
        if (side != HandoverSide.Leaver)
            return _scene.Code(side == HandoverSide.Successor ? Principal.Own : Principal.Approver);
        _scene.Vault.Clock.Turn(TimeSpan.FromSeconds(30));
        return made.Leaver.Code(_scene.Vault.Clock.Now);
    }

    private Ask Ask(string endpoint, MadeHandover made, string code)
    {
        var variant = endpoint.Split(' ').Skip(2).FirstOrDefault();
        var path = endpoint
            .Split(' ')[1]
            .Replace("{id}", $"{made.Id}", StringComparison.Ordinal)
            .Replace("{account}", $"{made.Account}", StringComparison.Ordinal)
            .Replace("{component}/code", "totp-seed/code", StringComparison.Ordinal)
            .Replace("{component}", "password", StringComparison.Ordinal);
        var versions = VersionsOf(made.Account);
        var version = versions.Find(v => v.State == VersionState.Pending) ?? versions[^1];
        if (path.EndsWith("/copy", StringComparison.Ordinal))
            path += $"?version={version.Id}";
        if (variant == "pending")
            path += $"?which={WhichVersion.Pending}";
        var fields = path.StartsWith("/handovers/", StringComparison.Ordinal)
            ? OfHandover(path, made, variant == "outdated" ? new byte[32] : made.Document)
            : OfSecret(made, version);
        return new(path, [.. fields, ("StepUpCode", code)]);
    }

    private IEnumerable<(string, string)> OfHandover(string path, MadeHandover made, byte[] document) =>
        [
            ("Accounts", $"{made.Account}"),
            ("Documents", $"{made.Account}:{Convert.ToHexStringLower(document)}"),
            ("Items", $"{(path.EndsWith("/setaside", StringComparison.Ordinal) ? made.Duty : made.Secret)}"),
            ("Component", nameof(Component.Password)),
            ("Witness", $"{_scene.Person(Principal.Registrar).Id}"),
            ("CancelReason", Why),
            ("TakeOverReason", Why),
            ("Text", Why),
            ("ReturnReason", Why),
            ("DiscrepancyReason", Why),
            ("AsideReason", Why),
            ("WaiverReason", Why),
        ];

    private IEnumerable<(string, string)> OfSecret(MadeHandover made, SecretVersion version) =>
        [
            ("version", $"{version.Id}"),
            ("Value", $"value {_scene.Next()} of a test"),
            ("Reason", Why),
            ("Why", Why),
            ("Input.Reason", Why),
            ("Input.Person", made.Leaver.Person.UserName!),
            ("Input.Component", nameof(Component.Password)),
            ("Input.How", Why),
        ];

    private List<SecretVersion> VersionsOf(AccountId account)
    {
        using var db = _scene.Vault.Read();
        return [.. db.Set<SecretVersion>().Where(v => v.Account == account).OrderBy(v => v.Version)];
    }
}
