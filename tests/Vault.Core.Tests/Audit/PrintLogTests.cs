using Vault.Core.Audit;
using Vault.Core.People;
using Vault.Core.SignIns;
using Vault.TestKit;
using Xunit;

namespace Vault.Core.Tests.Audit;

/// <summary>The log on paper: only for the reviewer, with a second factor for this and nothing else, and a line (R12, R32).</summary>
[Trait("R", "R12"), Trait("R", "R32")]
public sealed class PrintLogTests : IAsyncLifetime
{
    private TestVault _vault = null!;
    private Person _person = null!;
    private Session _session = null!;
    private Actor _reviewer = null!;

    public async Task InitializeAsync()
    {
        _vault = await TestVault.Founded();
        _person = await _vault.AddPerson("shen.yue", "沈阅");
        await _vault.Give(_person, OfficeRole.Reviewer);
        (_session, _reviewer) = await _vault.SignIn(_person);
    }

    public async Task DisposeAsync() => await _vault.DisposeAsync();

    [Fact]
    public async Task The_line_says_what_stands_on_the_paper()
    {
        var proof = await Proof();
        var (size, root) = _vault.Instance.Log.Head();
        var filter = new LogFilter("PersonAdded", _person.Id, null, AuditOutcome.Done, _vault.Clock.Now.AddDays(-1));

        var printed = Assert.IsType<PrintLogOutcome.Printed>(await Print(proof, filter));

        var line = _vault.Log()[^1];
        var on = Assert.Single(printed.Page.Entries).Sequence;
        var happened = Assert.IsType<LogPrinted>(line.Event);
        Assert.Equal(_reviewer.Person, line.Actor);
        Assert.Equal((1, on, on, size), (happened.Entries, happened.First!.Value, happened.Last!.Value, happened.Size));
        Assert.Equal(root, happened.Root);
        Assert.Equal(size, printed.Size);
        Assert.Equal(root, printed.Root);
        Assert.Equal(
            (filter.Kind, filter.Person, filter.Account, filter.Outcome, filter.Until),
            (happened.Kind, happened.FilterPerson, happened.FilterAccount, happened.FilterOutcome, happened.Until)
        );
        Assert.Equal(filter.From!.Value.ToUnixTimeMilliseconds(), happened.From!.Value.ToUnixTimeMilliseconds());
    }

    [Fact]
    public async Task A_proof_is_good_for_one_print()
    {
        var proof = await Proof();
        Assert.IsType<PrintLogOutcome.Printed>(await Print(proof));

        await Refused(proof);
    }

    [Fact]
    public async Task No_proof_of_another_session_purpose_person_or_time_prints()
    {
        var (other, actor) = await _vault.SignIn(_person);
        var stranger = await _vault.AddPerson("li.si", "李四");
        await _vault.Give(stranger, OfficeRole.Reviewer);
        var (session, another) = await _vault.SignIn(stranger);

        await Refused(null);
        await Refused(await _vault.Prove(other, actor, null, ProofPurpose.Export));
        await Refused(await _vault.Prove(session, another, null, ProofPurpose.Export));
        await Refused(await _vault.Prove(_session, _reviewer, null, ProofPurpose.Administer));
        var old = await Proof();
        _vault.Clock.Turn(FreshProof.Lifetime);
        await Refused(old);
    }

    [Fact]
    public async Task Who_is_not_the_reviewer_now_prints_nothing_and_keeps_his_proof()
    {
        var proof = await Proof();
        await _vault.Write(scope =>
        {
            scope.Db.Set<RoleGrant>().Single(g => g.Person == _person.Id).End(scope.Now);
            scope.Append(new RoleEnded(_person.Id, OfficeRole.Reviewer));
        });

        Assert.IsType<PrintLogOutcome.Refused>(await Print(proof));

        Assert.Equal("log print", Assert.IsType<AccessRefused>(_vault.LastEvent()).Endpoint);
        Assert.True(proof.Covers(_session.Id, ProofPurpose.Export, null, _vault.Clock.Now));
    }

    private async Task Refused(FreshProof? proof)
    {
        Assert.IsType<PrintLogOutcome.ProofNotFresh>(await Print(proof));
        Assert.Equal("log print", Assert.IsType<AccessRefused>(_vault.LastEvent()).Endpoint);
    }

    private Task<FreshProof> Proof() => _vault.Prove(_session, _reviewer, null, ProofPurpose.Export);

    private Task<PrintLogOutcome> Print(FreshProof? proof, LogFilter? filter = null) =>
        _vault.Get<PrintLog>().Run(_reviewer, proof, filter ?? LogFilter.All);
}
