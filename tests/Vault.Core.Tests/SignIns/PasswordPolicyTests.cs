using Vault.Core.SignIns;
using Xunit;

namespace Vault.Core.Tests.SignIns;

/// <summary>R01, R02: the passwords of the vault's own users.</summary>
public sealed class PasswordPolicyTests
{
    // Fourteen code points without any pattern.
    private const string Fourteen = "kV7 wq-Tz3Rm9x";

    private static readonly PasswordOwner Owner = new(
        Name("zhang.san"),
        "张三",
        ["示例大学", "Sample University", "计算机学院", "sample-university.example.edu.cn"]
    );

    [Theory]
    [InlineData(14, PasswordRefusal.TooShort)]
    [InlineData(15, null)]
    [InlineData(16, null)]
    [InlineData(64, null)]
    [InlineData(65, null)]
    [InlineData(200, null)]
    [InlineData(201, PasswordRefusal.TooLong)]
    [InlineData(100_000, PasswordRefusal.TooLong)]
    public void Fifteen_to_two_hundred_characters_are_taken(int length, PasswordRefusal? refusal)
    {
        Assert.Equal(
            refusal is null ? [] : [refusal.Value],
            Judge(Unpatterned(length, "abcdefghijkmnpqrstuvwxyz23456789"))
        );
        Assert.Equal(
            refusal is null ? [] : [refusal.Value],
            Judge(Unpatterned(length, "学习天地山水木火土金日月星风雨雷电春夏秋冬"))
        );
    }

    [Theory]
    [InlineData(14, PasswordRefusal.TooShort)]
    [InlineData(15, null)]
    [InlineData(200, null)]
    [InlineData(201, PasswordRefusal.TooLong)]
    public void Characters_outside_the_basic_plane_count_once(int length, PasswordRefusal? refusal)
    {
        string[] emoji = ["😀", "🚲", "🌍", "🐼", "🎵", "📚", "🍜", "⛵", "🧭", "🏮"];
        var text = string.Concat(Unpatterned(length, "0123456789").Select(digit => emoji[digit - '0']));

        Assert.Equal(refusal is null ? [] : [refusal.Value], Judge(text));
    }

    [Theory]
    [InlineData("correct horse battery staple")]
    [InlineData("      kV7wqTz3Rm9xLp    ")]
    [InlineData("kv7wqtz3rm9xlphd")]
    [InlineData("我在湖边等一只不会飞的白鹭和风")]
    [InlineData("kV7wq\tTz3\0Rm9xLp")]
    [InlineData("漫步 walking through 雾 fog")]
    public void Any_character_is_taken_and_no_kind_is_demanded(string typed) => Assert.Empty(Judge(typed));

    [Fact]
    public void Nothing_is_cut_off_or_trimmed()
    {
        var text = Unpatterned(199, "abcdefghijkmnpqrstuvwxyz23456789");

        var one = Assert.IsType<PasswordVerdict.Accepted>(PasswordPolicy.Judge(text + "x", Owner));
        var other = Assert.IsType<PasswordVerdict.Accepted>(PasswordPolicy.Judge(text + "y", Owner));
        var blank = Assert.IsType<PasswordVerdict.Accepted>(PasswordPolicy.Judge($" {Fourteen} ", Owner));

        Assert.NotEqual(one.Normalised, other.Normalised);
        Assert.Equal(text + "x", one.Normalised);
        Assert.Equal($" {Fourteen} ", blank.Normalised);
    }

    [Fact]
    public void Two_ways_to_type_one_character_are_one_password_and_case_is_kept()
    {
        Assert.True(PasswordPolicy.TryNormalise(Fourteen + "e\u0301", out var decomposed));
        Assert.True(PasswordPolicy.TryNormalise(Fourteen + "\u00E9", out var composed));
        Assert.True(PasswordPolicy.TryNormalise(Fourteen + "\u00C9", out var upper));
        Assert.True(PasswordPolicy.TryNormalise(Fourteen + "\uFF45", out var fullWidth));
        Assert.True(PasswordPolicy.TryNormalise(Fourteen + "e", out var plain));

        Assert.Equal(composed, decomposed);
        Assert.Equal(Fourteen.Length + 1, composed.Length);
        Assert.Equal(4, new[] { composed, upper, fullWidth, plain }.Distinct().Count());
    }

    [Fact]
    public void Length_is_counted_after_normalisation()
    {
        Assert.Equal([PasswordRefusal.TooShort], Judge(Fourteen[..13] + "e\u0301"));
        Assert.Empty(Judge(Fourteen + "e\u0301"));
    }

    [Fact]
    public void What_is_not_text_is_refused_and_does_not_throw()
    {
        foreach (var part in new[] { "\uD800", "\uDC00", "\uFFFE", "\uFFFF", "\U0001FFFE" })
        {
            Assert.Equal([PasswordRefusal.NotText], Judge(Fourteen + part + "abc"));
            Assert.False(PasswordPolicy.TryNormalise(Fourteen + part, out _));
        }
        Assert.False(PasswordPolicy.TryNormalise(null, out _));
    }

    [Theory]
    [InlineData("aaaaaaaaaaaaaaa")]
    [InlineData("我我我我我我我我我我我我我我我")]
    [InlineData("123456789012345")]
    [InlineData("abcdefghijklmnopqrstuvwxyz")]
    [InlineData("qwertyuiopasdfghjkl")]
    [InlineData("1qaz2wsx3edc4rfv")]
    [InlineData("19900101199001011990")]
    [InlineData("abababababababababab")]
    [InlineData("Summer2024!Summer2024!")]
    [InlineData("woaini1314woaini1314")]
    [InlineData("woaini5201314zhongguo")]
    [InlineData("iloveyouiloveyou")]
    [InlineData("iloveyouforever2024")]
    [InlineData("welcome1welcome1")]
    [InlineData("admin123admin123")]
    [InlineData("gongzhonghaoadmin123")]
    [InlineData("               ")]
    public void What_is_tried_first_is_refused(string typed) =>
        Assert.Contains(PasswordRefusal.Guessable, Judge(typed));

    [Fact]
    public void The_common_passwords_of_the_offline_list_are_refused_alone_and_repeated()
    {
        var common = CommonPasswords().ToList();
        var lengthened = common.Take(100).Select(Lengthen).Concat(common.Where(each => each.Length >= 15));

        Assert.True(common.Count > 10_000, "the list is missing");
        foreach (var typed in lengthened)
            Assert.True(Judge(typed).Any(), typed);

        static string Lengthen(string common) =>
            string.Concat(Enumerable.Repeat(common, 1 + PasswordPolicy.MinLength / common.Length));
    }

    [Fact]
    public void The_estimator_cannot_reach_a_network()
    {
        var estimator = typeof(Zxcvbn.Zxcvbn).Assembly.GetReferencedAssemblies().Select(each => each.Name!).ToList();

        Assert.NotEmpty(estimator);
        Assert.DoesNotContain(estimator, name => name.StartsWith("System.Net", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("kV7 zhang.san Rm9xLp", PasswordRefusal.HoldsUserName)]
    [InlineData("kV7 ZHANG-SAN Rm9xLp", PasswordRefusal.HoldsUserName)]
    [InlineData("kV7 ｚｈａｎｇ Rm9xLpq", PasswordRefusal.HoldsUserName)]
    [InlineData("kV7 wq 张三 Rm9xLp湖边", PasswordRefusal.HoldsPersonName)]
    [InlineData("kV7 wq 张 三 Rm9xLp湖边", PasswordRefusal.HoldsPersonName)]
    [InlineData("kV7 wq 示例大学 Rm9xLp", PasswordRefusal.HoldsOrganisation)]
    [InlineData("kV7 wq Sample Rm9xLpTz", PasswordRefusal.HoldsOrganisation)]
    [InlineData("kV7 计算机学院 Rm9xLpTz", PasswordRefusal.HoldsOrganisation)]
    [InlineData("kV7 wq Password Rm9xLp", PasswordRefusal.HoldsProductWord)]
    [InlineData("kV7 wq 保管库 Rm9xLpTz", PasswordRefusal.HoldsProductWord)]
    [InlineData("kV7 wq 密码 Rm9xLpTz湖", PasswordRefusal.HoldsProductWord)]
    public void Names_and_words_at_hand_are_refused(string typed, PasswordRefusal refusal) =>
        Assert.Equal([refusal], Judge(typed));

    [Fact]
    public void Short_parts_of_names_do_not_refuse_half_the_language()
    {
        var owner = new PasswordOwner(Name("li.na"), "Li Na", ["edu.cn", "SU"]);

        Assert.IsType<PasswordVerdict.Accepted>(PasswordPolicy.Judge("reeducate liquid sunlit nadir fog", owner));
    }

    [Fact]
    public void All_reasons_are_given_at_once() =>
        Assert.Equal(
            [PasswordRefusal.TooShort, PasswordRefusal.HoldsUserName, PasswordRefusal.Guessable],
            Judge("zhangsan")
        );

    [Fact]
    public void Neither_verdict_shows_the_password_as_text()
    {
        Assert.DoesNotContain("horse", PasswordPolicy.Judge("correct horse battery staple", Owner).ToString()!);
        Assert.DoesNotContain("zhang", PasswordPolicy.Judge("zhangsan", Owner).ToString()!);
    }

    [Theory]
    [InlineData("abcabcabc", "abc")]
    [InlineData("abcabcab", "abc")]
    [InlineData("aaaa", "a")]
    [InlineData("abcd", "abcd")]
    [InlineData("aabaaab", "aaba")]
    [InlineData("", "")]
    public void A_repetition_is_as_strong_as_its_block(string text, string block) =>
        Assert.Equal(block, PasswordGuesses.Block(text));

    private static IReadOnlyList<PasswordRefusal> Judge(string typed) =>
        PasswordPolicy.Judge(typed, Owner) is PasswordVerdict.Refused refused ? refused.Reasons : [];

    private static UserName Name(string text)
    {
        Assert.True(UserName.TryParse(text, out var name));
        return name;
    }

    // The same on every run, without a pattern an estimator could find.
    private static string Unpatterned(int length, string alphabet)
    {
        var random = new Random(20260301);
        return new string([.. Enumerable.Range(0, length).Select(_ => alphabet[random.Next(alphabet.Length)])]);
    }

    private static IEnumerable<string> CommonPasswords()
    {
        var assembly = typeof(Zxcvbn.Zxcvbn).Assembly;
        var name = assembly
            .GetManifestResourceNames()
            .Single(each => each.Contains("passwords", StringComparison.Ordinal));
        using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
        while (reader.ReadLine() is { } line)
            yield return line.Trim();
    }
}
