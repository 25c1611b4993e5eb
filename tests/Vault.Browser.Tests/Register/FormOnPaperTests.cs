using System.Globalization;
using Vault.Browser.Tests.Support;
using Vault.Core;
using Vault.Core.Accounts;
using Vault.Core.People;
using Vault.Core.SignIns;
using Vault.TestKit;

namespace Vault.Browser.Tests.Register;

/// <summary>
/// R63, R69: the regulation's form as a browser prints it, read back from the paper and from its picture: A4 across, title,
/// heading of two rows, fifteen rows a sheet whatever stands in them, every text in its column, and nothing of the page around it.
/// </summary>
[Collection(InChromium.Name)]
public sealed class FormOnPaperTests(Chromium chromium) : IAsyncLifetime
{
    private const int Accounts = 17;
    private const int RegistrationRows = 15;
    private const string UnitName = "示例大学计算机科学与技术学院";

    /// <summary>As the regulation has them.</summary>
    private static readonly string[] Groups =
    [
        "序号",
        "设立单位",
        "微信名称",
        "微信号",
        "公众号性质",
        "认证情况",
        "负责人",
        "管理员",
    ];

    private static readonly string[] Parts =
    [
        .. Enumerable.Repeat("", 5),
        "否",
        "是：认证时间",
        "姓名",
        "办公室电话",
        "手机",
        "姓名",
        "办公室电话",
        "手机",
        "邮箱",
        "微信号",
    ];

    private readonly List<string[]> _expected = [];
    private readonly Dictionary<string, Contact> _contacts = [];
    private ServedVault _served = null!;
    private Enrolled _registrar = null!;

    public async Task InitializeAsync()
    {
        _served = await ServedVault.Started();
        var vault = _served.Vault;
        var person = await vault.AddPerson("wang.fang", "王芳");
        await vault.Give(person, OfficeRole.Registrar);
        _registrar = await vault.Enrol(person);
        var (_, actor) = await vault.SignIn(person);
        var college = await Unit(actor, UnitName);
        var longest = await Unit(actor, Filled("示例大学", "学院名称很长", Core.People.Unit.NameLimit));
        var people = new[]
        {
            await Person(actor, college, "张三", "010-55501001", "13900000001"),
            await Person(actor, college, "欧阳晓明", "010-55502002", "13800000002"),
            await Person(actor, college, "李四", "010-55503003-8003", "13800000003"),
            await Person(actor, college, "王五", "010-55504004", "13800000004"),
        };
        for (var i = 1; i <= Accounts; i++)
            await Register(actor, i, i == 9 ? longest : college, people);
    }

    public async Task DisposeAsync() => await _served.DisposeAsync();

    [NeedsToolTheory("chromium", "pdftotext", "pdftoppm")]
    [InlineData("zh-CN")]
    [InlineData("en")]
    public async Task It_is_the_printed_form_page_by_page(string language)
    {
        await using var visitor = await chromium.Visitor(_served.Origin, language);
        await SignIn(visitor);
        await visitor.Go("/accounts/export");
        await visitor.Look("register-export");
        await visitor.Go("/accounts/form");
        await visitor.Look("register-form");
        await visitor.Page.FillAsync("#StepUpCode", Code());
        await visitor.Submit("main form");
        await visitor.Look("register-form-filled");

        var pdf = await visitor.Print("register-form");

        var pages = Paper.PagesOf(pdf);
        Assert.Equal(2, pages.Count);
        for (var page = 0; page < pages.Count; page++)
        {
            Assert.Equal((842, 595), (Math.Round(pages[page].Width), Math.Round(pages[page].Height)));
            var grid = new FormGrid(pages[page], Paper.PictureOf(pdf, page + 1));
            IsTheForm(grid, $"{page + 1}/{pages.Count}");
            HoldsTheAccounts(grid, page * RegistrationRows);
        }
        Assert.DoesNotContain("王芳", Paper.TextOf(pdf), StringComparison.Ordinal);
        visitor.WasWell();
    }

    private static void IsTheForm(FormGrid grid, string number)
    {
        Assert.Equal(RegistrationRows, grid.Rows);
        Assert.Equal(Parts.Length + 1, grid.Columns.Count);
        Assert.Equal(Groups, grid.GroupHeadings());
        Assert.Equal(Parts, grid.PartHeadings());
        // Each heading over several columns lies exactly over them.
        double[] borders = [.. grid.Columns.Take(6), grid.Columns[7], grid.Columns[10], grid.Columns[15]];
        Assert.Equal(borders, grid.Groups, (a, b) => Math.Abs(a - b) < 0.5);
        // A form is filled by hand too: no row is lower than two lines of writing.
        Assert.All(grid.Lines.Skip(1).Zip(grid.Lines.Skip(2)), row => Assert.True(row.Second - row.First > 25));
        Paper.HoldsInOrder(grid.Around(above: true), "各级单位官方微信登记表", "学院/（部门）", "（签章）", "主管领导");
        Paper.HoldsInOrder(
            grid.Around(above: false),
            "填表日期：2026年3月2日",
            "注：1.",
            "“服务号”或“订阅号”。",
            number
        );
    }

    private void HoldsTheAccounts(FormGrid grid, int first)
    {
        for (var row = 0; row < RegistrationRows; row++)
        {
            var expected = first + row < Accounts ? _expected[first + row] : new string[Parts.Length];
            Assert.Equal(expected.Select(t => t ?? ""), grid.Row(row));
        }
    }

    /// <summary>Ordinary ones, one of which nothing but the name is known, one with the longest names there may be, one with three people.</summary>
    private async Task Register(Actor actor, int number, UnitId unit, Person[] people)
    {
        var vault = _served.Vault;
        var name = $"示例大学官微{number:00}";
        var entry = number switch
        {
            5 => new AccountEntry("weixin-mp", name, null, unit),
            9 => Entry() with
            {
                Name = Filled(name, "学生社团的名称很长", Account.NameLimit),
                PublicId = Filled("example_", "abcdefghij", Account.NameLimit),
            },
            _ => Entry(),
        };
        var id = Entered(await vault.Get<RegisterAccount>().Run(actor, entry));
        using var db = vault.Read();
        var account = db.Set<Account>().Single(a => a.Id == id);
        Person[] administrators = number == 12 ? people[1..] : people[1..2];
        if (number != 5)
        {
            await vault.Appoint(people[0], account, AppointmentRole.ResponsiblePerson);
            await vault.Appoint(administrators[0], account);
            foreach (var further in administrators.Skip(1))
            {
                vault.Clock.Turn(TimeSpan.FromSeconds(1));
                await vault.Appoint(further, account, AppointmentRole.Administrator);
            }
        }
        _expected.Add(
            Expected(number, db.Set<Unit>().Single(u => u.Id == unit).Name, account, people[0], administrators)
        );

        AccountEntry Entry() =>
            new("weixin-mp", name, $"example_official_{number:00}", unit)
            {
                Nature = number % 2 == 0 ? AccountNature.Service : AccountNature.Subscription,
                IsVerified = number % 3 != 0,
                VerifiedOn = number % 3 == 0 ? null : new DateOnly(2026, 3, number),
            };
    }

    private string[] Expected(int number, string unit, Account account, Person responsible, Person[] administrators)
    {
        var row = new string[Parts.Length];
        (row[0], row[1], row[2]) = (number.ToString(CultureInfo.InvariantCulture), unit, account.Name);
        if (account.PublicId is null)
            return row;
        var contact = _contacts[responsible.DisplayName];
        row[3] = account.PublicId;
        row[4] = account.Nature == AccountNature.Service ? "服务号" : "订阅号";
        row[account.IsVerified == false ? 5 : 6] = account.IsVerified == false ? "√" : $"2026-03-{number:00}";
        (row[7], row[8], row[9]) = (responsible.DisplayName, contact.OfficePhone!, contact.Mobile!);
        row[10] = string.Join('、', administrators.Select(a => a.DisplayName));
        row[11] = Each(c => c.OfficePhone);
        row[12] = Each(c => c.Mobile);
        row[13] = Each(c => c.Mailbox);
        row[14] = Each(c => c.Weixin);
        return row;

        string Each(Func<Contact, string?> way) =>
            string.Join('、', administrators.Select(a => way(_contacts[a.DisplayName])));
    }

    private static string Filled(string start, string again, int length) =>
        (start + string.Concat(Enumerable.Repeat(again, length)))[..length];

    private async Task SignIn(Visitor visitor)
    {
        await visitor.Go("/sign-in");
        await visitor.Page.FillAsync("#UserName", "wang.fang");
        await visitor.Page.FillAsync("#Password", SignInKit.Password);
        await visitor.Page.FillAsync("#Code", Code());
        await visitor.Submit("main form");
        Assert.DoesNotContain("/sign-in", visitor.Page.Url, StringComparison.Ordinal);
    }

    private string Code()
    {
        _served.Vault.Clock.Turn(TimeSpan.FromSeconds(30));
        return _registrar.Code(_served.Vault.Clock.Now);
    }

    private async Task<UnitId> Unit(Actor actor, string name) =>
        Entered(await _served.Vault.Get<AddUnit>().Run(actor, new(_served.Vault.Unit, name, UnitKind.College)));

    private async Task<Person> Person(Actor actor, UnitId unit, string name, string office, string mobile)
    {
        var contact = new Contact(office, mobile, $"{mobile}@mail.example.edu.cn", $"wx_{mobile}");
        _contacts[name] = contact;
        var entry = new PersonEntry(name, null, unit) { Contact = contact };
        var id = Entered(await _served.Vault.Get<AddPerson>().Run(actor, entry));
        using var db = _served.Vault.Read();
        return db.Set<Person>().Single(p => p.Id == id);
    }

    private static TId Entered<TId>(RegisterOutcome<TId> outcome)
        where TId : struct, IVaultId<TId> => Assert.IsType<RegisterOutcome<TId>.Entered>(outcome).Id;
}
