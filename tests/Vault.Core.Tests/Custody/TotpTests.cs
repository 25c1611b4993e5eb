using System.Globalization;
using System.Text;
using Vault.Core.Custody;
using Xunit;

namespace Vault.Core.Tests.Custody;

/// <summary>R06, R31 and the TOTP set, as far as it is pure: RFC 6238 appendix B and the strict verifier.</summary>
public sealed class TotpTests
{
    private static readonly byte[] Seed = Encoding.ASCII.GetBytes("12345678901234567890");
    private static readonly DateTimeOffset Now = new(2026, 3, 1, 8, 0, 10, TimeSpan.Zero);

    public static TheoryData<long, TotpAlgorithm, string> Rfc6238()
    {
        var rows = new TheoryData<long, TotpAlgorithm, string>();
        foreach (var line in TestData.Lines("Custody.rfc6238.csv").Where(line => char.IsDigit(line[0])))
        {
            var cells = line.Split(',');
            for (var column = 1; column < cells.Length; column++)
                rows.Add(
                    long.Parse(cells[0], CultureInfo.InvariantCulture),
                    (TotpAlgorithm)(column - 1),
                    cells[column]
                );
        }
        return rows;
    }

    [Fact]
    public void The_table_of_RFC_6238_is_complete() => Assert.Equal(18, Rfc6238().Count);

    [Theory, MemberData(nameof(Rfc6238))]
    public void Codes_are_those_of_RFC_6238(long unixTime, TotpAlgorithm algorithm, string expected)
    {
        var at = DateTimeOffset.FromUnixTimeSeconds(unixTime);
        var seed = Rfc6238Seed(algorithm);

        Assert.Equal(expected, Totp.Compute(seed, Parameters(algorithm, 8, 30), at));
        Assert.Equal(expected[2..], Totp.Compute(seed, Parameters(algorithm, 6, 30), at));
    }

    [Theory]
    [InlineData(-1, true)]
    [InlineData(0, true)]
    [InlineData(1, true)]
    [InlineData(-2, false)]
    [InlineData(2, false)]
    [InlineData(-10, false)]
    public void Only_the_step_before_at_and_after_now_is_accepted(int away, bool accepted)
    {
        foreach (var parameters in TotpParameters.All)
        {
            var code = Totp.Compute(Seed, parameters, Now.AddSeconds(away * parameters.PeriodSeconds));

            Assert.Equal(accepted, Totp.Verify(Seed, parameters, code, Now, out var step));
            Assert.Equal(accepted ? Totp.StepAt(parameters, Now) + away : Totp.NoStep, step);
        }
    }

    [Fact]
    public void The_window_moves_at_the_very_second_the_step_changes()
    {
        var code = Totp.Compute(Seed, TotpParameters.Standard, DateTimeOffset.FromUnixTimeSeconds(3000));

        Assert.False(Verify(code, 2969));
        Assert.True(Verify(code, 2970));
        Assert.True(Verify(code, 3059));
        Assert.False(Verify(code, 3060));

        static bool Verify(string code, long at) =>
            Totp.Verify(Seed, TotpParameters.Standard, code, DateTimeOffset.FromUnixTimeSeconds(at), out _);
    }

    public static TheoryData<string, string?> SecondSpellings() =>
        new()
        {
            { "blank before", " {0}" },
            { "blank after", "{0} " },
            { "blank inside", "{1} {2}" },
            { "plus sign", "+{0}" },
            { "minus sign", "-{0}" },
            { "leading zeros", "000{0}" },
            { "one leading zero", "0{0}" },
            { "newline after", "{0}\n" },
            { "carriage return after", "{0}\r" },
            { "tab before", "\t{0}" },
            { "null character after", "{0}\0" },
            { "five digits", "{3}" },
            { "seven digits", "{0}0" },
            { "full-width digits", "{4}" },
            { "Arabic-Indic digits", "{5}" },
            { "mathematical digits", "{6}" },
            { "hyphen inside", "{1}-{2}" },
            { "zero-width space", "{0}\u200B" },
            { "nothing", "" },
            { "null", null },
        };

    [Theory, MemberData(nameof(SecondSpellings))]
    public void No_code_has_a_second_spelling(string why, string? pattern)
    {
        Assert.NotEmpty(why);
        foreach (var parameters in TotpParameters.All)
        {
            var code = Totp.Compute(Seed, parameters, Now);
            Assert.True(Totp.Verify(Seed, parameters, code, Now, out _));

            var typed = pattern is null ? null : Spell(pattern, code);

            Assert.False(Totp.Verify(Seed, parameters, typed, Now, out var step));
            Assert.Equal(Totp.NoStep, step);
        }
    }

    [Fact]
    public void A_code_that_begins_with_zero_needs_its_zero()
    {
        var at = Enumerable.Range(0, 1000).Select(step => Now.AddSeconds(30 * step)).First(HasLeadingZero);
        var code = Totp.Compute(Seed, TotpParameters.Standard, at);

        Assert.True(Totp.Verify(Seed, TotpParameters.Standard, code, at, out _));
        Assert.False(Totp.Verify(Seed, TotpParameters.Standard, code.TrimStart('0'), at, out _));

        static bool HasLeadingZero(DateTimeOffset at) => Totp.Compute(Seed, TotpParameters.Standard, at)[0] == '0';
    }

    [Fact]
    public void Of_a_thousand_codes_and_the_nearest_neighbours_only_the_three_valid_ones_pass()
    {
        var valid = new[] { -30, 0, 30 }.Select(away => Totp.Compute(Seed, default, Now.AddSeconds(away))).ToHashSet();

        var tried = Enumerable.Range(0, 1000).Select(k => k * 997).Concat(valid.SelectMany(Neighbours)).Select(Six);

        foreach (var code in tried.Concat(valid))
            Assert.Equal(valid.Contains(code), Totp.Verify(Seed, default, code, Now, out _));

        static IEnumerable<int> Neighbours(string code) =>
            new[] { -1, 1 }.Select(by => Math.Clamp(int.Parse(code, CultureInfo.InvariantCulture) + by, 0, 999_999));
        static string Six(int number) => number.ToString("D6", CultureInfo.InvariantCulture);
    }

    [Fact]
    public void Where_two_steps_share_a_code_the_later_one_is_used_up()
    {
        var twice = FirstRepeatedCode(out var earlier, out var later);
        var now = DateTimeOffset.FromUnixTimeSeconds(30 * (later - 1));

        Assert.True(Totp.Verify(Seed, default, twice, now, out var step));
        Assert.InRange(later - earlier, 1, 2);
        Assert.Equal(later, step);
    }

    [Fact]
    public void A_code_of_another_seed_digit_count_or_period_is_refused()
    {
        var other = Encoding.ASCII.GetBytes("12345678901234567891");

        Assert.False(Totp.Verify(other, default, Totp.Compute(Seed, default, Now), Now, out _));
        foreach (var parameters in TotpParameters.All.Skip(1))
            Assert.False(Totp.Verify(Seed, parameters, Totp.Compute(Seed, default, Now), Now, out _));
    }

    [Fact]
    public void The_first_step_of_all_has_no_step_before_it()
    {
        var code = Totp.Compute(Seed, default, DateTimeOffset.UnixEpoch);

        Assert.True(Totp.Verify(Seed, default, code, DateTimeOffset.UnixEpoch, out var step));
        Assert.Equal(0, step);
    }

    [Fact]
    public void An_empty_seed_and_a_time_before_1970_are_broken_invariants()
    {
        var before = DateTimeOffset.UnixEpoch.AddSeconds(-1);

        Assert.ThrowsAny<ArgumentException>(() => Totp.Compute([], default, Now));
        Assert.ThrowsAny<ArgumentException>(() => Totp.Verify([], default, "000000", Now, out _));
        Assert.ThrowsAny<ArgumentException>(() => Totp.Compute(Seed, default, before));
        Assert.ThrowsAny<ArgumentException>(() => Totp.Verify(Seed, default, "000000", before, out _));
    }

    [Fact]
    public void The_countdown_ends_when_the_code_changes()
    {
        foreach (var parameters in TotpParameters.All)
        {
            var change = Totp.NextChange(parameters, Now);

            Assert.InRange((change - Now).TotalSeconds, 1, parameters.PeriodSeconds);
            Assert.Equal(Totp.StepAt(parameters, Now), Totp.StepAt(parameters, change.AddTicks(-1)));
            Assert.Equal(Totp.StepAt(parameters, Now) + 1, Totp.StepAt(parameters, change));
        }
    }

    [Fact]
    public void The_time_zone_of_the_clock_does_not_matter()
    {
        var inChina = Now.ToOffset(TimeSpan.FromHours(8));

        Assert.Equal(Totp.Compute(Seed, default, Now), Totp.Compute(Seed, default, inChina));
    }

    [Theory]
    [InlineData(TotpAlgorithm.Sha1, 7, 30)]
    [InlineData(TotpAlgorithm.Sha1, 0, 30)]
    [InlineData(TotpAlgorithm.Sha1, 6, 0)]
    [InlineData(TotpAlgorithm.Sha1, 6, 45)]
    [InlineData(TotpAlgorithm.Sha1, 6, -30)]
    [InlineData((TotpAlgorithm)3, 6, 30)]
    public void Parameters_the_vault_cannot_compute_do_not_exist(TotpAlgorithm algorithm, int digits, int period) =>
        Assert.False(TotpParameters.TryFrom(algorithm, digits, period, out _));

    [Fact]
    public void There_are_twelve_parameter_sets_and_the_default_is_the_standard_one()
    {
        Assert.Equal(12, TotpParameters.All.Distinct().Count());
        Assert.Equal(Parameters(TotpAlgorithm.Sha1, 6, 30), default);
        Assert.All(
            TotpParameters.All,
            set => Assert.Equal(set, Parameters(set.Algorithm, set.Digits, set.PeriodSeconds))
        );
    }

    private static TotpParameters Parameters(TotpAlgorithm algorithm, int digits, int period)
    {
        Assert.True(TotpParameters.TryFrom(algorithm, digits, period, out var parameters));
        return parameters;
    }

    private static byte[] Rfc6238Seed(TotpAlgorithm algorithm)
    {
        var length = algorithm switch
        {
            TotpAlgorithm.Sha256 => 32,
            TotpAlgorithm.Sha512 => 64,
            _ => 20,
        };
        return [.. Enumerable.Range(1, length).Select(position => (byte)('0' + position % 10))];
    }

    private static string Spell(string pattern, string code) =>
        string.Format(
            CultureInfo.InvariantCulture,
            pattern,
            code,
            code[..3],
            code[3..],
            code[1..],
            Digits(code, 0xFF10),
            Digits(code, 0x0660),
            Digits(code, 0x1D7CE)
        );

    private static string Digits(string code, int zero) =>
        string.Concat(code.Select(digit => char.ConvertFromUtf32(zero + digit - '0')));

    private static string FirstRepeatedCode(out long earlier, out long later)
    {
        var codes = new List<string> { "", "" };
        while (codes.Count < 4 || (codes[^1] != codes[^2] && codes[^1] != codes[^3]))
            codes.Add(Totp.Compute(Seed, default, DateTimeOffset.FromUnixTimeSeconds(30L * (codes.Count - 2))));
        later = codes.Count - 3;
        earlier = codes[^1] == codes[^2] ? later - 1 : later - 2;
        return codes[^1];
    }
}
