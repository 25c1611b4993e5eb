using Vault.Core.Accounts;
using Vault.Core.Audit;
using Vault.Core.Exports;
using Vault.Core.People;
using Xunit;

namespace Vault.Core.Tests.Exports;

/// <summary>The register leaves the vault only for the registrar, with a second factor for this, and as a line (R12, R69).</summary>
[Trait("R", "R12"), Trait("R", "R69")]
public sealed class ExportRegisterTests : IAsyncLifetime
{
    private static readonly ExportOrder Whole = new(ExportKind.Register, ExportMedium.File, new());

    private ExportScene _scene = null!;

    public async Task InitializeAsync() => _scene = await ExportScene.Open(weixin: 3);

    public async Task DisposeAsync() => await _scene.DisposeAsync();

    [Fact]
    public async Task The_line_says_what_was_taken()
    {
        var query = new AccountQuery(
            Text: "示例官微",
            Platform: "weixin-mp",
            Unit: _scene.College,
            WithoutCustodian: false
        )
        {
            Status = AccountStatus.Suspended,
        };

        var exported = await _scene.Export(Whole with { Query = query, WithContacts = true });

        Assert.IsType<ExportOutcome.File>(exported);
        var line = _scene.Vault.Log()[^1];
        Assert.Equal(_scene.Office.Registrar.Id, line.Actor);
        var happened = Assert.IsType<RegisterExported>(_scene.Vault.LastEvent());
        Assert.Equal(
            (ExportKind.Register, ExportMedium.File, 1, 3, true),
            (happened.Kind, happened.Medium, happened.Accounts, happened.Persons, happened.WithContacts)
        );
        Assert.Equal(
            ("weixin-mp", _scene.College, AccountStatus.Suspended),
            (happened.Platform, happened.Unit!.Value, happened.Status!.Value)
        );
        Assert.NotNull(happened.Text);
        Assert.Null(happened.WithoutCustodian);
    }

    [Fact]
    public async Task A_form_always_says_how_to_reach_people_and_counts_those_it_names()
    {
        var form = new ExportOrder(ExportKind.WeixinForm, ExportMedium.Paper, new());

        var paper = Assert.IsType<ExportOutcome.Paper>(await _scene.Export(form)).Form;

        var happened = Assert.IsType<RegisterExported>(_scene.Vault.LastEvent());
        // Three of the scene's and the office's own; leaders and assistants stand on no form.
        Assert.Equal((4, 4, true), (happened.Accounts, happened.Persons, happened.WithContacts));
        Assert.Equal(15, Assert.Single(paper.Pages).Count);
        Assert.All(paper.Pages[0], row => Assert.Equal(paper.Columns, row.Count));
    }

    [Fact]
    public async Task Only_ones_own_accounts_leave_where_they_were_asked_for()
    {
        await _scene.Vault.Appoint(_scene.Office.Registrar, _scene.Office.Account, AppointmentRole.ResponsiblePerson);

        var file = Assert.IsType<ExportOutcome.File>(await _scene.Export(Whole with { OnlyOwn = true })).Xlsx;

        var row = Assert.Single(ExportScene.Read(file).SelectMany(s => s.Rows));
        Assert.Equal(_scene.Office.Account.Name, row.AccountName);
    }

    [Fact]
    public async Task A_proof_is_good_for_one_export()
    {
        var (session, actor) = await _scene.Vault.SignIn(_scene.Office.Registrar);
        var proof = await _scene.Vault.Prove(session, actor, null, ProofPurpose.Export);
        var export = _scene.Vault.Get<ExportRegister>();
        Assert.IsType<ExportOutcome.File>(await export.Run(actor, proof, Whole));

        Assert.IsType<ExportOutcome.ProofNotFresh>(await export.Run(actor, proof, Whole));
        Assert.Equal(nameof(ExportRegister), Assert.IsType<AccessRefused>(_scene.Vault.LastEvent()).Endpoint);
    }

    [Fact]
    public async Task No_proof_of_another_session_purpose_or_time_counts()
    {
        var (session, actor) = await _scene.Vault.SignIn(_scene.Office.Registrar);
        var (other, elsewhere) = await _scene.Vault.SignIn(_scene.Office.Registrar);
        var export = _scene.Vault.Get<ExportRegister>();
        var old = await _scene.Vault.Prove(session, actor, null, ProofPurpose.Export);
        _scene.Vault.Clock.Turn(FreshProof.Lifetime);
        FreshProof?[] none =
        [
            null,
            old,
            await _scene.Vault.Prove(other, elsewhere, null, ProofPurpose.Export),
            await _scene.Vault.Prove(session, actor, null, ProofPurpose.Administer),
            await _scene.Vault.Prove(session, actor, Guid.NewGuid(), ProofPurpose.Export),
        ];

        foreach (var proof in none)
        {
            Assert.IsType<ExportOutcome.ProofNotFresh>(await export.Run(actor, proof, Whole));
            Assert.IsType<AccessRefused>(_scene.Vault.LastEvent());
        }
    }

    [Fact]
    public async Task Who_is_no_registrar_takes_nothing_not_even_his_own()
    {
        await _scene.Vault.Appoint(_scene.Office.Zhang, _scene.Office.Account);
        foreach (
            var person in new[]
            {
                _scene.Office.Zhang,
                _scene.Office.Reviewer,
                _scene.Office.Security,
                _scene.Office.System,
            }
        )
        {
            Assert.IsType<ExportOutcome.Refused>(await _scene.Export(Whole, person));
            Assert.Equal(nameof(ExportRegister), Assert.IsType<AccessRefused>(_scene.Vault.LastEvent()).Endpoint);
        }
    }

    [Fact]
    public async Task A_row_that_the_log_does_not_attest_leaves_with_nothing_else()
    {
        _scene.Vault.Sql("UPDATE accounts SET name = '示例假号' WHERE name = '示例官微01'");

        await Assert.ThrowsAsync<TamperedRowException>(() => _scene.Export(Whole));

        Assert.IsNotType<RegisterExported>(_scene.Vault.LastEvent());
    }
}
