using System.Net;
using Vault.Core.Audit;
using Vault.Core.People;
using Vault.Core.SignIns;
using Vault.Web.Tests.Support;
using Xunit;

namespace Vault.Web.Tests.Matrix;

/// <summary>How a request was answered, as a cell says it, and what came back.</summary>
internal sealed record MatrixAnswer(string Cell, WebPage Page)
{
    /// <summary>The two lines of a one-time code that was right, for which a cell says <c>code</c>.</summary>
    private const string Code = "AttemptCounted SecondFactorVerified";

    public bool IsRefusal => (int)Page.Status >= 400 || NameOf(Page) == "sign-in";

    /// <summary>Sends it; whoever is refused has changed nothing but the log.</summary>
    public static async Task<MatrixAnswer> Of(MatrixScene scene, TestBrowser browser, bool posts, Ask ask)
    {
        // The tables are read whole where something could change; a change without a line is impossible anyhow.
        var (state, size) = (posts ? scene.State() : [], scene.Vault.Instance.Log.Size);
        var page =
            ask.Upload is { } file ? await browser.Upload(ask.Path, nameof(ask.Upload), "scan.pdf", file)
            : posts ? await browser.Post(ask.Path, ask.Fields)
            : await browser.Get(ask.Path);
        var lines = scene.LinesSince(size);
        var events = lines.Select(l => l.Event.GetType().Name);
        var cell = string.Join(' ', events.Prepend(NameOf(page))).Replace(Code, "code", StringComparison.Ordinal);
        var answer = new MatrixAnswer(cell, page);
        if (answer.IsRefusal)
        {
            // A code that was right is used up whatever comes of the rest, and has lines of its own.
            var others = lines.Where(l => l.Event is not (AttemptCounted or SecondFactorVerified)).ToList();
            var same = !posts || others.Count < lines.Count || state.AsSpan().SequenceEqual(scene.State());
            Assert.True(same, $"{ask.Path} changed something.");
            Assert.All(others, l => Assert.Empty(l.Rows));
            Assert.All(others, l => Assert.Equal(AuditOutcome.Refused, l.Outcome));
        }
        return answer;
    }

    private static string NameOf(WebPage page) =>
        page.Status == HttpStatusCode.SeeOther
        && page.Location!.StartsWith("/sign-in?return=", StringComparison.Ordinal)
            ? "sign-in"
            : $"{(int)page.Status}";
}
