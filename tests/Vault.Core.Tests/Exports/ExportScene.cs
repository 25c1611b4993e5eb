using Vault.Core.Accounts;
using Vault.Core.Exports;
using Vault.Core.Holdings;
using Vault.Core.Imports;
using Vault.Core.People;
using Vault.TestKit;
using Xunit;

namespace Vault.Core.Tests.Exports;

/// <summary>An office with a register of its own making: accounts with all their facts, and people with ways to reach them.</summary>
internal sealed class ExportScene : IAsyncDisposable
{
    private readonly Dictionary<string, Person> _people = [];

    private ExportScene(Office office) => Office = office;

    public Office Office { get; }

    public TestVault Vault => Office.Vault;

    public UnitId College { get; private set; }

    public UnitId Society { get; private set; }

    /// <summary>Accounts of 公众号 and two of Weibo, in the order of their names.</summary>
    public static async Task<ExportScene> Open(int weixin = 17)
    {
        var scene = new ExportScene(await Office.Open());
        scene.College = await scene.Unit("示例学院", UnitKind.College);
        scene.Society = await scene.Unit("示例读书会", UnitKind.StudentBody, scene.College);
        await scene.People();
        for (var i = 1; i <= weixin; i++)
            await scene.Account("weixin-mp", $"示例官微{i:00}", i);
        await scene.Account("weibo", "示例官博01", 1);
        await scene.Account("weibo", "示例官博02", 2);
        return scene;
    }

    public Person Somebody(string name) => _people[name];

    public async Task<ExportOutcome> Export(ExportOrder order, Person? by = null, FreshProof? proof = null)
    {
        var who = by ?? Office.Registrar;
        var (session, actor) = await Vault.SignIn(who);
        var fresh = proof ?? await Vault.Prove(session, actor, null, ProofPurpose.Export);
        return await Vault.Get<ExportRegister>().Run(actor, fresh, order);
    }

    public async Task<byte[]> File(ExportKind kind, AccountQuery? query = null, bool withContacts = true)
    {
        var order = new ExportOrder(kind, ExportMedium.File, query ?? new()) { WithContacts = withContacts };
        return Assert.IsType<ExportOutcome.File>(await Export(order)).Xlsx;
    }

    public async Task<AccountId> Account(string platform, string name, int i = 0, AccountEntry? like = null)
    {
        var actor = await Office.As(Office.Registrar);
        var entry = (like ?? Facts(i)) with { Platform = platform, Name = name };
        var account = Entered(await Vault.Get<RegisterAccount>().Run(actor, entry));
        if (i == 0)
            return account;
        await Bind(account, HoldingKind.BoundPhone, $"+86138000099{i:00}");
        await Bind(account, HoldingKind.BoundMailbox, $"bound{i:00}@example.edu.cn");
        await Appoint(account, "负责甲", AppointmentRole.ResponsiblePerson);
        await Appoint(account, "领导乙", AppointmentRole.SupervisingLeader);
        await Appoint(account, i % 2 == 0 ? "张三" : "管理丙", AppointmentRole.Custodian);
        if (i % 3 == 0)
            await Appoint(account, "李四", AppointmentRole.Administrator);
        if (i % 5 == 0)
            await Appoint(account, "学生丁", AppointmentRole.Assistant);
        return account;
    }

    public async Task Appoint(AccountId account, string person, AppointmentRole role)
    {
        using var db = Vault.Read();
        await Vault.Appoint(_people[person], db.Set<Account>().Single(a => a.Id == account), role);
    }

    public async Task Person(string name, Contact contact, bool isStudent = false)
    {
        var entry = new PersonEntry(name, null, College) { IsStudent = isStudent, Contact = contact };
        var id = Entered(await Vault.Get<AddPerson>().Run(await Office.As(Office.Registrar), entry));
        using var db = Vault.Read();
        _people[name] = db.Set<Person>().Single(p => p.Id == id);
    }

    public ValueTask DisposeAsync() => Office.DisposeAsync();

    public static TId Entered<TId>(RegisterOutcome<TId> outcome)
        where TId : struct, IVaultId<TId> => Assert.IsType<RegisterOutcome<TId>.Entered>(outcome).Id;

    private async Task People()
    {
        await Person("负责甲", new("010-55501001", "13900000001", "fuze@example.edu.cn", "fuze_jia"));
        await Person("领导乙", new("555-0200", null, null, null));
        // Of two in one cell the first has no mailbox and the second no office phone.
        await Person("张三", new("555-0301转12", "+8613800000003", null, "-zhang_san"));
        await Person("管理丙", new("555-0302", "13800000004", "guanli@example.edu.cn", null));
        await Person("李四", new(null, "13800000005", "li.si@example.edu.cn", "@li_si"), isStudent: true);
        await Person("学生丁", Contact.None, isStudent: true);
    }

    private AccountEntry Facts(int i) =>
        new("", "", i % 4 == 0 ? null : $"example_mp_{i:00}", i % 3 == 0 ? Society : College)
        {
            OriginalId = i % 2 == 0 ? $"gh_{i:x12}" : null,
            SupervisingUnit = i % 5 == 0 ? Vault.Unit : null,
            Nature =
                i % 7 == 0 ? null
                : i % 2 == 0 ? AccountNature.Service
                : AccountNature.Subscription,
            Status = (AccountStatus)(i % 5),
            IsVerified = (i % 3) switch
            {
                0 => false,
                1 => true,
                _ => i % 2 == 0 ? null : true,
            },
            VerifiedOn = i % 3 == 1 ? new DateOnly(2025, 3, 1).AddDays(i) : null,
            VerifiedUntil = i % 3 == 1 ? new DateOnly(2026, 3, 1).AddDays(i) : null,
            OpenedOn = new DateOnly(2019, 9, 1).AddDays(i),
            Address = $"https://example.edu.cn/mp?id={i}",
            Remark = i % 2 == 0 ? "=每周一更新" : null,
        };

    public async Task<UnitId> Unit(string name, UnitKind kind, UnitId? parent = null) =>
        Entered(
            await Vault
                .Get<AddUnit>()
                .Run(await Office.As(Office.Registrar), new UnitEntry(parent ?? Vault.Unit, name, kind))
        );

    private static Reason Seen() =>
        Reason.TryParse("平台账号设置页面显示的绑定信息", out var reason, out _)
            ? reason
            : throw new InvalidOperationException("Not a reason.");

    public async Task Bind(AccountId account, HoldingKind kind, string value) =>
        Assert.IsType<HoldingOutcome.Done>(
            await Vault
                .Get<RecordHolding>()
                .Run(
                    await Office.As(Office.Registrar),
                    account,
                    new(kind, Seen())
                    {
                        Outside = "示例办公室",
                        Value = value,
                        Replaces = true,
                    }
                )
        );

    /// <summary>What our own reader makes of a file; nothing in it may be wrong.</summary>
    public static IReadOnlyList<SheetReading> Read(byte[] file)
    {
        var read = Assert.IsType<RegisterOutcome.Read>(ReadRegister.Run(file, TimeProvider.System));
        Assert.Empty(read.Problems);
        return read.Sheets;
    }
}

/// <summary>One such office for tests that only read it: 17 公众号, one account of every further platform, 27 in all.</summary>
public sealed class WholeRegister : IAsyncLifetime
{
    internal ExportScene Scene { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        Scene = await ExportScene.Open();
        foreach (var platform in Platform.Shipped.Where(p => p.Key is not ("weixin-mp" or "weibo")))
            await Scene.Account(platform.Key, $"示例{platform.Letter}");
    }

    public async Task DisposeAsync() => await Scene.DisposeAsync();
}
