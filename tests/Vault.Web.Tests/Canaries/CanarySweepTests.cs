using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Vault.Core.Accounts;
using Vault.Core.Custody;
using Vault.Core.Imports;
using Vault.Core.People;
using Vault.Core.SignIns;
using Vault.TestKit;
using Vault.TestKit.Canaries;
using Vault.Web.Pages.Imports;
using Vault.Web.Tests.Support;
using Xunit;

namespace Vault.Web.Tests.Canaries;

/// <summary>
/// R35, R49, R61, R64, R65: a canary of its own goes into every field of the product, is taken where it can be and
/// refused where not, and then stands nowhere but where <see cref="Fields"/> allows it: database, journal, keys, log
/// output, temporary files, answers; in every dress of <see cref="Needle"/>.
/// </summary>
public sealed partial class CanarySweepTests
{
    private const string Words = " 大雨落在屋顶上";
    private const string Why = "，发布今天的讲座预告";

    private readonly Recorder _recorder = new();
    private readonly DateTime _began = DateTime.UtcNow.AddSeconds(-1);

    [Fact]
    public async Task What_people_type_stands_only_where_the_list_allows()
    {
        await using var empty = await WebVault.Unfounded(Watch);
        await using var web = await WebVault.Started(Watch);
        var typist = new Typist(web);
        await SetUp(empty, typist);
        var account = await Register(web, typist);
        await Invite(web, typist);
        await UseSecrets(web, typist, account);
        await Declare(web, typist, account);
        await RotationSweep.Run(web, typist, account);
        await CheckoutSweep.Run(web, typist);
        await IncidentSweep.Run(web, typist);
        await CalendarSweep.Run(typist);
        await PlaybookSweep.Run(typist, account);
        await HandoverSweep.Run(web, typist);
        await FilingSweep.Run(web, typist);
        await ReviewSweep.Run(web, typist);
        await SpoilTheRest(web, typist, account);
        List<Haystack> stored = [.. Files(empty), .. Files(web)];
        await web.Restart();
        stored.AddRange(Files(web));
        stored.AddRange(Temporary());
        stored.Add(new Haystack("log output", Encoding.UTF8.GetBytes(_recorder.Log.Text)));

        None("not on the list", [.. typist.Unlisted, .. Unlisted()]);
        None("never typed into", Fields.All.Where(f => !_recorder.Exchanges.Any(e => e.Brought(f.Canary))));
        None("never opened", Unopened(web));
        None("stored", Misplaced(stored));
        None("answered", MisplacedInAnswers());
        TheSweepSees(stored);
    }

    private static void None(string what, IEnumerable<object> found)
    {
        var all = found.Select(f => f.ToString()!).Distinct().Order(StringComparer.Ordinal).ToList();
        Assert.True(all.Count == 0, $"{what}:\n{string.Join('\n', all)}");
    }

    private void Watch(WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<IStartupFilter>(_recorder);
        builder.Logging.ClearProviders().AddProvider(_recorder.Log);
    }

    private static async Task SetUp(WebVault empty, Typist typist)
    {
        var browser = empty.Browser();
        var link = "/set-up/" + empty.Get<SetUpLink>().Offer();
        await browser.Get("/set-up");
        await typist.Spoil(browser, link);
        await typist.Spoil(browser, link + "/persons");
        await browser.Get(link + "/summary");
        Assert.Equal(HttpStatusCode.OK, (await browser.Post(link + "/summary")).Status);
        Assert.Equal("/set-up", (await browser.Get(link)).Location);
    }

    /// <summary>A unit, a person and an account, each with canaries for names; the account's path.</summary>
    private static async Task<string> Register(WebVault web, Typist typist)
    {
        var registrar = await typist.Somebody(OfficeRole.Registrar);
        var unit = ("Input.Unit", web.Vault.Unit.ToString());
        foreach (var page in new[] { "/units/new", "/persons/new", "/accounts/new", "/accounts", "/persons" })
            await registrar.Spoil(page);
        (string Page, (string, string)[] Fields)[] entries =
        [
            ("/units/new", [registrar.Canary("/units/new", "Input.Name")]),
            ("/persons/new", Person(registrar, "/persons/new")),
            ("/accounts/new", [.. Account(registrar, "/accounts/new"), ("Input.Platform", "generic")]),
        ];
        await ChangePlatforms(web, registrar);
        var path = "";
        var entered = new Dictionary<string, string>();
        foreach (var (page, fields) in entries)
        {
            var taken = await registrar.Send(page, page, [.. fields, unit]);
            path = taken.Location ?? throw new InvalidOperationException($"{page}: {taken.Status}");
            await registrar.Browser.Get(path);
            entered[page] = path;
        }
        await ChangeAccount(web, registrar, $"/accounts/{(await web.Vault.AddAccount("旧账号")).Id}", unit);
        await ReadContact(registrar, entered["/persons/new"]);
        await ChangePerson(registrar, $"/persons/{(await web.Vault.AddPerson("to.change", "旧人")).Id}", unit);
        await ChangeUnit(registrar, unit);
        return path;
    }

    /// <summary>A platform of its own, another made of a shipped one, and both read in list and form.</summary>
    private static async Task ChangePlatforms(WebVault web, Hand registrar)
    {
        (string, string)[] facts =
        [
            ("Input.MinLength", "8"),
            ("Input.MaxLength", "20"),
            ("Input.Has[password]", "true"),
            ("Input.Offered", "true"),
        ];
        const string form = "/platforms/new";
        await registrar.Spoil(form);
        Assert.Equal(
            "/platforms",
            (await registrar.Send(form, form, [.. facts, registrar.Canary(form, "Input.Name")])).Location
        );
        // Another one is renamed: the first keeps the name that is looked for.
        Assert.Equal("/platforms", (await registrar.Send(form, form, [.. facts, ("Input.Name", "旧平台")])).Location);
        using var db = web.Vault.Read();
        var own = "/platforms/" + new PlatformList(db).All.Single(p => p.Name == "旧平台").Key;
        await registrar.Spoil(own);
        var change = registrar.Canary(own, "Input.Name");
        Assert.Equal("/platforms", (await registrar.Send(own, own, [.. facts, change, ("Revision", "1")])).Location);
        // The account that is to hold one of everything is of this platform.
        (string, string)[] all = [.. Fields.Components.Select(c => ($"Input.Has[{c.Slug()}]", "true"))];
        const string shipped = "/platforms/generic";
        Assert.Equal(
            "/platforms",
            (await registrar.Send(shipped, shipped, [.. facts[..2], .. all, facts[3], ("Revision", "0")])).Location
        );
        await registrar.Browser.Get("/platforms");
        await registrar.Browser.Get(own);
    }

    private static (string, string)[] Account(Hand registrar, string form) =>
        [
            registrar.Canary(form, "Input.Name"),
            registrar.Canary(form, "Input.PublicId"),
            registrar.Canary(form, "Input.OriginalId"),
            ("Input.Address", "https://example.edu.cn/" + registrar.Canary(form, "Input.Address").Value),
            registrar.Canary(form, "Input.Remark"),
        ];

    /// <summary>Everything of an account anew, and what of it is in whose hands, which is asked for and shown once.</summary>
    private static async Task ChangeAccount(WebVault web, Hand registrar, string account, (string, string) unit)
    {
        var form = account + "/change";
        await registrar.Spoil(form);
        var typed = Account(registrar, form);
        var changed = await registrar.Send(form, form, [.. typed, unit, ("Input.Status", "Active"), ("Revision", "0")]);
        Assert.Equal(account, changed.Location);
        await HoldingSweep.Run(web, registrar, account);
        await registrar.Spoil("/accounts/print");
    }

    private static (string, string)[] Person(Hand registrar, string form) =>
        [
            registrar.Canary(form, "Input.Name"),
            registrar.Canary(form, "Input.UserName"),
            registrar.Canary(form, "Input.OfficePhone"),
            registrar.Canary(form, "Input.Mobile"),
            registrar.Canary(form, "Input.Mailbox", "@example.edu.cn"),
            registrar.Canary(form, "Input.Weixin"),
        ];

    private static async Task ChangeUnit(Hand registrar, (string, string) parent)
    {
        (string, string)[] old = [("Input.Name", "旧单位"), parent];
        var unit = (await registrar.Send("/units/new", "/units/new", old)).Location!;
        var form = unit + "/change";
        await registrar.Spoil(form);
        (string, string)[] changes = [registrar.Canary(form, "Input.Name"), parent, ("revision", "0")];
        Assert.Equal(unit, (await registrar.Send(form, form, changes)).Location);
        await registrar.Spoil(unit);
        await registrar.Browser.Get("/units");
        await registrar.Browser.Get("/help");
        await registrar.Browser.Get("/help/register");
    }

    private static async Task ReadContact(Hand registrar, string person)
    {
        await registrar.Browser.Get(person + "/change");
        Assert.Equal(HttpStatusCode.OK, (await registrar.Browser.Post(person + "/contact")).Status);
    }

    /// <summary>Everything of a person anew.</summary>
    private static async Task ChangePerson(Hand registrar, string person, (string, string) unit)
    {
        var form = person + "/change";
        await registrar.Spoil(form);
        var changed = await registrar.Send(form, form, [.. Person(registrar, form), unit, ("revision", "0")]);
        Assert.Equal(person, changed.Location);
        await ReadContact(registrar, person);
    }

    private static async Task Invite(WebVault web, Typist typist)
    {
        var person = await web.Vault.AddPerson("new.comer", "新人");
        var token = "";
        await web.Vault.Write(scope =>
            token = IssueInvitation.Invite(scope, person.Id, InvitationPurpose.FirstSignIn).Token
        );
        var link = "/invitations/" + token;
        var browser = web.Browser();
        await typist.Spoil(browser, link);
        var password = typist.CanaryOf(link, "Password") + Words;
        await browser.Post(link + "?handler=Password", ("Password", password), ("Repeat", password));
        await typist.Spoil(browser, link);
        var seed = SimpleBase.Base32.Rfc4648.Decode(
            Seed().Match((await browser.Get(link)).Body).Groups[1].Value.Replace(" ", "", StringComparison.Ordinal)
        );
        web.Vault.Clock.Turn(TimeSpan.FromSeconds(30));
        var code = Totp.Compute(seed, TotpParameters.Standard, web.Vault.Clock.Now);
        Assert.Contains("code-list", (await browser.Post(link + "?handler=Confirm", ("Code", code))).Body);
        await typist.Spoil(browser, "/sign-in");
        web.Vault.Clock.Turn(TimeSpan.FromSeconds(30));
        code = Totp.Compute(seed, TotpParameters.Standard, web.Vault.Clock.Now);
        var signedIn = await browser.Post(
            "/sign-in",
            ("UserName", "new.comer"),
            ("Password", password),
            ("Code", code)
        );
        Assert.Equal("/", signedIn.Location);
    }

    private static async Task UseSecrets(WebVault web, Typist typist, string account)
    {
        foreach (var component in Fields.Components)
        {
            var page = $"{account}/secrets/{component.Slug()}";
            var custodian = await Custodian(web, typist, account);
            await custodian.Spoil(page + "/deposit");
            var value = custodian.Canary(page + "/deposit", "Value");
            var kept = await custodian.Send(page + "/deposit", page + "/deposit", value);
            Assert.True(kept.Location == page, $"{page}: {kept.Status} {Mistake().Match(kept.Body).Value}");
            web.Vault.Clock.Turn(TimeSpan.FromMinutes(6));
            await custodian.Spoil(page);
            var use = page + Fields.Verb(component);
            var reason = custodian.Canary(use, "Reason", Why);
            Assert.Equal(HttpStatusCode.OK, (await custodian.Send(page, use, reason)).Status);
            await custodian.Browser.Get(account + "/log");
            await CheckoutSweep.Return(web, custodian);
        }
    }

    /// <summary>Says that somebody knows the password, and looks at what is known.</summary>
    private static async Task Declare(WebVault web, Typist typist, string account)
    {
        var custodian = await Custodian(web, typist, account);
        var page = account + "/knowledge";
        await custodian.Spoil(page);
        var declared = await custodian.Send(
            page,
            page,
            ("Input.Person", custodian.Person.SignInName),
            ("Input.Component", nameof(Component.Password)),
            custodian.Canary(page, "Input.How", Why)
        );
        Assert.Equal(page, declared.Location);
        await custodian.Browser.Get($"/persons/{custodian.Person.Id}/knowledge");
        await custodian.Browser.Get(account + "/log");
    }

    internal static async Task<Hand> Custodian(WebVault web, Typist typist, string account)
    {
        var custodian = await typist.Somebody();
        var id = Vault.Core.AccountId.Parse(account["/accounts/".Length..], null);
        using var db = web.Vault.Read();
        await web.Vault.Appoint(
            custodian.Person,
            db.Set<Account>().Single(a => a.Id == id),
            AppointmentRole.Administrator
        );
        return custodian;
    }

    private static async Task SpoilTheRest(WebVault web, Typist typist, string account)
    {
        var custodian = await Custodian(web, typist, account);
        await custodian.Spoil("/accounts/mine");
        var subject = $"person={custodian.Person.Id}";
        var appointment = Appointment(web, custodian.Person);
        var registrar = await typist.Somebody(OfficeRole.Registrar);
        var proposed = await registrar.Send(
            $"/proposals/new?account={account["/accounts/".Length..]}",
            $"/proposals/new?account={account["/accounts/".Length..]}",
            ("Input.Person", custodian.Person.SignInName),
            ("Input.As", "Custodian")
        );
        var proposal = proposed.Location!;
        await StandIn(web, registrar, $"/proposals/new?acting={appointment}");
        var import = await Import(web, await typist.Somebody(OfficeRole.Registrar));
        (OfficeRole? Role, string[] Pages)[] pages =
        [
            (OfficeRole.Registrar, [$"/proposals/new?account={account["/accounts/".Length..]}"]),
            (OfficeRole.Registrar, ["/", $"/proposals/new?grant=invitation&{subject}"]),
            (OfficeRole.Registrar, [account]),
            (OfficeRole.Registrar, ["/accounts/export"]),
            (OfficeRole.Registrar, ["/accounts/form"]),
            (OfficeRole.SecurityAdministrator, [$"/proposals/new?grant=role&{subject}", "/proposals"]),
            (OfficeRole.SecurityAdministrator, [proposal, "/policy"]),
            (OfficeRole.Registrar, ["/imports"]),
            (OfficeRole.SecurityAdministrator, [import]),
            (OfficeRole.SecurityAdministrator, [$"/persons/{custodian.Person.Id}"]),
            (
                OfficeRole.Reviewer,
                [
                    "/log",
                    "/log/print",
                    "/log/export",
                    "/log/verify",
                    "/log/checkpoint",
                    "/health",
                    "/log/3",
                    "/my/log",
                    "/my/sessions",
                ]
            ),
            (null, ["/my/sign-in", "/my/sign-in/password"]),
            (null, ["/my/sign-in/factor"]),
            (null, ["/my/sign-in/recovery-codes"]),
        ];
        foreach (var (role, paths) in pages)
        {
            var somebody = await typist.Somebody(role);
            foreach (var path in paths)
                await somebody.Spoil(path);
        }
        await Refuse(typist, proposal);
        await Refuse(typist, import);
        await (await typist.Somebody(OfficeRole.Reviewer)).Browser.Get("/log?kind=RegisterImportRefused");
        await NewFactor(typist);
        await NewPasskey(web, typist);
        await Link(typist, custodian);
        await Print(typist);
        await TakeOut(typist);
    }

    /// <summary>The register as a file and its form on paper, with every name that may stand in them.</summary>
    private static async Task TakeOut(Typist typist)
    {
        var registrar = await typist.Somebody(OfficeRole.Registrar);
        var file = await registrar.Send("/accounts/export", "/accounts/export", ("Contacts", "true"));
        Assert.StartsWith("PK", file.Body);
        var paper = await registrar.Send("/accounts/form", "/accounts/form");
        Assert.Contains("sheet-form", paper.Body);
    }

    private static async Task StandIn(WebVault web, Hand registrar, string form)
    {
        await registrar.Spoil(form);
        var person = await web.Vault.AddPerson("stand.in", "代理甲");
        var proposed = await registrar.Send(
            form,
            form,
            ("Input.Person", person.SignInName),
            ("Input.Until", "2026-12-31"),
            registrar.Canary("/proposals/new", "Input.Reason", Why)
        );
        await registrar.Browser.Get(proposed.Location ?? throw new InvalidOperationException(proposed.Body));
    }

    /// <summary>The log on paper, with every text that may stand in it.</summary>
    private static async Task Print(Typist typist)
    {
        var reviewer = await typist.Somebody(OfficeRole.Reviewer);
        var printed = await reviewer.Send("/log/print", "/log/print");
        Assert.Contains("class=\"sheet\"", printed.Body);
        var file = await reviewer.Send("/log/export", "/log/export", ("WithTexts", "true"));
        Assert.StartsWith("credential-vault-log/1", file.Body);
    }

    private static async Task Refuse(Typist typist, string proposal)
    {
        var security = await typist.Somebody(OfficeRole.SecurityAdministrator);
        var refused = await security.Send(
            proposal,
            proposal + "/refuse",
            security.Canary(proposal + "/refuse", "Reason", Why)
        );
        Assert.Equal(proposal, refused.Location);
        await security.Browser.Get(proposal);
    }

    private static async Task NewFactor(Typist typist)
    {
        var somebody = await typist.Somebody();
        await somebody.Send("/my/sign-in/factor", "/my/sign-in/factor?handler=Begin");
        await somebody.Spoil("/my/sign-in/factor");
    }

    /// <summary>A passkey with a name of its owner's, shown, and removed again.</summary>
    private static async Task NewPasskey(WebVault web, Typist typist)
    {
        var somebody = await typist.Somebody();
        using var key = new SoftPasskey($"https://{WebVault.Host}");
        await somebody.Spoil(PasskeySteps.New);
        await PasskeySteps.Prove(web, somebody.Browser, somebody.Enrolled);
        await somebody.Spoil(PasskeySteps.New);
        var name = somebody.Canary(PasskeySteps.New, "PasskeyName").Value;
        var added = await PasskeySteps.Add(web, somebody.Browser, somebody.Enrolled, key, name);
        Assert.Equal("/my/sign-in", added.Location);
        await somebody.Spoil("/my/sign-in");
        using var db = web.Vault.Read();
        var remove = $"/my/sign-in/passkeys/{db.Set<Passkey>().Single().Id}";
        await somebody.Spoil(remove);
        Assert.Equal("/my/sign-in", (await somebody.Send(remove, remove)).Location);
    }

    /// <summary>A sheet that waits to be confirmed, and another that its registrar has just had read.</summary>
    private static async Task<string> Import(WebVault web, Hand registrar)
    {
        Keep("示例甲号");
        var proposed = await registrar.Send("/imports/draft", "/imports/draft/propose");
        Keep("示例乙号");
        await registrar.Spoil("/imports/draft");
        await registrar.Browser.Get("/imports/draft/problems");
        return proposed.Location!;

        void Keep(string account)
        {
            var sheet = System.Text.Encoding.UTF8.GetBytes(
                $"单位名称,公众号名称,管理员\n,{account},\n示例学院,{account},钱乙\n"
            );
            if (ReadRegister.Run(sheet, web.Vault.Clock) is RegisterOutcome.Read read)
                web.Get<ImportDrafts>().Keep(registrar.Person.Id, "台账.csv", sheet, read);
        }
    }

    private static async Task Link(Typist typist, Hand beneficiary)
    {
        var registrar = await typist.Somebody(OfficeRole.Registrar);
        var path = $"/proposals/new?grant=reset&person={beneficiary.Person.Id}";
        var proposal = (await registrar.Send(path, path)).Location!;
        var security = await typist.Somebody(OfficeRole.SecurityAdministrator);
        await security.Send(proposal, proposal + "/confirm");
        await registrar.Spoil(proposal + "/link");
    }

    private static Vault.Core.AppointmentId Appointment(WebVault web, Person person)
    {
        using var db = web.Vault.Read();
        return db.Set<Appointment>().Single(a => a.Person == person.Id).Id;
    }

    /// <summary>Fields of any page that was ever answered, and are not on the list.</summary>
    private IEnumerable<string> Unlisted() =>
        from exchange in _recorder.Exchanges
        from form in Form.Of(exchange.Address, exchange.Html)
        from name in form.Typed
        where Fields.Find(Form.Generalised(form.Action), name) is null
        select $"{Form.Generalised(form.Action)} {name}";

    /// <summary>Pages that the sweep never opened: their fields could not be known.</summary>
    private IEnumerable<string> Unopened(WebVault web)
    {
        var opened = _recorder.Exchanges.Select(e => e.Address.Split('?')[0]).ToHashSet();
        return Pages.Of(web).Where(page => !opened.Any(page.IsMatch)).Select(page => page.ToString());
    }

    private static IEnumerable<Haystack> Files(WebVault web) => Haystacks.Under(web.Vault.Root, "vault");

    /// <summary>What was written to the temporary folder meanwhile; what another program holds locked is not the vault's.</summary>
    private IEnumerable<Haystack> Temporary()
    {
        var files = new DirectoryInfo(Path.GetTempPath())
            .EnumerateFiles()
            .Where(file => file.LastWriteTimeUtc >= _began && file.Length is > 0 and < 10_000_000);
        return files.Select(file => Open(file.FullName)).OfType<Haystack>();

        static Haystack? Open(string file)
        {
            try
            {
                return new Haystack(file, Haystacks.Read(file));
            }
            catch (IOException)
            {
                return null;
            }
        }
    }

    private static IEnumerable<string> Misplaced(IEnumerable<Haystack> stored) =>
        from hay in stored
        from field in Fields.All
        from dress in field.Canary.In(hay)
        where !Fields.MayLieIn(field, hay, dress)
        select $"{field} as {dress} in {hay.Name}";

    private IEnumerable<string> MisplacedInAnswers() =>
        from exchange in _recorder.Exchanges
        let hay = new Haystack(exchange.Address, exchange.Answer)
        from field in Fields.All
        where field.Stands is not (Stands.Clear or Stands.Sealed) && !MayAnswer(field, exchange)
        from dress in field.Canary.In(hay)
        select $"{field} as {dress} in the answer to {exchange.Method} {exchange.Address}";

    private static bool MayAnswer(Field field, Exchange exchange) =>
        field.Stands switch
        {
            Stands.OwnAnswer => exchange.Brought(field.Canary),
            Stands.Revealed => exchange is { Method: "POST" }
                && exchange.Address == Regex.Replace(exchange.Address, "[^/]+$", "reveal")
                && Form.Generalised(exchange.Address).Replace("/reveal", "/deposit") == field.Page,
            _ => false,
        };

    /// <summary>What must be there is seen: names in the database, secrets in the answers to their reveals, reasons on pages.</summary>
    private void TheSweepSees(IReadOnlyList<Haystack> stored)
    {
        var answers = _recorder.Exchanges.Select(e => (e.Method, Hay: new Haystack(e.Address, e.Answer))).ToList();
        // What tells a holding apart stands masked on every page but the answer to somebody who asked for it, and a scan
        // is given to nobody who did not.
        string[] asked = ["/holdings/", "/filings/"];
        var pages = answers
            .Where(a => a.Method == "GET" || asked.Any(p => a.Hay.Name.StartsWith(p, StringComparison.Ordinal)))
            .Select(a => a.Hay)
            .ToList();
        var reveals = answers.Where(a => a.Method == "POST").Select(a => a.Hay).ToList();
        None("not seen in the database", Fields.All.Where(f => f.Stands == Stands.Clear && !Seen(f, stored)));
        None("not seen when revealed", Fields.All.Where(f => f.Stands == Stands.Revealed && !Seen(f, reveals)));
        None("not seen on a page", Fields.All.Where(f => f.Stands == Stands.Sealed && !Seen(f, pages)));

        static bool Seen(Field field, IEnumerable<Haystack> hays) =>
            hays.Any(h => field.Canary.In(h).Contains("UTF-8"));
    }

    [GeneratedRegex("field-error.{0,900}", RegexOptions.Singleline)]
    private static partial Regex Mistake();

    [GeneratedRegex("translate=\"no\">([A-Z2-7 ]+)<")]
    private static partial Regex Seed();
}
