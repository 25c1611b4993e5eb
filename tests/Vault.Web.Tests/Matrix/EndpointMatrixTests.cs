using System.Net;
using Microsoft.AspNetCore.Authentication;
using Vault.Core;
using Vault.Core.Audit;
using Vault.Web.Tests.Support;
using Xunit;

namespace Vault.Web.Tests.Matrix;

/// <summary>
/// The endpoint matrix (R20, R21, R24, R26, R48): every endpoint the application has, asked by everybody there is. Each
/// answer, and every line it leaves in the log, stands in <c>EndpointMatrix.md</c>; a row or a cell too few or too many
/// fails. Whoever is refused has changed nothing.
/// </summary>
public sealed class EndpointMatrixTests(MatrixScene scene) : IClassFixture<MatrixScene>
{
    /// <summary>The two lines of a one-time code that was right, for which a cell says <c>code</c>.</summary>
    private const string Code = "AttemptCounted SecondFactorVerified";

    public static TheoryData<string> Rows => [.. MatrixFile.Rows.Select(r => r.Row)];

    [Fact]
    public void Every_endpoint_is_a_row_and_every_row_an_endpoint()
    {
        Assert.Equal(scene.Rows, MatrixFile.Rows.Select(r => r.Row).Order(StringComparer.Ordinal));
        Assert.Equal(scene.Rows, Requests.Known.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Every_principal_is_a_column_and_every_row_has_a_cell_for_him()
    {
        Assert.Equal(Enum.GetNames<Principal>(), MatrixFile.Columns);
        Assert.All(MatrixFile.Rows, r => Assert.True(r.Cells.Count == MatrixFile.Columns.Count, r.Row));
        Assert.All(MatrixFile.Rows, r => Assert.All(r.Cells, c => Assert.NotEqual("", c)));
    }

    [Theory]
    [MemberData(nameof(Rows))]
    public async Task Everybody_is_answered_as_the_matrix_says(string row)
    {
        var answers = new List<string>();
        foreach (var who in Enum.GetValues<Principal>())
            answers.Add(await Answer(row, who));

        var expected = MatrixFile.Rows.Single(r => r.Row == row).Cells;
        Assert.True(expected.SequenceEqual(answers), $"The row is\n{MatrixFile.Line(row, answers)}");
    }

    [Fact]
    public async Task A_principal_that_has_no_column_yet_does_not_exist_yet()
    {
        // Half a sign-in and API tokens would be schemes of their own. Whoever adds one adds his column.
        var schemes = await scene.Web.Get<IAuthenticationSchemeProvider>().GetAllSchemesAsync();
        Assert.Equal(["session"], schemes.Select(s => s.Name));
        string[] later = ["Vault.Core.Reviews", "Vault.Web.Api"];
        var types = typeof(VaultDb).Assembly.GetTypes().Concat(typeof(Web.Hosting.VaultApp).Assembly.GetTypes());
        Assert.Empty(types.Where(t => later.Contains(t.Namespace)).Select(t => t.FullName));
    }

    private async Task<string> Answer(string row, Principal who)
    {
        var ask = await Requests.For(scene, who, row);
        var browser = await scene.As(who);
        // The tables are read whole where something could change; a change without a line is impossible anyhow.
        var posts = row.StartsWith("POST ", StringComparison.Ordinal);
        var (state, size) = (posts ? scene.State() : [], scene.Vault.Instance.Log.Size);
        var page = await Send(browser, row, ask, who);
        var lines = scene.LinesSince(size);
        var events = lines.Select(l => l.Event.GetType().Name);
        if (IsRefusal(page))
        {
            Assert.True(!posts || state.AsSpan().SequenceEqual(scene.State()), $"{who} changed something.");
            Assert.All(lines, l => Assert.Empty(l.Rows));
            Assert.All(lines, l => Assert.Equal(AuditOutcome.Refused, l.Outcome));
        }
        return string.Join(' ', events.Prepend(NameOf(page))).Replace(Code, "code", StringComparison.Ordinal);
    }

    private Task<WebPage> Send(TestBrowser browser, string row, Ask ask, Principal who)
    {
        if (row.StartsWith("GET ", StringComparison.Ordinal))
            return browser.Get(ask.Path);
        return browser.Post(ask.Path, ask.Code ? [.. ask.Fields, ("StepUpCode", scene.Code(who))] : ask.Fields);
    }

    private static bool IsRefusal(WebPage page) => (int)page.Status >= 400 || NameOf(page) == "sign-in";

    private static string NameOf(WebPage page) =>
        page.Status == HttpStatusCode.SeeOther && page.Location!.StartsWith("/sign-in?return=")
            ? "sign-in"
            : $"{(int)page.Status}";
}
