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

    private static readonly Habit[] Habits =
    [
        new("zhang.san", "weixin", Posts, Every: 5, From: 8, To: 107, Hour: 9, Minute: 40),
        new("zhang.san", "news", Posts, Every: 23, From: 11, To: 107, Hour: 14, Minute: 15, WithCode: true),
        new("li.si", "weibo", Posts, Every: 7, From: 9, To: 107, Hour: 10, Minute: 25, WithCode: true),
        new("li.si", "bilibili", Videos, Every: 19, From: 10, To: 103, Hour: 15, Minute: 10, WithCode: true),
        new("li.si", "douyin", Videos, Every: 16, From: 12, To: 103, Hour: 16, Minute: 5, CopyEvery: 2),
        new("zhao.liu", "weixin-computing", Posts, Every: 8, From: 8, To: 42, Hour: 9, Minute: 55, CopyEvery: 3),
        new("wang.wu", "weixin-computing", Posts, Every: 9, From: 46, To: 107, Hour: 10, Minute: 10),
        new("wang.wu", "web-computing", Notices, Every: 19, From: 13, To: 107, Hour: 11, Minute: 20, WithCode: true),
        new("wu.jiu", "weixin-students", Notices, Every: 8, From: 9, To: 107, Hour: 8, Minute: 50, CopyEvery: 2),
        new("wu.jiu", "mailbox-students", Notices, Every: 23, From: 14, To: 100, Hour: 17, Minute: 5, CopyEvery: 9),
    ];

    public static IEnumerable<DemoScene> Scenes => Habits.SelectMany(h => h.Scenes());

    /// <summary>Who opens what, every how many working days, from and to which, and at what time.</summary>
    /// <param name="CopyEvery">How many times he reveals before he copies again.</param>
    private sealed record Habit(
        string UserName,
        string Account,
        string[] Reasons,
        int Every,
        int From,
        int To,
        int Hour,
        int Minute,
        bool WithCode = false,
        int CopyEvery = 1
    )
    {
        public IEnumerable<DemoScene> Scenes()
        {
            for (var round = 0; From + (round * Every) <= To; round++)
            {
                // Nobody comes at the same minute every time.
                var (count, at) = (round, Minute + (round * 7 % 13));
                yield return new DemoScene(
                    From + (round * Every),
                    Hour + (at / 60),
                    at % 60,
                    s => Play(s[UserName], count)
                );
            }
        }

        private async Task Play(DemoPlayer who, int round)
        {
            // Two who publish alike do not write alike.
            var why = Reasons[(round + From) % Reasons.Length];
            await who.SignIn();
            await who.Reveal(Account, Component.Password, why, copy: !WithCode && round % CopyEvery == 0);
            if (WithCode)
                await who.IssueCode(Account, why, copy: true);
            await who.Return(Account);
            await who.SignOut();
        }
    }
}
