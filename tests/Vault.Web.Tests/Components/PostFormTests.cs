using System.Text.RegularExpressions;
using Vault.Web.Tests.People;
using Xunit;

namespace Vault.Web.Tests.Components;

/// <summary>R62: a browser can send every form a page shows, because each carries the token of its own, once.</summary>
public sealed partial class PostFormTests : IAsyncLifetime
{
    private WebOffice _office = null!;

    public async Task InitializeAsync() => _office = await WebOffice.Open();

    public async Task DisposeAsync() => await _office.DisposeAsync();

    [Fact]
    public async Task Every_form_that_posts_carries_the_token_once()
    {
        var proposal = await _office.Propose(
            _office.Registrar,
            $"account={_office.Account.Id}",
            ("Input.Person", "zhang.san"),
            ("Input.As", "Custodian")
        );
        await _office.Vault.Appoint(_office.Zhang, _office.Account);
        (Vault.Core.People.Person Reader, string Path)[] pages =
        [
            (_office.Zhang, $"/accounts/{_office.Account.Id}/secrets/password/deposit"),
            (_office.Zhang, $"/accounts/{_office.Account.Id}/secrets/note/deposit"),
            (_office.Registrar, proposal),
            (_office.Security, proposal),
            (_office.Security, $"/persons/{_office.Zhang.Id}"),
            (_office.Registrar, "/units/new"),
            (_office.Zhang, "/my/sessions"),
        ];

        foreach (var (reader, path) in pages)
        {
            var body = (await (await _office.As(reader)).Get(path)).Body;
            var forms = PostForm().Matches(body);
            Assert.True(forms.Count >= 3, $"{path}: {forms.Count} forms");
            Assert.All(forms, f => Assert.True(Token().Count(f.Value) == 1, $"{path}: {f.Value}"));
        }
    }

    [GeneratedRegex("<form[^>]*method=\"post\".*?</form>", RegexOptions.Singleline)]
    private static partial Regex PostForm();

    [GeneratedRegex("name=\"__RequestVerificationToken\"")]
    private static partial Regex Token();
}
