using Vault.Core.Notices;

namespace Vault.Web.Demo.Story;

/// <summary>
/// Reminders come as they would have; everybody has read what he was told up to three days ago, so that what is unread at
/// the end is what there is to do.
/// </summary>
internal static class DemoNotices
{
    public static IEnumerable<DemoScene> Scenes =>
        [new(60, 8, 20, Pass), new(90, 8, 20, Pass), new(105, 8, 20, PassAndRead), new(107, 8, 20, Pass)];

    private static Task Pass(DemoStage stage) => stage.Use((Remind u) => u.Run());

    private static async Task PassAndRead(DemoStage stage)
    {
        await Pass(stage);
        foreach (var person in stage.Enrolled.ToList())
            await stage[person.UserName].ReadNotices();
    }
}
