using Vault.Core.Audit;
using Vault.Core.Custody;
using Vault.Core.Handovers;
using Vault.Core.People;
using Vault.Core.Records;
using Vault.Core.Tests.Handovers;
using Xunit;

namespace Vault.Core.Tests.Records;

/// <summary>交接单: printed when all three have signed, told from the rows as they stood then, and kept as it was.</summary>
public sealed class HandoverRecordTests : IAsyncLifetime
{
    private HandoverScene _scene = null!;
    private HandoverId _id;

    public async Task InitializeAsync()
    {
        _scene = await HandoverScene.Set();
        _id = await _scene.Opened(_scene.Plan(_scene.First, _scene.Accounts[1]));
        await _scene.CountIn(_id, _scene.First, _scene.Accounts[1]);
        await _scene.Change(_scene.Zhao, _scene.First);
        HandoverScene.Done(await _scene.Waive(_scene.Office.Registrar, _id, _scene.Accounts[1], Component.Password));
    }

    public async Task DisposeAsync() => await _scene.DisposeAsync();

    [Fact]
    public async Task It_is_printed_when_the_last_of_the_three_has_signed_for_the_last_account()
    {
        await _scene.SignAll(_id, _scene.First);
        HandoverScene.Done(await _scene.Sign(_scene.Zhang, _id, _scene.Accounts[1]));
        HandoverScene.Done(await _scene.Sign(_scene.Zhao, _id, _scene.Accounts[1]));
        Assert.Equal(RecordRefusal.NotClosed, Refused(await Print(_scene.Responsible)));
        Assert.Equal(RecordRefusal.NotClosed, Assert.IsType<RecordPrintRefused>(_scene.Vault.LastEvent()).Why);

        HandoverScene.Done(await _scene.Sign(_scene.Leader, _id, _scene.Accounts[1]));

        var printed = Paper(await Print(_scene.Responsible));
        Assert.Equal("JJ-2026-0001", printed.Record.Number);
        var line = Assert.IsType<RecordPrinted>(_scene.Vault.LastEvent());
        Assert.Equal(printed.Record.Number, line.Number);
        Assert.Equal(printed.Record.Sha256, line.RecordSha256);
        Assert.Equal("JJ-2026-0002", Paper(await Print(_scene.Zhang)).Record.Number);
    }

    [Fact]
    public async Task It_tells_parties_lines_changes_and_waivers()
    {
        await Close();

        var content = Paper(await Print(_scene.Zhang)).Content;

        Assert.Equal("账号交接单", content.Title);
        var facts = content.Sections[0].Facts.ToLookup(f => f.Term, f => f.Text);
        Assert.Equal(["张三（示例大学，保管人）"], facts["移交人"]);
        Assert.Equal(["赵六（示例大学，保管人）"], facts["接收人"]);
        Assert.Equal(["领导甲（示例大学，主管领导）"], facts["监交人"]);
        Assert.Equal(["他调往另一个部门任职"], facts["事由"]);
        var items = Rows(content, "二");
        Assert.Equal(_scene.Facts(_id).Items.Count, items.Count);
        Assert.All(items, r => Assert.Equal("已点收", r[4]));
        var changes = Rows(content, "三");
        Assert.Equal(
            [(_scene.First.Name, "第 1 版", "第 2 版", "赵六"), (_scene.Accounts[1].Name, "第 1 版", "第 1 版", "—")],
            changes.Select(r => (r[0], r[2], r[3], r[4])).OrderByDescending(r => r.Item3)
        );
        Assert.Contains(changes, r => r[5] == "豁免，未改换");
        Assert.Equal("平台已停止该接口的服务", Assert.Single(Rows(content, "五"))[2]);
        Assert.Equal("无差异。", Section(content, "四").Text);
        Assert.Equal(
            [("移交人", "张三"), ("接收人", "赵六"), ("监交人", "领导甲")],
            content.Signatures.Select(s => (s.Role, s.Name))
        );
        Assert.All(content.Signatures, s => Assert.Contains("2 个账号", s.Signed, StringComparison.Ordinal));
    }

    [Fact]
    public async Task It_tells_how_it_was_at_the_signature_whatever_the_leaver_learns_later()
    {
        await Close();
        var before = Rows(Paper(await Print(_scene.Zhao)).Content, "三");
        _scene.Vault.Clock.Turn(TimeSpan.FromHours(1));
        await _scene.Declare(_scene.Zhao, _scene.First, _scene.Zhang);
        await _scene.Change(_scene.Zhao, _scene.First);

        Assert.Equal(before, Rows(Paper(await Print(_scene.Zhao)).Content, "三"));
    }

    [Fact]
    public async Task It_is_printed_again_as_it_was()
    {
        await Close();
        var printed = Paper(await Print(_scene.Zhao));
        await _scene.Vault.Write(scope =>
        {
            var row = scope.Db.Set<Person>().Single(p => p.Id == _scene.Zhang.Id);
            row.Change(new("张三丰", row.UserName, row.Unit, false, Contact.None), null);
            scope.Append(new PersonDisabled(_scene.Zhang.Id));
        });

        var again = Paper(await Reprint(_scene.Zhao, printed.Record.Id));

        Assert.Equivalent(printed.Content, again.Content, strict: true);
        Assert.Equal(printed.Record.Sha256, again.Record.Sha256);
        Assert.Equal("赵六", again.PrintedBy);
        Assert.IsType<RecordReprinted>(_scene.Vault.LastEvent());
        Assert.NotEqual(again.Record.Sha256, Paper(await Print(_scene.Zhao)).Record.Sha256);
    }

    [Fact]
    public async Task It_takes_a_second_factor_of_its_own_each_time()
    {
        await Close();
        var proof = await _scene.Office.Proof(_scene.Zhao, ProofPurpose.Export, _id.Value);
        var wrong = await _scene.Office.Proof(_scene.Zhao, ProofPurpose.Sign, _id.Value);
        Assert.Equal(RecordRefusal.ProofNotFresh, Refused(await Print(_scene.Zhao, null)));
        Assert.Equal(RecordRefusal.ProofNotFresh, Refused(await Print(_scene.Zhao, wrong)));
        var printed = Paper(await Print(_scene.Zhao, proof));
        Assert.Equal(RecordRefusal.ProofNotFresh, Refused(await Print(_scene.Zhao, proof)));
        var again = _scene.Vault.Get<ReprintRecord>();
        var outcome = await again.Run(await As(_scene.Zhao), Standing(_scene.Zhao), proof, printed.Record.Id);
        Assert.Equal(RecordRefusal.ProofNotFresh, Refused(outcome));
    }

    [Fact]
    public async Task It_is_for_those_concerned()
    {
        await Close();
        var id = Paper(await Print(_scene.Zhang)).Record.Id;
        foreach (var stranger in new[] { _scene.Li, _scene.Office.Reviewer, _scene.Office.System })
        {
            Assert.IsType<RecordOutcome.NotFound>(await Print(stranger));
            Assert.IsType<RecordOutcome.NotFound>(await Reprint(stranger, id));
            Assert.IsType<AccessRefused>(_scene.Vault.LastEvent());
        }
        foreach (var person in new[] { _scene.Zhang, _scene.Zhao, _scene.Leader, _scene.Office.Registrar })
            Paper(await Reprint(person, id));
    }

    private async Task Close() => await _scene.SignAll(_id, _scene.First, _scene.Accounts[1]);

    private async Task<RecordOutcome> Print(Person by) =>
        await Print(by, await _scene.Office.Proof(by, ProofPurpose.Export, _id.Value));

    private async Task<RecordOutcome> Print(Person by, FreshProof? proof) =>
        await _scene
            .Vault.Get<PrintRecord>()
            .Run(await As(by), Standing(by), proof, RecordKind.Handover, new(_id.Value));

    private async Task<RecordOutcome> Reprint(Person by, PrintedRecordId id)
    {
        var proof = await _scene.Office.Proof(by, ProofPurpose.Export, id.Value);
        return await _scene.Vault.Get<ReprintRecord>().Run(await As(by), Standing(by), proof, id);
    }

    private Task<Actor> As(Person person) => _scene.Office.As(person);

    private Standing Standing(Person person)
    {
        using var db = _scene.Vault.Read();
        return Core.People.Standing.Read(db, person.Id, _scene.Now)!;
    }

    private static PrintedPaper Paper(RecordOutcome outcome) => Assert.IsType<RecordOutcome.Paper>(outcome).Printed;

    private static RecordRefusal Refused(RecordOutcome outcome) => Assert.IsType<RecordOutcome.Refused>(outcome).Why;

    private static RecordSection Section(RecordContent content, string number) =>
        content.Sections.Single(s => s.Heading?.StartsWith(number, StringComparison.Ordinal) == true);

    private static IReadOnlyList<IReadOnlyList<string>> Rows(RecordContent content, string number) =>
        Section(content, number).Table!.Rows;
}
