using Microsoft.AspNetCore.Authentication;
using Vault.Core;
using Xunit;

namespace Vault.Web.Tests.Matrix;

/// <summary>
/// The endpoint matrix (R20, R21, R24, R26, R48): every endpoint the application has, asked by everybody there is. Each
/// answer, and every line it leaves in the log, stands in <c>EndpointMatrix.md</c>; a row or a cell too few or too many
/// fails. Whoever is refused has changed nothing.
/// </summary>
public sealed class EndpointMatrixTests(MatrixScene scene) : IClassFixture<MatrixScene>
{
    public static TheoryData<string> Rows => [.. MatrixFile.Endpoints.Rows.Select(r => r.Row)];

    [Fact]
    public void Every_endpoint_is_a_row_and_every_row_an_endpoint()
    {
        Assert.Equal(scene.Rows, MatrixFile.Endpoints.Rows.Select(r => r.Row).Order(StringComparer.Ordinal));
        Assert.Equal(scene.Rows, Requests.Known.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Every_principal_is_a_column_and_every_row_has_a_cell_for_him()
    {
        Assert.Equal(Enum.GetNames<Principal>(), MatrixFile.Endpoints.Columns);
        Assert.All(
            MatrixFile.Endpoints.Rows,
            r => Assert.True(r.Cells.Count == MatrixFile.Endpoints.Columns.Count, r.Row)
        );
        Assert.All(MatrixFile.Endpoints.Rows, r => Assert.All(r.Cells, c => Assert.NotEqual("", c)));
    }

    [Theory]
    [MemberData(nameof(Rows))]
    public async Task Everybody_is_answered_as_the_matrix_says(string row)
    {
        var answers = new List<string>();
        foreach (var who in Enum.GetValues<Principal>())
            answers.Add(await Answer(row, who));

        var expected = MatrixFile.Endpoints.Rows.Single(r => r.Row == row).Cells;
        Assert.True(expected.SequenceEqual(answers), $"The row is\n{MatrixFile.Line(row, answers)}");
    }

    [Fact]
    public async Task A_principal_that_has_no_column_yet_does_not_exist_yet()
    {
        // Half a sign-in and API tokens would be schemes of their own. Whoever adds one adds his column.
        var schemes = await scene.Web.Get<IAuthenticationSchemeProvider>().GetAllSchemesAsync();
        Assert.Equal(["session"], schemes.Select(s => s.Name));
        string[] later = ["Vault.Web.Api"];
        var types = typeof(VaultDb).Assembly.GetTypes().Concat(typeof(Web.Hosting.VaultApp).Assembly.GetTypes());
        Assert.Empty(types.Where(t => later.Contains(t.Namespace)).Select(t => t.FullName));
    }

    private async Task<string> Answer(string row, Principal who)
    {
        var ask = await Requests.For(scene, who, row);
        var browser = await scene.As(who);
        var posts = row.StartsWith("POST ", StringComparison.Ordinal);
        if (posts && ask.Code)
            ask = ask with { Fields = [.. ask.Fields, ("StepUpCode", scene.Code(who))] };
        return (await MatrixAnswer.Of(scene, browser, posts, ask)).Cell;
    }
}
