using Vault.Core;
using Vault.Core.People;
using static Vault.Web.Demo.Story.DemoStage;

namespace Vault.Web.Demo.Story;

/// <summary>The first days: the founding, the founders' sign-ins, units, persons, invitations.</summary>
internal static class DemoBeginnings
{
    private const string ConsoleAddress = "192.0.2.1";

    private static readonly string[] FirstWeek =
    [
        "zhang.san",
        "li.si",
        "zheng.shi",
        "feng.shiyi",
        "wang.wu",
        "zhao.liu",
        "chu.shier",
        "wu.jiu",
    ];

    public static IEnumerable<DemoScene> Scenes =>
        [new(0, 9, 5, Found), new(0, 10, 20, EnterTheRegister), new(1, 10, 0, Invite)];

    private static async Task Found(DemoStage stage)
    {
        static FounderEntry Entry(string userName) => new(DemoCast.Find(userName).Name, userName);
        var plan = FoundingPlan.From(
            new FoundingEntry(
                DemoCast.Organisation,
                DemoCast.Organisation,
                Entry("qian.yi"),
                Entry("sun.er"),
                Entry("chen.qi"),
                Entry("zhou.ba")
            ),
            out _
        )!;
        var link = await stage.Use((SetUpLink u) => Task.FromResult(u.Offer()));
        stage.Pass();
        var outcome = await stage.Use((Found u) => u.Run(Actor.Anonymous(ConsoleAddress), link, plan));
        var record = Expect<FoundOutcome.Founded>(outcome).Record;
        using (var db = stage.Vault.OpenReader())
            stage.Units["root"] = db.Set<Organisation>().Single().RootUnit;
        // The system administrator is away that day; his invitation lapses.
        foreach (var founder in record.Founders.Where(f => f.UserName != "sun.er"))
        {
            stage.Clock.Pass(TimeSpan.FromMinutes(4));
            await stage[founder.UserName].Enrol(founder.Token, wrongFirst: founder.UserName == "qian.yi");
        }
    }

    private static async Task EnterTheRegister(DemoStage stage)
    {
        var registrar = stage["qian.yi"];
        await registrar.SignIn();
        foreach (var (key, parent, name, kind) in DemoCast.Units)
            await registrar.AddUnit(key, parent, name, kind);
        foreach (var userName in FirstWeek)
            await registrar.AddPerson(userName);
        await registrar.SignOut();
    }

    private static async Task Invite(DemoStage stage)
    {
        var (registrar, security) = (stage["qian.yi"], stage["chen.qi"]);
        await registrar.SignIn();
        await security.SignIn();
        // One at a time, so that each is at his desk when his link comes. The late founder is invited like everybody.
        foreach (var userName in FirstWeek.Prepend("sun.er"))
            await Invite(stage, registrar, security, userName);
        await registrar.SignOut();
        await security.SignOut();
    }

    public static async Task Invite(DemoStage stage, DemoPlayer registrar, DemoPlayer security, string userName)
    {
        var request = new GrantRequest.ForInvitation(stage[userName].Id);
        var proposal = await registrar.Grant(security, request);
        var token = await registrar.Link(proposal);
        await stage[userName].Enrol(token);
    }
}
