using Vault.Core.Custody;

namespace Vault.Web.Demo.Story;

/// <summary>The ordinary days: who publishes where, how often, and why he opens what he opens.</summary>
internal static class DemoRoutine
{
    private static readonly string[] Posts =
    [
        "发布《校园十景》推文，宣传部已审定",
        "发布学术讲座预告，郑十审定",
        "更新自动回复菜单，按工单办理",
        "发布毕业季专题推文第三期，已审定",
        "回复后台留言，处理师生咨询",
        "发布运动会赛况快讯，值班领导已审",
    ];

    private static readonly string[] Videos =
    [
        "上传开学典礼短片，已审定",
        "上传《实验室的一天》，学院已审",
        "下架过期活动视频并回复评论",
        "发布社团招新预告片，已审定",
    ];

    private static readonly string[] Notices =
    [
        "发布奖学金评定通知，处领导已签发",
        "发布宿舍检修通知，后勤会签",
        "查看学生来信并转办",
        "发布就业双选会安排，已审定",
        "更新办事指南页面",
    ];

    public static IEnumerable<DemoScene> Scenes =>
        [
            .. Every(
                4,
                8,
                107,
                9,
                40,
                (s, n) => Password(s, "zhang.san", "weixin", Posts[n % Posts.Length], copy: true)
            ),
            .. Every(6, 9, 107, 10, 25, (s, n) => WithCode(s, "li.si", "weibo", Posts[(n + 2) % Posts.Length])),
            .. Every(16, 10, 107, 15, 10, (s, n) => WithCode(s, "li.si", "bilibili", Videos[n % Videos.Length])),
            .. Every(
                14,
                12,
                107,
                16,
                5,
                (s, n) => Password(s, "li.si", "douyin", Videos[(n + 1) % Videos.Length], copy: n % 2 == 0)
            ),
            .. Every(17, 11, 107, 14, 15, (s, n) => WithCode(s, "zhang.san", "news", Posts[(n + 4) % Posts.Length])),
            .. Every(
                7,
                8,
                42,
                9,
                55,
                (s, n) => Password(s, "zhao.liu", "weixin-computing", Posts[(n + 1) % Posts.Length], copy: n % 3 == 0)
            ),
            .. Every(
                9,
                46,
                107,
                10,
                10,
                (s, n) => Password(s, "wang.wu", "weixin-computing", Posts[(n + 3) % Posts.Length], copy: true)
            ),
            .. Every(
                15,
                13,
                107,
                11,
                20,
                (s, n) => WithCode(s, "wang.wu", "web-computing", Notices[(n + 4) % Notices.Length])
            ),
            .. Every(
                7,
                9,
                107,
                8,
                50,
                (s, n) => Password(s, "wu.jiu", "weixin-students", Notices[n % Notices.Length], copy: n % 2 == 1)
            ),
            .. Every(
                23,
                14,
                100,
                17,
                5,
                (s, n) => Password(s, "wu.jiu", "mailbox-students", Notices[(n + 2) % Notices.Length])
            ),
        ];

    private static IEnumerable<DemoScene> Every(
        int step,
        int from,
        int to,
        int hour,
        int minute,
        Func<DemoStage, int, Task> play
    )
    {
        for (var (day, round) = (from, 0); day <= to; (day, round) = (day + step, round + 1))
        {
            // Nobody comes at the same minute every time.
            var (count, at) = (round, minute + (round * 7 % 13));
            yield return new DemoScene(day, hour + (at / 60), at % 60, s => play(s, count));
        }
    }

    private static async Task Password(DemoStage stage, string userName, string account, string why, bool copy = false)
    {
        var who = stage[userName];
        await who.SignIn();
        await who.Reveal(account, Component.Password, why, copy);
        await who.SignOut();
    }

    private static async Task WithCode(DemoStage stage, string userName, string account, string why)
    {
        var who = stage[userName];
        await who.SignIn();
        await who.Reveal(account, Component.Password, why);
        await who.IssueCode(account, why, copy: true);
        await who.SignOut();
    }
}
