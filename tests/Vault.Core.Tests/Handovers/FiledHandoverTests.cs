using Vault.Core.Accounts;
using Vault.Core.Filings;
using Vault.Core.Handovers;
using Vault.Core.People;
using Xunit;

namespace Vault.Core.Tests.Handovers;

/// <summary>待备案, 已备案, 已归档: what comes after the third signature.</summary>
public sealed class FiledHandoverTests
{
    [Fact]
    public async Task Each_account_is_to_be_filed_once_it_is_closed_and_with_the_last_one_it_is_archived()
    {
        await using var scene = await HandoverScene.Set();
        Account[] both = [scene.Accounts[0], scene.Accounts[1]];
        await FileAll(scene, both);
        scene.Vault.Clock.Turn(TimeSpan.FromMinutes(1));
        var id = await scene.Opened(scene.Plan(both));
        await scene.CountIn(id, both);
        foreach (var account in both)
            await scene.Change(scene.Zhao, account);
        Assert.All((await Read(scene, id)).Parts, p => Assert.Null(p.Filing));

        await scene.SignAll(id, both);

        var closed = await Read(scene, id);
        Assert.Equal((PartState.Closed, false), (closed.State, closed.IsArchived));
        Assert.All(closed.Parts, p => Assert.False(p.Filing!.IsFiled));
        await FileAll(scene, both[0]);
        var half = await Read(scene, id);
        Assert.False(half.IsArchived);
        Assert.Equal([both[0].Id], half.Parts.Where(p => p.Filing!.IsFiled).Select(p => p.Account.Id));
        Assert.False(Assert.Single(await Ended(scene)).IsArchived);
        await FileAll(scene, both[1]);
        Assert.True((await Read(scene, id)).IsArchived);
        Assert.True(Assert.Single(await Ended(scene)).IsArchived);
    }

    [Fact]
    public async Task What_is_filed_of_the_account_later_takes_nothing_from_it()
    {
        await using var scene = await HandoverScene.Set();
        var account = scene.First;
        var id = await scene.Opened(scene.Plan(account));
        await scene.CountIn(id, account);
        await scene.Change(scene.Zhao, account);
        await scene.SignAll(id, account);
        var filing = (await Read(scene, id)).Parts[0].Filing!.Id;
        await FileAll(scene, account);

        scene.Vault.Clock.Turn(TimeSpan.FromMinutes(1));
        await scene.Office.Appoint(scene.Li, account: account);

        var file = await Read(scene, id);
        Assert.Equal((filing, true), (file.Parts[0].Filing!.Id, file.IsArchived));
        Assert.Single(Open(scene, account));
    }

    private static async Task FileAll(HandoverScene scene, params Account[] accounts)
    {
        scene.Vault.Clock.Turn(TimeSpan.FromMinutes(1));
        foreach (var filing in Open(scene, accounts))
        {
            await scene.Vault.Write(s =>
            {
                var row = s.Db.Set<Filing>().Single(f => f.Id == filing.Id);
                var (form, scan) = (FilingFormId.New(), FilingScanId.New());
                var content = new byte[] { 1 };
                var printed = FilingForm.Of(form, row.Id, 1, content, content, content, scene.Zhao.Id, s.Now);
                s.Db.Add(printed);
                row.Submit(printed, scan);
                row.Accept(scene.Office.Registrar.Id, "示例备〔2026〕1号", scene.Today, s.Now);
                s.Append(
                    new FilingAccepted(row.Account, row.Id, Core.Audit.PrivateText.Of("1"), scene.Today, 1, content)
                );
            });
        }
    }

    private static List<Filing> Open(HandoverScene scene, params Account[] accounts)
    {
        var ids = accounts.Select(a => a.Id).ToList();
        using var db = scene.Vault.Read();
        return [.. db.Set<Filing>().Where(f => ids.Contains(f.Account) && f.AcceptedAt == null)];
    }

    private static async Task<HandoverFile> Read(HandoverScene scene, HandoverId id) =>
        (await scene.Vault.Get<ReadHandover>().Run(Registrar(scene), id))!;

    private static Task<IReadOnlyList<EndedHandover>> Ended(HandoverScene scene) =>
        scene.Vault.Get<ListHandovers>().Ended(Registrar(scene));

    private static Standing Registrar(HandoverScene scene)
    {
        using var db = scene.Vault.Read();
        return Standing.Read(db, scene.Office.Registrar.Id, scene.Now)!;
    }
}
