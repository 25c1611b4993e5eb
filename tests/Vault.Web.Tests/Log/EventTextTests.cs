using System.Globalization;
using System.Text.Json;
using Microsoft.Extensions.Localization;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Vault.Core;
using Vault.Core.Accounts;
using Vault.Core.Audit;
using Vault.TestKit;
using Vault.Web.Components;
using Vault.Web.Pages.Log;
using Vault.Web.Shell;
using Vault.Web.Tests.Conventions;
using Xunit;

namespace Vault.Web.Tests.Log;

/// <summary>Every kind of event is said in both languages, with everything it tells of persons, accounts and reasons (R55).</summary>
public sealed class EventTextTests
{
    private static readonly IStringLocalizerFactory Factory = new ResourceManagerStringLocalizerFactory(
        Options.Create(new LocalizationOptions()),
        NullLoggerFactory.Instance
    );
    private static readonly IStringLocalizer<EventTexts> Texts = new StringLocalizer<EventTexts>(Factory);
    private static readonly EventRendering Events = new(
        Texts,
        new ShownTime(new TestClock(), Options.Create(new ShellOptions()), new StringLocalizer<ComponentTexts>(Factory))
    );

    public static TheoryData<Type> Kinds => [.. SampleEvents.Kinds];

    public static TheoryData<Type> Enumerations => [.. SampleEvents.Enumerations];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Every_kind_has_a_name_and_a_sentence_in_both_languages(Type kind)
    {
        var entry = SampleEvents.Entry(kind);
        var (chinese, english) = InBoth(() => Events.Sentence(entry, LogNames.None).ToString());
        var (name, englishName) = InBoth(() => Events.Label(kind.Name));

        Assert.All([chinese, english, name, englishName], Complete);
        Assert.NotEqual(chinese, english);
        Assert.NotEqual(name, englishName);
        Assert.Contains(chinese, c => c >= 0x4E00);
        Assert.DoesNotContain(english.Replace("张三写的", "", StringComparison.Ordinal), c => c >= 0x3000);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Every_sentence_holds_whom_and_what_the_event_is_about_and_every_text_somebody_typed(Type kind)
    {
        var wanted = kind.GetProperties()
            // Whoever or whatever the event itself names needs no second name.
            .Where(p =>
                p.PropertyType == typeof(PrivateText)
                || (p.Name is "Person" or "Account" && kind.GetProperty("Name") is null)
            )
            .Select(p => JsonNamingPolicy.CamelCase.ConvertName(p.Name))
            .Order(StringComparer.Ordinal);
        var known = kind.GetProperties().Select(p => JsonNamingPolicy.CamelCase.ConvertName(p.Name)).ToHashSet();

        var (chinese, english) = InBoth(() => SentenceTemplate.Places(Texts["Event_" + kind.Name]));

        Assert.Equal(chinese.Order(StringComparer.Ordinal), english.Order(StringComparer.Ordinal));
        Assert.All(chinese, place => Assert.Contains(place, known));
        Assert.All(wanted, place => Assert.Contains(place, chinese));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Where_an_optional_value_is_missing_nothing_of_its_part_is_left(Type kind)
    {
        var entry = SampleEvents.Entry(kind, sparse: true);
        var (chinese, english) = InBoth(() => Events.Sentence(entry, LogNames.None).ToString());

        Assert.All([chinese, english], Complete);
        Assert.All([chinese, english], s => Assert.DoesNotMatch(Leftover, s));
    }

    [Theory]
    [MemberData(nameof(Enumerations))]
    public void Every_value_in_an_event_has_a_word_in_both_languages(Type enumeration)
    {
        foreach (var value in Enum.GetValues(enumeration).Cast<Enum>())
        {
            var (chinese, english) = InBoth(() => Events.Word(value));
            Assert.All([chinese, english], Complete);
            Assert.NotEqual(chinese, english);
            Assert.DoesNotContain("Enum_", chinese + english);
        }
    }

    [Fact]
    public async Task Every_table_with_power_has_a_name_in_both_languages()
    {
        await using var vault = await TestVault.Founded();
        using var db = vault.Read();
        var tables = db.Model.GetEntityTypes().Where(t => t.ClrType.IsAssignableTo(typeof(IAttestedRow)));

        Assert.All(
            tables.Select(t => "Table_" + Microsoft.EntityFrameworkCore.RelationalEntityTypeExtensions.GetTableName(t)),
            key =>
            {
                var (chinese, english) = InBoth(() => Texts[key]);
                Assert.False(chinese.ResourceNotFound || english.ResourceNotFound, key);
                Assert.NotEqual(chinese.Value, english.Value);
            }
        );
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Without_the_sealed_texts_a_sentence_still_reads(Type kind)
    {
        var entry = SampleEvents.Entry(kind, sparse: true) with { Details = [] };
        var (chinese, english) = InBoth(() => Events.Sentence(entry, LogNames.None).ToString());

        Assert.All([chinese, english], Complete);
        if (kind.IsAssignableTo(typeof(IAboutAccount)))
            Assert.All([chinese, english], s => Assert.DoesNotMatch(Leftover, s));
    }

    [Fact]
    public void No_text_is_left_of_an_event_or_value_that_is_no_more()
    {
        var keys = ResourceFile.Of(nameof(EventTexts)).Chinese.Keys;
        var kinds = SampleEvents.Kinds.Select(k => k.Name).ToHashSet();
        // Beside what events hold as such: what a changed fact is chosen from, which they hold as text.
        var values = SampleEvents
            .Enumerations.Concat([typeof(Core.Accounts.AccountNature), typeof(Core.Accounts.AccountStatus)])
            .SelectMany(e => Enum.GetNames(e).Select(v => $"{e.Name}_{v}"))
            .ToHashSet();

        Assert.All(keys.Where(k => k.StartsWith("Event_")), k => Assert.Contains(k[6..], kinds));
        Assert.All(keys.Where(k => k.StartsWith("Kind_")), k => Assert.Contains(k[5..], kinds));
        Assert.All(keys.Where(k => k.StartsWith("Enum_")), k => Assert.Contains(k[5..], values));
    }

    [Fact]
    public void A_text_that_is_gone_is_said_to_be_gone()
    {
        var entry = SampleEvents.Entry(typeof(Core.People.GrantRefused));
        var sealedText = PrivateText.Sealed(entry.Details[0].Text.Commitment);

        string Say(DetailState state) =>
            Events
                .Sentence(entry with { Details = [new LogDetail("why", state, sealedText)] }, LogNames.None)
                .ToString();

        var (destroyed, destroyedInEnglish) = InBoth(() => Say(DetailState.Destroyed));
        var (damaged, damagedInEnglish) = InBoth(() => Say(DetailState.Damaged));
        Assert.EndsWith("〔内容已销毁〕", destroyed);
        Assert.EndsWith("[text destroyed]", destroyedInEnglish);
        Assert.EndsWith("〔内容缺失或与记录不符〕", damaged);
        Assert.EndsWith("[text missing or not the one recorded]", damagedInEnglish);
    }

    [Theory]
    [InlineData("a\nb\r\nc", "a␊b␍␊c")]
    [InlineData("\u001b[2J\u001b]0;x\u0007", "␛[2J␛]0;x␇")]
    [InlineData("张三\u202e四李\u2066", "张三\ufffd四李\ufffd")]
    [InlineData("<script>alert(1)</script>", "<script>alert(1)</script>")]
    [InlineData("[{reason}]{0}", "[{reason}]{0}")]
    public void What_somebody_typed_is_one_inert_line_of_the_sentence(string typed, string shown)
    {
        foreach (var kind in SampleEvents.Kinds.Where(k => k != typeof(Core.SignIns.SignedIn)))
        {
            var entry = SampleEvents.Entry(kind, typed);
            if (entry.Details.Count == 0)
                continue;
            var quotes = Events.Sentence(entry, LogNames.None).Parts.OfType<SentencePart.Quote>().ToList();
            Assert.NotEmpty(quotes);
            Assert.All(quotes, q => Assert.Equal(shown, q.Text));
        }
    }

    [Theory]
    [InlineData(
        "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Safari/537.36 Edg/131.0.0.0",
        "Edge · Windows"
    )]
    [InlineData(
        "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.1 Safari/605.1.15",
        "Safari · macOS"
    )]
    [InlineData(
        "Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148 MicroMessenger/8.0.54",
        "WeChat · iPhone"
    )]
    [InlineData("curl/8.5.0", "curl/8.5.0")]
    [InlineData("", "未能识别的设备")]
    public void A_device_is_named_as_its_owner_would_recognise_it(string agent, string name)
    {
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("zh-CN");
        var entry = SampleEvents.Entry(typeof(Core.SignIns.SignedIn), agent);

        Assert.Equal($"登录，设备：{name}", Events.Sentence(entry, LogNames.None).ToString());
    }

    [Fact]
    public void Every_platform_has_a_name_in_both_languages()
    {
        foreach (var key in new[] { "weixin-mp", "weibo", "generic" })
        {
            var (chinese, english) = InBoth(() => Events.Platform(key, LogNames.None));
            Assert.NotEqual(chinese, english);
        }
    }

    /// <summary>Empty brackets, marks without words after them, two blanks.</summary>
    private const string Leftover = @"（\s*）|\(\s*\)|“”|[，,：:。.]\s*$|\s{2}|，，";

    private static void Complete(string text)
    {
        Assert.False(string.IsNullOrWhiteSpace(text));
        Assert.DoesNotMatch("Event_|Kind_|Enum_|[{}]", text);
    }

    private static (T Chinese, T English) InBoth<T>(Func<T> say)
    {
        var before = CultureInfo.CurrentUICulture;
        try
        {
            CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("zh-CN");
            var chinese = say();
            CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("en");
            return (chinese, say());
        }
        finally
        {
            CultureInfo.CurrentUICulture = before;
        }
    }
}
