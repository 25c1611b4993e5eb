using System.Net;
using Vault.Core.Witnesses;
using Xunit;

namespace Vault.Core.Tests.Witnesses;

/// <summary>A checkpoint is posted as it is, and counts as kept only where the other side says so.</summary>
public sealed class WitnessHookTests
{
    private const string Note = "credential-vault/x\n1\nroot\n\n— signature\n";

    private static readonly Uri Address = new("https://witness.example.edu.cn/checkpoints?token=7Yq2");

    [Theory]
    [InlineData(HttpStatusCode.OK)]
    [InlineData(HttpStatusCode.NoContent)]
    public async Task An_answer_of_success_says_that_it_was_kept(HttpStatusCode answer)
    {
        using var other = new OtherSide(answer);
        using var client = new HttpClient(other);
        await new WitnessHook(client, Address).Take(Note, CancellationToken.None);
        Assert.Equal((HttpMethod.Post, Address, Note), other.Asked);
        Assert.Equal("text/plain; charset=utf-8", other.ContentType);
    }

    [Theory]
    [InlineData(HttpStatusCode.Found)]
    [InlineData(HttpStatusCode.Forbidden)]
    [InlineData(HttpStatusCode.InternalServerError)]
    public async Task Every_other_answer_says_that_it_was_not(HttpStatusCode answer)
    {
        using var other = new OtherSide(answer);
        using var client = new HttpClient(other);
        await Assert.ThrowsAsync<HttpRequestException>(() =>
            new WitnessHook(client, Address).Take(Note, CancellationToken.None)
        );
    }

    [Fact]
    public void Its_name_tells_nothing_behind_the_host()
    {
        using var client = new HttpClient();
        Assert.Equal("https://witness.example.edu.cn", new WitnessHook(client, Address).Name);
    }

    [Theory]
    [InlineData("https://witness.example.edu.cn/", true)]
    [InlineData("http://127.0.0.1:8080/", true)]
    [InlineData("http://witness.example.edu.cn/", false)]
    [InlineData("ftp://127.0.0.1/", false)]
    [InlineData("/checkpoints", false)]
    public void It_is_told_over_tls_or_not_beyond_this_machine(string address, bool isAllowed) =>
        Assert.Equal(isAllowed, WitnessOptions.IsHook(new Uri(address, UriKind.RelativeOrAbsolute)));

    [Theory]
    [InlineData(9, false)]
    [InlineData(10, true)]
    [InlineData(10_080, true)]
    [InlineData(10_081, false)]
    public void The_limit_of_reveals_is_ten_minutes_to_seven_days(int minutes, bool isAllowed) =>
        Assert.Equal(isAllowed, WitnessOptions.IsLimit(minutes));

    private sealed class OtherSide(HttpStatusCode answer) : HttpMessageHandler
    {
        public (HttpMethod, Uri?, string) Asked { get; private set; }

        public string? ContentType { get; private set; }

        protected override async Task<HttpResponseMessage> SendAsync(
            HttpRequestMessage request,
            CancellationToken cancellationToken
        )
        {
            ContentType = request.Content!.Headers.ContentType!.ToString();
            Asked = (request.Method, request.RequestUri, await request.Content.ReadAsStringAsync(cancellationToken));
            return new HttpResponseMessage(answer);
        }
    }
}
