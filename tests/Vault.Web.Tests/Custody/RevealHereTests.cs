using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Vault.Core.Audit;
using Vault.Core.Custody;
using Vault.Core.Rotations;
using Vault.TestKit;
using Vault.Web.Tests.People;
using Vault.Web.Tests.Support;
using Xunit;

namespace Vault.Web.Tests.Custody;

/// <summary>R12, R26, R61: the value that comes to where the reader is, as the page's script asks for it.</summary>
public sealed class RevealHereTests : IAsyncLifetime
{
    private const string Secret = "Kept-exactly-42";
    private const string Why = "发布今天的讲座预告";

    private WebOffice _office = null!;
    private TestBrowser _custodian = null!;

    private string Page => $"/accounts/{_office.Account.Id}/secrets/password";

    public async Task InitializeAsync()
    {
        _office = await WebOffice.Open("weibo");
        await _office.Vault.Appoint(_office.Zhang, _office.Account);
        _custodian = await _office.As(_office.Zhang);
        await _office.Post(_office.Zhang, Page + "/deposit", Page + "/deposit", ("Value", Secret));
        // The proof that the deposit needed is stale.
        _office.Vault.Clock.Turn(TimeSpan.FromMinutes(6));
        await _custodian.Get(Page);
    }

    public async Task DisposeAsync() => await _office.DisposeAsync();

    [Fact]
    public async Task It_is_the_open_field_alone_and_stands_in_the_log()
    {
        var shown = await Ask(_office.Code(_office.Zhang));

        Assert.Equal(HttpStatusCode.OK, shown.Status);
        Assert.StartsWith("<div", shown.Body.TrimStart());
        Assert.DoesNotContain("<html", shown.Body);
        Assert.Contains(Secret, WebUtility.HtmlDecode(Regex.Replace(shown.Body, "<[^>]+>", "")));
        Assert.Equal(["no-store"], shown.Header("Cache-Control"));
        Assert.IsType<SecretRevealed>(_office.Vault.LastEvent());
        // The proof is fresh now, and what can be copied is logged as ever.
        Assert.Equal(HttpStatusCode.OK, (await Ask()).Status);
        var copy = shown.Body.Split("action=\"")[1].Split('"')[0];
        Assert.Equal(HttpStatusCode.NoContent, (await _custodian.Post(WebUtility.HtmlDecode(copy))).Status);
        Assert.IsType<SecretCopied>(_office.Vault.LastEvent());
    }

    /// <summary>Each of these takes more room on the page than it has bytes, a line break most of all.</summary>
    [Theory]
    [InlineData("1")]
    [InlineData("\n")]
    [InlineData("\"")]
    [InlineData("密")]
    [InlineData("😀")]
    public async Task The_longest_value_there_is_comes_whole(string character)
    {
        var count = (Plaintext.Limit - 2) / Encoding.UTF8.GetByteCount(character);
        var value = "^" + string.Concat(Enumerable.Repeat(character, count)) + "$";
        await _office.Post(_office.Zhang, Page + "/deposit", Page + "/deposit", ("Value", value));
        var witness = await _office.Vault.Witness(_office.Account);
        Assert.IsType<VerificationOutcome.Done>(
            await _office.Vault.Verify(witness, _office.Account.Id, Component.Password)
        );

        var shown = await Ask();

        Assert.Equal(HttpStatusCode.OK, shown.Status);
        Assert.Contains(value, WebUtility.HtmlDecode(Regex.Replace(shown.Body, "<[^>]+>", "")));
    }

    [Fact]
    public async Task A_wrong_code_is_said_in_words_and_nothing_is_shown()
    {
        var refused = await Ask(("StepUpCode", "000000"));

        Assert.Equal(HttpStatusCode.Conflict, refused.Status);
        Assert.Contains("动态码", WebUtility.HtmlDecode(refused.Body));
        Assert.DoesNotContain("<", refused.Body);
        NothingWasShown();
    }

    [Theory]
    [InlineData(Why)]
    [InlineData("短")]
    public async Task What_only_the_form_can_ask_for_is_left_to_it(string reason)
    {
        var answer = await _custodian.Post(Page + "/value", ("Reason", reason));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.Status);
        NothingWasShown();
    }

    [Fact]
    public async Task Without_the_token_of_a_page_nothing_happens()
    {
        using var content = new FormUrlEncodedContent([new("Reason", Why)]);
        using var request = new HttpRequestMessage(HttpMethod.Post, Page + "/value") { Content = content };
        request.Headers.Add("Sec-Fetch-Site", "same-origin");

        Assert.Equal(HttpStatusCode.BadRequest, (await _custodian.Send(request)).Status);
        NothingWasShown();
    }

    [Fact]
    public async Task A_seed_is_not_shown_this_way()
    {
        var answer = await _custodian.Post(
            $"/accounts/{_office.Account.Id}/secrets/totp-seed/value",
            ("Reason", Why),
            _office.Code(_office.Zhang)
        );

        Assert.Equal(HttpStatusCode.Conflict, answer.Status);
        NothingWasShown();
    }

    [Fact]
    public async Task A_ciphertext_that_does_not_open_is_noted_and_answers_nothing()
    {
        // Attested like everything the vault writes, and yet sealed for another address.
        await _office.Vault.Write(scope =>
        {
            var version = scope.Db.Set<SecretVersion>().Single();
            var moved = version.Ciphertext!.ToArray();
            moved[^1] ^= 1;
            scope.Db.Entry(version).Property(v => v.Ciphertext).CurrentValue = moved;
            scope.Db.Entry(version).Property(v => v.CiphertextHash).CurrentValue = SHA256.HashData(moved);
            scope.Append(new TamperingDetected("secret_versions", version.RowId, TamperKind.Differs));
        });

        var answer = await Ask(_office.Code(_office.Zhang));

        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.Status);
        Assert.DoesNotContain("secret-open", answer.Body);
        Assert.IsType<RevealFailed>(_office.Vault.LastEvent());
    }

    private Task<WebPage> Ask(params (string, string)[] fields) =>
        _custodian.Post(Page + "/value", [("Reason", Why), .. fields]);

    private void NothingWasShown() => Assert.DoesNotContain(_office.Vault.Log(), line => line.Event is SecretRevealed);
}
