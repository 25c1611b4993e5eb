using Vault.Core.Checkouts;
using Vault.Core.Custody;
using Vault.Core.People;
using Vault.Core.Records;
using Vault.Core.Tests.Checkouts;
using Vault.TestKit;
using Xunit;

namespace Vault.Core.Tests.Records;

/// <summary>领用单, 账号卡, 建库记录: what stands on them, when they are printed, and for whom.</summary>
public sealed class OtherRecordTests : IAsyncLifetime
{
    private CheckoutScene _scene = null!;

    public async Task InitializeAsync() => _scene = await CheckoutScene.Set(new(CheckoutWay.Approval));

    public async Task DisposeAsync() => await _scene.DisposeAsync();

    private Office Office => _scene.Office;

    [Fact]
    public async Task A_slip_is_printed_once_the_account_was_had()
    {
        var checkout = await _scene.Asked(_scene.Zhang);
        Assert.Equal(RecordRefusal.NotHad, await Refused(checkout));
        Assert.IsType<CheckoutOutcome.Done>(await _scene.Approve(_scene.Leader, checkout));
        Assert.Equal(RecordRefusal.NotHad, await Refused(checkout));
        Assert.IsType<CheckoutOutcome.Done>(await _scene.Open(_scene.Zhang, checkout));

        var slip = await Office.Printed(_scene.Zhang, RecordKind.Checkout, checkout.Id.Value);

        var facts = slip.Facts();
        Assert.Equal(["示例大学招生办"], facts["账号"]);
        Assert.Equal(["张三（示例大学）"], facts["领用人"]);
        Assert.Equal(["发布内容"], facts["用途"]);
        Assert.Equal(["领用中"], facts["状态"]);
        var approval = Assert.Single(slip.Sections[1].Table!.Rows);
        Assert.Equal(["领导甲", "主管领导", "—"], approval.Take(3));
        Assert.Equal(["张三", "领导甲"], slip.Signatures.Select(s => s.Name));
        Assert.IsType<CheckoutOutcome.Done>(await _scene.Return(_scene.Zhang, checkout, "发布了招生通知一篇"));
        var returned = (await Office.Printed(_scene.Leader, RecordKind.Checkout, checkout.Id.Value)).Facts();
        Assert.Equal(["已归还"], returned["状态"]);
        Assert.Equal(["发布了招生通知一篇"], returned["使用情况"]);
    }

    [Fact]
    public async Task A_slip_is_for_who_sees_the_checkout()
    {
        var checkout = await _scene.Asked(_scene.Zhang);
        await _scene.Approve(_scene.Leader, checkout);
        await _scene.Open(_scene.Zhang, checkout);
        Assert.IsType<RecordOutcome.NotFound>(
            await Office.Print(Office.System, RecordKind.Checkout, checkout.Id.Value)
        );
        await Office.Printed(Office.Reviewer, RecordKind.Checkout, checkout.Id.Value);
    }

    [Fact]
    public async Task A_sheet_tells_the_register_the_people_and_versions_and_no_secret()
    {
        const string secret = "Canary-31!on-no-paper";
        var proof = await Office.Proof(_scene.Zhang, ProofPurpose.UseSecrets, _scene.Account.Id.Value);
        var value = System.Text.Encoding.UTF8.GetBytes(secret);
        await _scene
            .Vault.Get<Deposit>()
            .Run(await Office.As(_scene.Zhang), proof, _scene.Account.Id, Component.Password, value, ValueOrigin.Typed);

        var sheet = await Office.Printed(_scene.Leader, RecordKind.Account, _scene.Account.Id.Value);

        Assert.Equal(["示例大学招生办"], sheet.Facts()["账号名称"]);
        Assert.Equivalent(
            new[] { ("保管人", "张三"), ("账号管理员", "李四"), ("负责人", "负责人甲"), ("主管领导", "领导甲") },
            sheet.Sections[1].Table!.Rows.Select(r => (r[0], r[1])).ToArray(),
            strict: true
        );
        Assert.Equal(["登录密码", "第 1 版", "使用中", "张三"], Assert.Single(sheet.Sections[2].Table!.Rows).Take(4));
        Assert.Equal("没有登记。", sheet.Sections[3].Text);
        Assert.DoesNotContain(secret, sheet.Whole(), StringComparison.Ordinal);
        Assert.Equal([("保管人", "张三"), ("负责人", "负责人甲")], sheet.Signatures.Select(s => (s.Role, s.Name)));
    }

    [Fact]
    public async Task A_sheet_is_for_who_sees_the_account()
    {
        foreach (var stranger in new[] { Office.Reviewer, Office.System, Office.Security })
            Assert.IsType<RecordOutcome.NotFound>(
                await Office.Print(stranger, RecordKind.Account, _scene.Account.Id.Value)
            );
        await Office.Printed(Office.Registrar, RecordKind.Account, _scene.Account.Id.Value);
    }

    [Fact]
    public async Task A_founding_record_carries_the_fingerprints_and_is_for_who_holds_an_office()
    {
        var vault = _scene.Vault.Instance;
        var subject = vault.Log.Vault.Value;

        var record = await Office.Printed(Office.System, RecordKind.Founding, subject);

        var facts = record.Facts();
        Assert.Equal([vault.Log.Vault.ToString()], facts["保管库编号"]);
        Assert.Equal([Convert.ToBase64String(vault.Signer.PublicKey)], facts["日志公钥"]);
        Assert.Equal([RecordWords.Of(vault.RootKeyFingerprint)], facts["根密钥指纹"]);
        Assert.Contains("系统员", record.Sections[2].Table!.Rows.Select(r => r[0]));
        foreach (var stranger in new[] { _scene.Zhang, _scene.Leader })
            Assert.IsType<RecordOutcome.NotFound>(await Office.Print(stranger, RecordKind.Founding, subject));
        Assert.IsType<RecordOutcome.NotFound>(await Office.Print(Office.System, RecordKind.Founding, Guid.NewGuid()));
    }

    [Fact]
    public void A_fingerprint_of_the_root_key_is_none_of_its_derived_keys()
    {
        var key = _scene.Vault.Instance.RootKey;
        Assert.Equal(key.Fingerprint(), _scene.Vault.Instance.RootKeyFingerprint);
        Assert.NotEqual(key.Derive("root-key-fingerprint/1"), key.Fingerprint());
        Assert.NotEqual(Core.Keys.RootKey.New().Fingerprint(), key.Fingerprint());
    }

    [Fact]
    public async Task Each_kind_counts_by_itself_and_a_year_anew()
    {
        var subject = _scene.Account.Id.Value;
        Assert.Equal("ZH-2026-0001", await Number(RecordKind.Account, subject));
        Assert.Equal("JK-2026-0001", await Number(RecordKind.Founding, _scene.Vault.Instance.Log.Vault.Value));
        Assert.Equal("ZH-2026-0002", await Number(RecordKind.Account, subject));
        // Until the last millisecond of the year there, in UTC+8.
        _scene.Vault.Clock.Turn(new DateTimeOffset(2026, 12, 31, 15, 59, 0, TimeSpan.Zero) - _scene.Now);
        Assert.Equal("ZH-2026-0003", await Number(RecordKind.Account, subject));
        _scene.Vault.Clock.Turn(TimeSpan.FromMinutes(1));
        Assert.Equal("ZH-2027-0001", await Number(RecordKind.Account, subject));
    }

    private async Task<string> Number(RecordKind kind, Guid subject) =>
        Assert.IsType<RecordOutcome.Paper>(await Office.Print(Office.Registrar, kind, subject)).Printed.Record.Number;

    private async Task<RecordRefusal> Refused(Checkout checkout) =>
        Assert
            .IsType<RecordOutcome.Refused>(await Office.Print(_scene.Zhang, RecordKind.Checkout, checkout.Id.Value))
            .Why;
}
