using System.Text;
using Vault.Core;
using Vault.Core.Imports;
using Vault.Core.People;
using static Vault.Web.Demo.Story.DemoStage;

namespace Vault.Web.Demo.Story;

/// <summary>Sheets come in: one is taken over, passwords and all; one is refused; one waits for its second person.</summary>
internal static class DemoSheets
{
    private const string OfStudents = """
        学生组织新媒体账号,,,,,,,,,
        设立单位,平台,账号名称,开通时间,负责人,负责人手机,管理员,管理员手机,登录账号,密码
        示例大学学生会,微博,示例大学学生会,2017-09-10,吴九,555-0204,孙十五（学生）,555-0315,demo-xsh@example.edu.cn,Demo示例2017
        示例大学学生会,抖音,示例大学学生会,2020-10-01,吴九,555-0204,孙十五（学生）,555-0315,demo-xsh-dy@example.edu.cn,Demo示例2020
        合计,2 个,,,,,,,,
        """;

    private const string Doubtful = """
        单位名称,平台,账号名称,负责人,管理员
        示例大学学生会,B站,示例大学学生会,孙十五,孙十五（学生）
        """;

    private const string OfComputing = """
        设立单位,微信名称,微信号,公众号性质,负责人,管理员,管理员手机,备注
        计算机学院,示例大学计算机学院,gh_demo_jsj,服务号,褚十二,王五,555-0202,
        计算机学院,示例大学算法协会,demo_sfxh,订阅号,褚十二,王五,555-0202,由学生科技活动办公室移入
        """;

    public static IEnumerable<DemoScene> Scenes =>
        [new(92, 9, 30, TakenOver), new(94, 14, 20, Refused), new(107, 16, 10, Waiting)];

    private static async Task TakenOver(DemoStage stage)
    {
        var (registrar, security) = (stage["qian.yi"], stage["chen.qi"]);
        var id = await registrar.ProposeImport("学生组织账号.csv", OfStudents);
        await security.SignIn();
        var digest = await security.Look(id);
        await security.Decide(id, new ProposalStep.Confirm(), digest);
        await security.SignOut();
    }

    private static async Task Refused(DemoStage stage)
    {
        var (registrar, security) = (stage["qian.yi"], stage["chen.qi"]);
        var id = await registrar.ProposeImport("补报账号.csv", Doubtful);
        await security.SignIn();
        await security.Look(id);
        await security.Decide(id, new ProposalStep.Refuse(Because("负责人须为教师，请学生处核对后重报")), null);
        await security.SignOut();
    }

    private static Task<RegisterImportId> Waiting(DemoStage stage) =>
        stage["qian.yi"].ProposeImport("计算机学院登记表.csv", OfComputing);

    private static async Task<RegisterImportId> ProposeImport(this DemoPlayer who, string file, string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        var read = Expect<RegisterOutcome.Read>(ReadRegister.Run(bytes, TimeProvider.System));
        var (id, content) = (RegisterImportId.New(), new ImportContent(file, [.. read.Rows]));
        await who.SignIn();
        var proof = await who.Proof(ProofPurpose.Propose, id.Value);
        var outcome = await who.Stage.Use((ProposeImport u) => u.Run(who.Actor, proof, id, content));
        Expect<ProposeImportOutcome.Proposed>(outcome);
        who.Stage.Pass();
        await who.SignOut();
        return id;
    }

    /// <summary>What it would do, as the page shows it before the decision.</summary>
    private static async Task<string> Look(this DemoPlayer who, RegisterImportId id)
    {
        using var db = who.Stage.Vault.OpenReader();
        var reader = Standing.Read(db, who.Id, who.Stage.Now)!;
        var file = await who.Stage.Use((ReadImport u) => u.Run(reader, id));
        return file!.Plan!.Digest();
    }

    private static async Task Decide(this DemoPlayer who, RegisterImportId id, ProposalStep step, string? digest)
    {
        var proof = await who.Proof(ProofPurpose.Confirm, id.Value);
        var outcome = await who.Stage.Use((DecideImport u) => u.Run(who.Actor, proof, id, step, digest));
        Expect<DecideImportOutcome.Done>(outcome);
        who.Stage.Pass();
    }
}
