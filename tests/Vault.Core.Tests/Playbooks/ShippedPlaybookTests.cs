using System.Reflection;
using System.Security.Cryptography;
using Vault.Core.Accounts;
using Vault.Core.Custody;
using Vault.Core.Playbooks;
using Xunit;

namespace Vault.Core.Tests.Playbooks;

/// <summary>The playbooks that are shipped: complete, readable in both languages, in an order that holds.</summary>
public sealed class ShippedPlaybookTests
{
    private const string Careful = "以平台页面为准";

    public static TheoryData<string> Platforms => [.. Platform.Shipped.Select(p => p.Key)];

    [Theory]
    [MemberData(nameof(Platforms))]
    public void No_step_changes_the_final_secret_before_a_step_that_could_reset_it(string platform)
    {
        foreach (var version in ShippedPlaybooks.Of(platform))
            Assert.Empty(PlaybookRules.Breaches(version.Steps));
    }

    [Theory]
    [MemberData(nameof(Platforms))]
    public void Every_secret_an_account_of_the_platform_can_have_is_changed_by_a_step_and_no_other(string platform)
    {
        var has = Platform.Shipped.Single(p => p.Key == platform).Components.Where(c => c.IsRotatable());

        var changed = Newest(platform).Steps.Select(s => s.Component).OfType<Component>().ToList();

        Assert.Equal(has.Order(), changed.Order());
    }

    [Theory]
    [MemberData(nameof(Platforms))]
    public void Every_step_is_sound_and_says_in_both_languages_what_to_do(string platform)
    {
        var steps = Newest(platform).Steps;

        Assert.InRange(steps.Count, 5, PlaybookEntry.StepLimit);
        Assert.Equal(steps.Count, steps.Select(s => s.Key).Distinct().Count());
        Assert.Equal(steps.Count, steps.Select(s => s.Zh).Distinct().Count());
        var faults = new List<PlaybookFault>();
        var entry = new PlaybookEntry([.. steps.Select(StepEntry.Of)], null);
        var read = new PlaybookReading(Platform.Shipped.Single(p => p.Key == platform), Newest(platform), faults).Read(
            entry
        );
        Assert.Empty(faults);
        Assert.True(PlaybookDifference.Between(steps, read!.Value.Steps).IsEmpty);
        Assert.All(steps, s => Assert.Contains(s.Zh, c => c is >= '一' and <= '龥'));
        Assert.All(steps, s => Assert.DoesNotContain(s.En!, c => c is >= '一' and <= '龥'));
        Assert.All(steps, s => Assert.EndsWith("。", s.Zh));
        Assert.All(steps, s => Assert.EndsWith(".", s.En));
        Assert.Contains(steps, s => s.Kind == StepKind.SignInTest);
        Assert.Equal(StepKind.Refile, steps[^1].Kind);
    }

    [Fact]
    public void What_is_not_certain_is_worded_with_care_in_both_languages()
    {
        foreach (var step in ShippedPlaybooks.All.SelectMany(v => v.Steps))
            Assert.Equal(step.Zh.Contains(Careful), step.En!.Contains("the platform's own page decides"));
        foreach (var platform in new[] { "weibo", "bilibili", "douyin" })
            Assert.All(Newest(platform).Steps.Where(s => s.OldHolder), s => Assert.Contains(Careful, s.Zh));
        Assert.Contains(Careful, Newest("weixin-mp").Find("administrator")!.Zh);
    }

    [Fact]
    public void The_mailbox_and_the_phone_come_before_the_password_wherever_they_are_bound()
    {
        foreach (var version in ShippedPlaybooks.All)
        {
            var password = Index(version, s => s.Component == Component.Password);
            foreach (var step in version.Steps.Where(s => s.Part == StepPart.B && s.OldHolder))
                Assert.True(
                    password < 0 || Index(version, s => s == step) < password,
                    $"{version.Platform} {step.Key}"
                );
        }
    }

    [Fact]
    public void A_website_leads_to_its_own_page_for_changing_the_password()
    {
        var step = Newest("website").Find("password")!;

        Assert.Equal(
            "https://news.example.edu.cn/.well-known/change-password",
            step.Link!.For("https://news.example.edu.cn/index.php?id=3")
        );
        Assert.Null(step.Link.For(null));
        Assert.Null(step.Link.For("javascript:alert(1)"));
        Assert.Equal("https://mp.weixin.qq.com/", Newest("weixin-mp").Find("password")!.Link!.For(null));
    }

    // A released file never changes: a rotation that began with it goes on with it. What is better is a new file.
    [Theory]
    [InlineData("bilibili-1.json", "8073ecbd462bb2672ae59cf60fe01e7c1cda5b768b0589f267183b3ccc81d5ae")]
    [InlineData("douyin-1.json", "535e194b823d9197f2ab1b303db0699a09d5290efea9c709d236fea42f9b95de")]
    [InlineData("generic-1.json", "4842ff95d13d9b275ed248225302d6c451a1114dcfbedb6df0f7d8497c462b47")]
    [InlineData("mailbox-1.json", "4581ad7c8b4b11109728fa40cdbbc5c1157020f51516a582dcd87b8bd8f2b90f")]
    [InlineData("website-1.json", "aee5d47b93a1a9e203265a248186b3812eadda30ea1c44202a76d3e24276737c")]
    [InlineData("weibo-1.json", "70eddc4b7a588b7d616dba78476bf8f6e4bb9807222413b18e506d27c6f6410c")]
    [InlineData("weixin-channels-1.json", "ac8046d3a77e9a4211a8c2a33097dcd9cc1d580ac03523a93668d19a83fda2b3")]
    [InlineData("weixin-mini-1.json", "55498d58e357e01cdc51d55b0d1948a180aabfbde8a3252e9871fa63ac35a2d3")]
    [InlineData("weixin-mp-1.json", "5460e290ff8b2f6142528c8513e58a36c51053cac8b5c8f18bb97caa949e5dc3")]
    public void A_shipped_version_is_what_it_was(string file, string sha256)
    {
        using var stream = Stream(Names.Single(n => n.EndsWith("." + file, StringComparison.Ordinal)));

        Assert.Equal(sha256, Convert.ToHexStringLower(SHA256.HashData(stream)));
    }

    [Fact]
    public void Every_file_is_named_after_what_it_holds_and_no_id_is_given_twice()
    {
        var facts = MethodBase.GetCurrentMethod()!.DeclaringType!.GetMethod(nameof(A_shipped_version_is_what_it_was))!;
        Assert.Equal(Names.Count, facts.GetCustomAttributes<InlineDataAttribute>().Count());
        Assert.Equal(Names.Count, ShippedPlaybooks.All.Select(v => v.Id).Distinct().Count());
        foreach (var version in ShippedPlaybooks.All)
            Assert.Contains(
                Names,
                n => n.EndsWith($".{version.Platform}-{version.Number}.json", StringComparison.Ordinal)
            );
        Assert.Equal(Platform.Shipped.Select(p => p.Key).Order(), ShippedPlaybooks.All.Select(v => v.Platform).Order());
    }

    [Theory]
    [InlineData("\"vault-playbook/1\"", "\"vault-playbook/2\"")]
    [InlineData("\"version\": 1", "\"version\": 1, \"remark\": \"x\"")]
    [InlineData("\"version\": 1", "\"version\": 1, \"version\": 2")]
    [InlineData("\"kind\": \"bound\"", "\"kind\": \"welded\"")]
    [InlineData("\"kind\": \"bound\"", "\"kind\": 1")]
    [InlineData("\"link\": \"https:", "\"link\": \"http:")]
    [InlineData("\"id\": \"7d5a1c52", "\"id\": \"x7d5a1c52")]
    public void A_file_that_is_not_of_the_format_is_refused(string was, string becomes)
    {
        using var reader = new StreamReader(
            Stream(Names.Single(n => n.EndsWith(".weibo-1.json", StringComparison.Ordinal)))
        );
        var json = reader.ReadToEnd();
        Assert.Equal("weibo", PlaybookText.Read(json).Platform);

        var spoilt = json.Replace(was, becomes, StringComparison.Ordinal);

        Assert.NotEqual(json, spoilt);
        Assert.ThrowsAny<System.Text.Json.JsonException>(() => PlaybookText.Read(spoilt));
    }

    private static IReadOnlyList<string> Names { get; } =
    [.. typeof(PlaybookStep).Assembly.GetManifestResourceNames().Where(n => n.Contains(".Playbooks."))];

    private static Stream Stream(string name) => typeof(PlaybookStep).Assembly.GetManifestResourceStream(name)!;

    private static PlaybookVersion Newest(string platform) => ShippedPlaybooks.Of(platform).First();

    private static int Index(PlaybookVersion version, Func<PlaybookStep, bool> which) =>
        version.Steps.Select((s, i) => which(s) ? i : -1).Max();
}
