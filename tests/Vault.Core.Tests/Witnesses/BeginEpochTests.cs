using Microsoft.Extensions.DependencyInjection;
using Vault.Core.Audit;
using Vault.Core.Checks;
using Vault.Core.Custody;
using Vault.Core.People;
using Vault.Core.Rotations;
using Vault.Core.SignIns;
using Vault.Core.Witnesses;
using Vault.TestKit;
using Xunit;

namespace Vault.Core.Tests.Witnesses;

/// <summary>
/// Only two different persons with an office, both with both factors, and the code on the console lead a vault on whose
/// database was put back. Then the log says what was lost, and whoever may see a secret is presumed to know it.
/// </summary>
public sealed class BeginEpochTests : IAsyncLifetime
{
    private CustodyScene _scene = null!;
    private Enrolled _security = null!;
    private Enrolled _reviewer = null!;
    private Enrolled _custodian = null!;
    private Opening.Contradicted _why = null!;
    private ServiceProvider _services = null!;
    private string _code = "";
    private bool _isOpen;

    private const string Console = "the one on the console";

    private TestVault Vault => _scene.Vault;

    public async Task InitializeAsync()
    {
        _scene = await CustodyScene.Set();
        _security = await Office("security", "安全员甲", OfficeRole.SecurityAdministrator);
        _reviewer = await Office("reviewer", "审阅人", OfficeRole.Reviewer);
        _custodian = await Vault.Enrol(_scene.Person);
        var copy = new DatabaseCopy(Vault);
        await Vault.Reopen(copy.Take);
        await _scene.SignInAgain();
        await _scene.RevealAndShow();
        Contradicted(await Vault.Reopen(copy.PutBack));
    }

    public async Task DisposeAsync()
    {
        await Close();
        await Vault.DisposeAsync();
    }

    [Fact]
    public async Task Two_persons_with_the_code_lead_on_and_the_new_epoch_names_both_heads()
    {
        var lost = _why.Finding.Witnessed!;
        Assert.Equal(2, Assert.IsType<BeginEpochOutcome.Begun>(await Begin(_security, _reviewer)).Epoch);
        await Reopened();

        var began = Assert.Single(Vault.Log().Select(l => l.Event).OfType<EpochOpened>());
        Assert.Equal((2, _reviewer.Person.Id), (began.Epoch, began.Second));
        Assert.Equal((_why.Finding.FoundSize, lost.Size), (began.FoundSize, began.LostSize!.Value));
        Assert.Equal(_why.Finding.FoundRoot, began.FoundRoot);
        Assert.Equal(lost.Root, began.LostRoot);
        Assert.Equal(_security.Person.Id, Vault.Log().Single(l => l.Event is EpochOpened).Actor);
        Assert.Equal(LogOrigin.Of(Vault.Instance.Log.Vault, 2), Vault.Instance.Witnessed.Witnessed!.Origin);
        Assert.True((await new Check(Vault.Instance).Run()).IsSound);
    }

    [Fact]
    public async Task Whoever_may_see_a_secret_is_presumed_to_know_it_and_it_has_to_be_changed()
    {
        await Begin(_security, _reviewer);
        await Reopened();
        using var db = Vault.Read();
        var known = Assert.Single(db.Set<Knowledge>(), k => k.Source == KnowledgeSource.Presumed);
        Assert.Equal((_scene.Person.Id, _scene.Current().Id), (known.Person, known.Version));
        var owed = Assert.Single(db.Set<RotationObligation>());
        Assert.Equal((RotationReason.LogLost, Component.Password), (owed.Reason, owed.Component));
    }

    [Fact]
    public async Task Without_the_code_nobody_leads_on_and_no_password_is_looked_at()
    {
        var size = _why.Vault.Log.Size;
        foreach (var code in new[] { null, "", "0000-0000", new string('0', 32), _code[..^1] })
            Assert.IsType<BeginEpochOutcome.WrongCode>(await Begin(_security, _reviewer, code));
        Assert.Equal(size, _why.Vault.Log.Size);
        await StillContradicted();
    }

    [Fact]
    public async Task One_person_does_not_lead_on()
    {
        await IsRefused(_security, _security);
        await IsRefused(_security, null);
        await IsRefused(null, _reviewer);
        await StillContradicted();
    }

    [Fact]
    public async Task Somebody_without_an_office_is_not_one_of_the_two()
    {
        await IsRefused(_security, _custodian);
        await IsRefused(_custodian, _reviewer);
        await StillContradicted();
    }

    [Fact]
    public async Task A_wrong_factor_is_none_and_is_counted()
    {
        await IsRefused(_security, _reviewer with { Password = "不是这个密码 at all" });
        await IsRefused(_security with { Seed = [.. _security.Seed.Reverse()] }, _reviewer);
        Assert.Contains(Kinds(), k => k == nameof(SignInFailed));
        await StillContradicted();
    }

    [Fact]
    public async Task The_code_is_good_once_and_capitals_and_hyphens_make_no_difference()
    {
        var typed = _code.ToUpperInvariant().Replace("-", " ", StringComparison.Ordinal);
        Assert.IsType<BeginEpochOutcome.Begun>(await Begin(_security, _reviewer, typed));
        Assert.IsType<BeginEpochOutcome.WrongCode>(await Begin(_security, _reviewer));
    }

    [Fact]
    public async Task What_the_former_epoch_lost_is_no_contradiction_any_more_but_a_second_loss_is()
    {
        await Begin(_security, _reviewer);
        await Reopened();
        var copy = new DatabaseCopy(Vault);
        Assert.IsType<Opening.Opened>(await Vault.Reopen(copy.Take));
        await _scene.SignInAgain();
        await _scene.RevealAndShow();
        Contradicted(await Vault.Reopen(copy.PutBack));
        Assert.Equal(LogOrigin.Of(_why.Vault.Log.Vault, 2), _why.Finding.Witnessed!.Origin);
        Assert.Equal(3, Assert.IsType<BeginEpochOutcome.Begun>(await Begin(_security, _reviewer)).Epoch);
    }

    [Fact]
    public async Task A_database_from_before_the_epoch_is_a_loss_too()
    {
        var copy = new DatabaseCopy(Vault);
        await Close();
        Contradicted(await Vault.Reopen(copy.Take));
        await Begin(_security, _reviewer);
        await Reopened();
        Contradicted(await Vault.Reopen(copy.PutBack));
        Assert.Equal(WitnessVerdict.Shorter, _why.Finding.Verdict);

        Assert.Equal(3, Assert.IsType<BeginEpochOutcome.Begun>(await Begin(_security, _reviewer)).Epoch);
        await Reopened();
        Assert.Equal(LogOrigin.Of(Vault.Instance.Log.Vault, 3), Vault.Instance.Signer.Origin);
        Assert.False(Vault.Instance.Log.AnswersFor(2, 1));
        Assert.Equal(WitnessVerdict.Agrees, Vault.Instance.Witnessed.Verdict);
    }

    [Fact]
    public async Task A_missing_witness_file_is_made_anew_by_the_new_epoch()
    {
        await Close();
        Contradicted(await Vault.Reopen(() => File.Delete(_why.Vault.Folders.WitnessFile)));
        Assert.Equal(WitnessVerdict.Missing, _why.Finding.Verdict);
        Assert.IsType<BeginEpochOutcome.Begun>(await Begin(_security, _reviewer));
        await Reopened();
        Assert.Null(Vault.Log().Select(l => l.Event).OfType<EpochOpened>().Single().LostSize);
    }

    private async Task<Enrolled> Office(string userName, string name, OfficeRole role)
    {
        var person = await Vault.AddPerson(userName, name);
        await Vault.Give(person, role);
        return await Vault.Enrol(person);
    }

    private void Contradicted(Opening opening)
    {
        _why = Assert.IsType<Opening.Contradicted>(opening);
        _isOpen = true;
        var code = new EpochCode();
        _code = code.Offer();
        _services = new ServiceCollection()
            .AddVaultEpoch(_why.Vault, code)
            .AddQuickSignIn()
            .AddLogging()
            .BuildServiceProvider(new ServiceProviderOptions { ValidateOnBuild = true, ValidateScopes = true });
    }

    private Task<BeginEpochOutcome> Begin(Enrolled? first, Enrolled? second, string? code = Console) =>
        _services
            .CreateScope()
            .ServiceProvider.GetRequiredService<BeginEpoch>()
            .Run(code == Console ? _code : code, Signature(first), Signature(second), "192.0.2.7", "test");

    private EpochSignature Signature(Enrolled? by) =>
        by is null ? new(null, null, null) : new(by.Person.UserName, by.Password, by.Code(Vault.Clock.Now));

    private async Task IsRefused(Enrolled? first, Enrolled? second)
    {
        Vault.Clock.Turn(TimeSpan.FromMinutes(20));
        Assert.IsType<BeginEpochOutcome.NotTwoPersons>(await Begin(first, second));
    }

    private async Task Close()
    {
        if (!_isOpen)
            return;
        _isOpen = false;
        await _services.DisposeAsync();
        await _why.Vault.DisposeAsync();
    }

    private async Task Reopened()
    {
        await Close();
        Assert.IsType<Opening.Opened>(await Vault.Reopen());
        Vault.Clock.Turn(TimeSpan.FromMinutes(1));
    }

    private List<string> Kinds()
    {
        using var db = _why.Vault.OpenReader();
        return [.. db.AuditEntries.Select(e => e.Kind)];
    }

    private async Task StillContradicted()
    {
        await Close();
        Contradicted(await Vault.Reopen());
    }
}
