using System.Net;
using System.Runtime.Versioning;
using System.Text;
using Vault.Core.Custody;
using Vault.Core.Rotations.Connectors;
using Vault.TestKit;
using Xunit;

namespace Vault.Core.Tests.Rotations.Connectors;

/// <summary>
/// The example of <c>deploy/connectors</c> as it is, started as the vault starts a program, with the address of a site that
/// is there.
/// </summary>
[UnsupportedOSPlatform("windows")]
public sealed class NewsSiteTests : IDisposable
{
    private const string Former = "Lantern-over-4-rivers";
    private const string Next = "Harbour-\"of\"-7-boats 港";

    private readonly string _folder = Directory.CreateTempSubdirectory("vault-news-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [NeedsTool("python3")]
    public void It_changes_the_password_and_asked_again_finds_it_changed()
    {
        using var site = new NewsSite(Former);

        Assert.IsType<ConnectorResult.Changed>(Change(site.Address));
        Assert.Equal(Next, site.Password);
        Assert.IsType<ConnectorResult.Changed>(Change(site.Address));
    }

    [NeedsTool("python3")]
    public void What_the_site_refuses_is_not_changed()
    {
        using var site = new NewsSite(Former) { Answer = HttpStatusCode.UnprocessableEntity };

        Assert.Equal(new ConnectorResult.NotChanged(ConnectorFault.NewRefused), Change(site.Address));
        Assert.Equal(Former, site.Password);
    }

    [NeedsTool("python3")]
    public void What_lets_in_counts_and_not_what_the_site_answers()
    {
        using var failing = new NewsSite(Former)
        {
            Answer = HttpStatusCode.InternalServerError,
            ChangesAllTheSame = true,
        };
        Assert.IsType<ConnectorResult.Changed>(Change(failing.Address));

        using var lenient = new NewsSite(Former) { KeepsFormer = true };
        Assert.Equal(new ConnectorResult.Unknown(ConnectorFault.SaysUnknown), Change(lenient.Address));
    }

    [NeedsTool("python3")]
    public void Where_neither_lets_in_or_nobody_answers_it_does_not_know()
    {
        using var site = new NewsSite("Something-else-9");
        var unknown = new ConnectorResult.Unknown(ConnectorFault.SaysUnknown);

        Assert.Equal(unknown, Change(site.Address));
        Assert.Equal("Something-else-9", site.Password);
        Assert.Equal(unknown, Change($"http://127.0.0.1:{OpenLdap.FreePort()}/api"));
    }

    private ConnectorResult Change(string site)
    {
        var program = Path.Combine(_folder, $"news_site-{Guid.NewGuid():N}.py");
        const string Example = "SITE = \"https://news.example.edu.cn/api\"";
        var script = File.ReadAllText(Path.Combine(ConnectorFileTests.Examples, "news_site.py"));
        Assert.Contains(Example, script, StringComparison.Ordinal);
        File.WriteAllText(program, script.Replace(Example, $"SITE = \"{site}\"", StringComparison.Ordinal));
        File.SetUnixFileMode(program, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        return new ExecutableConnector(new(program, TimeSpan.FromSeconds(60))).Change(
            new(NewsSite.Login),
            Plaintext.From(Encoding.UTF8.GetBytes(Former)),
            Plaintext.From(Encoding.UTF8.GetBytes(Next))
        );
    }
}
