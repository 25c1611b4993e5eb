using System.Security.Cryptography;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Vault.Core.Custody;
using Xunit;

namespace Vault.Core.Tests.Custody;

/// <summary>R31, R65, TOTP set (issuer): seeds are read as platforms show them, and refused without repeating them.</summary>
public sealed class OtpAuthUriTests
{
    // "12345678901234567890" of RFC 6238, and the sixteen letters many platforms show.
    private const string Base32 = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";
    private const string SixteenLetters = "JBSWY3DPEHPK3PXP";

    private static readonly byte[] Seed = Encoding.ASCII.GetBytes("12345678901234567890");

    [Fact]
    public void What_is_written_reads_back_for_every_seed_length_and_parameter_set()
    {
        for (var length = TotpSeed.MinBytes; length <= TotpSeed.MaxBytes; length++)
            foreach (var parameters in TotpParameters.All)
            {
                var bytes = RandomNumberGenerator.GetBytes(length);

                using var taken = Take(
                    new string(OtpAuthUri.Write(bytes, parameters, "示例大学", "gzh@example.edu.cn"))
                );

                Assert.Equal(bytes, taken.Bytes);
                Assert.Equal(parameters, taken.Parameters);
                Assert.Equal(("示例大学", "gzh@example.edu.cn"), (taken.Issuer, taken.Account));
            }
    }

    [Fact]
    public void The_written_form_is_fixed()
    {
        Assert.True(TotpParameters.TryFrom(TotpAlgorithm.Sha256, 8, 60, out var parameters));

        Assert.Equal(
            $"otpauth://totp/Example%20%26%20Co:a%3Ab?secret={Base32}&issuer=Example%20%26%20Co&algorithm=SHA256&digits=8&period=60",
            new string(OtpAuthUri.Write(Seed, parameters, "Example & Co", "a:b"))
        );
        Assert.Equal(
            $"otpauth://totp/zhang.san?secret={Base32}&algorithm=SHA1&digits=6&period=30",
            new string(OtpAuthUri.Write(Seed, default, "", "zhang.san"))
        );
    }

    [Theory]
    [InlineData("SHA1", TotpAlgorithm.Sha1)]
    [InlineData("sha1", TotpAlgorithm.Sha1)]
    [InlineData("SHA-1", TotpAlgorithm.Sha1)]
    [InlineData("HmacSHA1", TotpAlgorithm.Sha1)]
    [InlineData("SHA256", TotpAlgorithm.Sha256)]
    [InlineData("sha-256", TotpAlgorithm.Sha256)]
    [InlineData("HMACSHA256", TotpAlgorithm.Sha256)]
    [InlineData("SHA512", TotpAlgorithm.Sha512)]
    [InlineData("Sha512", TotpAlgorithm.Sha512)]
    public void Every_parameter_is_read(string algorithm, TotpAlgorithm expected)
    {
        foreach (var (digits, period) in new[] { (6, 30), (6, 60), (8, 30), (8, 60) })
        {
            using var taken = Take(
                $"otpauth://totp/x?period={period}&digits={digits}&algorithm={algorithm}&secret={Base32}"
            );

            Assert.True(TotpParameters.TryFrom(expected, digits, period, out var parameters));
            Assert.Equal(parameters, taken.Parameters);
        }
    }

    [Theory]
    [InlineData("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ")]
    [InlineData("gezdgnbvgy3tqojqgezdgnbvgy3tqojq")]
    [InlineData("GEZD GNBV GY3T QOJQ GEZD GNBV GY3T QOJQ")]
    [InlineData("gezd-gnbv-gy3t-qojq-gezd-gnbv-gy3t-qojq")]
    [InlineData("  gezdgnbvgy3tqojq\tgezdgnbvgy3tqojq\r\n")]
    [InlineData("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ======")]
    [InlineData("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ = =")]
    public void A_bare_seed_is_read_as_platforms_show_it(string typed)
    {
        using var taken = Take(typed);

        Assert.Equal(Seed, taken.Bytes);
        Assert.Equal(TotpParameters.Standard, taken.Parameters);
        Assert.Equal(("", ""), (taken.Issuer, taken.Account));
    }

    [Theory]
    [InlineData("otpauth://totp/x?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ")]
    [InlineData("OTPAUTH://TOTP/x?SECRET=gezdgnbvgy3tqojqgezdgnbvgy3tqojq")]
    [InlineData("otpauth://totp?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ")]
    [InlineData("otpauth://totp/?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ")]
    [InlineData("otpauth://totp/x?secret=GEZD+GNBV+GY3T+QOJQ+GEZD+GNBV+GY3T+QOJQ")]
    [InlineData("otpauth://totp/x?secret=GEZD%20GNBV%20GY3T%20QOJQ%20GEZD%20GNBV%20GY3T%20QOJQ%3D%3d")]
    [InlineData("otpauth://totp/x?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ==&image=https%3A%2F%2Fexample.org&")]
    [InlineData("otpauth://totp/x?counter=1&flag&secret=%47EZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&digits=&period=#top")]
    public void An_address_is_read_in_all_the_ways_it_is_written(string typed)
    {
        using var taken = Take(typed);

        Assert.Equal(Seed, taken.Bytes);
        Assert.Equal(TotpParameters.Standard, taken.Parameters);
    }

    [Theory]
    [InlineData("otpauth://totp/Weibo:news?", "", "Weibo", "news")]
    [InlineData("otpauth://totp/Weibo%3Anews?", "", "Weibo", "news")]
    [InlineData("otpauth://totp/Weibo:%20news?", "", "Weibo", "news")]
    [InlineData("otpauth://totp/news?", "&issuer=Weibo", "Weibo", "news")]
    [InlineData("otpauth://totp/Old:news?", "&issuer=Weibo+%E5%BE%AE%E5%8D%9A", "Weibo 微博", "news")]
    [InlineData("otpauth://totp/news?", "", "", "news")]
    [InlineData("otpauth://totp/Weibo:?", "", "Weibo", "")]
    [InlineData("otpauth://totp/Weibo:a:b?", "", "Weibo", "a:b")]
    [InlineData("otpauth://totp/We%3Aibo:a%3Ab?", "", "We:ibo", "a:b")]
    [InlineData("otpauth://totp/%zz?", "&issuer=%", "%", "%zz")]
    [InlineData("otpauth://totp/evil%0Aline%E2%80%AE?", "&issuer=%1B%5B31m", "␛[31m", "evil␊line�")]
    public void Names_are_read_and_made_inert(string head, string tail, string issuer, string account)
    {
        using var taken = Take($"{head}secret={Base32}{tail}");

        Assert.Equal((issuer, account), (taken.Issuer, taken.Account));
    }

    [Fact]
    public void Long_names_are_cut_without_breaking_a_character()
    {
        var account = new string('a', OtpAuthUri.MaxNameLength - 1) + "😀";

        using var taken = Take($"otpauth://totp/{account}?secret={Base32}");

        Assert.Equal(new string('a', OtpAuthUri.MaxNameLength - 1) + "\uFFFD", taken.Account);
    }

    [Theory]
    [InlineData("", TotpSeedRefusal.Empty)]
    [InlineData(" \r\n\t", TotpSeedRefusal.Empty)]
    [InlineData("https://example.org/?secret=JBSWY3DPEHPK3PXP", TotpSeedRefusal.NotAnOtpAddress)]
    [InlineData("otpauth:totp/x?secret=JBSWY3DPEHPK3PXP", TotpSeedRefusal.NotAnOtpAddress)]
    [InlineData("otpauth://yubi/x?secret=JBSWY3DPEHPK3PXP", TotpSeedRefusal.NotAnOtpAddress)]
    [InlineData("otpauth://", TotpSeedRefusal.NotAnOtpAddress)]
    [InlineData("otpauth://hotp/x?secret=JBSWY3DPEHPK3PXP&counter=1", TotpSeedRefusal.CounterBased)]
    [InlineData("otpauth-migration://offline?data=CjEKCkhlbGxv", TotpSeedRefusal.SeveralSeeds)]
    [InlineData("otpauth://totp/x", TotpSeedRefusal.SecretMissing)]
    [InlineData("otpauth://totp/x?", TotpSeedRefusal.SecretMissing)]
    [InlineData("otpauth://totp/x?secret=", TotpSeedRefusal.SecretMissing)]
    [InlineData("otpauth://totp/x?secrets=JBSWY3DPEHPK3PXP", TotpSeedRefusal.SecretMissing)]
    [InlineData("otpauth://totp/x?secret=JBSWY3DPEHPK3PXP&algorithm=MD5", TotpSeedRefusal.AlgorithmUnsupported)]
    [InlineData("otpauth://totp/x?secret=JBSWY3DPEHPK3PXP&algorithm=SHA1%20", TotpSeedRefusal.AlgorithmUnsupported)]
    [InlineData(
        "otpauth://totp/x?secret=JBSWY3DPEHPK3PXP&algorithm=SHA2560000000000000000000",
        TotpSeedRefusal.AlgorithmUnsupported
    )]
    [InlineData("otpauth://totp/x?secret=JBSWY3DPEHPK3PXP&digits=7", TotpSeedRefusal.DigitsUnsupported)]
    [InlineData("otpauth://totp/x?secret=JBSWY3DPEHPK3PXP&digits=06", TotpSeedRefusal.DigitsUnsupported)]
    [InlineData("otpauth://totp/x?secret=JBSWY3DPEHPK3PXP&digits=６", TotpSeedRefusal.DigitsUnsupported)]
    [InlineData("otpauth://totp/x?secret=JBSWY3DPEHPK3PXP&period=15", TotpSeedRefusal.PeriodUnsupported)]
    [InlineData("otpauth://totp/x?secret=JBSWY3DPEHPK3PXP&period=-30", TotpSeedRefusal.PeriodUnsupported)]
    [InlineData("otpauth://totp/x?secret=JBSWY3DPEHPK3PXP&period=99999999999", TotpSeedRefusal.PeriodUnsupported)]
    [InlineData("otpauth://totp/x?secret=JBSWY3DPEHPK3PXP&Secret=JBSWY3DPEHPK3PXQ", TotpSeedRefusal.ParameterRepeated)]
    [InlineData("otpauth://totp/x?issuer=a&secret=JBSWY3DPEHPK3PXP&issuer=b", TotpSeedRefusal.ParameterRepeated)]
    [InlineData("otpauth://totp/x?secret=JBSWY3DPEHPK3PXP&digits=6&digits=8", TotpSeedRefusal.ParameterRepeated)]
    [InlineData("otpauth://totp/x?secret=JBSWY3DPEHPK3PXP&period=30&period=30", TotpSeedRefusal.ParameterRepeated)]
    [InlineData(
        "otpauth://totp/x?secret=JBSWY3DPEHPK3PXP&algorithm=SHA1&algorithm=SHA1",
        TotpSeedRefusal.ParameterRepeated
    )]
    [InlineData("JBSWY3DPEHPK3PX0", TotpSeedRefusal.NotBase32)]
    [InlineData("JBSWY3DPEHPK3PX1", TotpSeedRefusal.NotBase32)]
    [InlineData("JBSWY3DPEHPK3PX8", TotpSeedRefusal.NotBase32)]
    [InlineData("JBSWY3DPEHPK3PX9", TotpSeedRefusal.NotBase32)]
    [InlineData("JBSWY3DP=EHPK3PXP", TotpSeedRefusal.NotBase32)]
    [InlineData("ＪＢＳＷＹ３ＤＰＥＨＰＫ３ＰＸＰ", TotpSeedRefusal.NotBase32)]
    [InlineData("ıBSWY3DPEHPK3PXP", TotpSeedRefusal.NotBase32)]
    [InlineData("JBSWY3DPEHPK3PXſ", TotpSeedRefusal.NotBase32)]
    [InlineData("密码", TotpSeedRefusal.NotBase32)]
    [InlineData("otpauth://totp/x?secret=JBSWY3DPEHPK3P%", TotpSeedRefusal.NotBase32)]
    [InlineData("otpauth://totp/x?secret=JBSWY3DPEHPK3P%4", TotpSeedRefusal.NotBase32)]
    [InlineData("otpauth://totp/x?secret=JBSWY3DPEHPK3P%GG", TotpSeedRefusal.NotBase32)]
    [InlineData("otpauth://totp/x?secret=JBSWY3DPEHPK3PX%C3%89", TotpSeedRefusal.NotBase32)]
    [InlineData("JBSWY3DPEHPK3PXPA", TotpSeedRefusal.LengthImpossible)]
    [InlineData("JBSWY3DPEHPK3PXPABC", TotpSeedRefusal.LengthImpossible)]
    [InlineData("JBSWY3DPEHPK3PXPABCDEF", TotpSeedRefusal.LengthImpossible)]
    [InlineData("====", TotpSeedRefusal.TooShort)]
    [InlineData("JBSWY3DPEHPK3P", TotpSeedRefusal.LengthImpossible)]
    [InlineData("JBSWY3DPEHPK3PX", TotpSeedRefusal.TooShort)]
    public void What_is_no_seed_is_refused_with_the_reason(string typed, TotpSeedRefusal reason) =>
        Assert.Equal(reason, Assert.IsType<TotpSeedReading.Refused>(OtpAuthUri.Read(typed)).Reason);

    [Fact]
    public void Seeds_and_inputs_have_a_longest_length()
    {
        var longest = new string('A', (TotpSeed.MaxBytes * 8 + 4) / 5);

        using (var taken = Take(longest))
            Assert.Equal(TotpSeed.MaxBytes, taken.Bytes.Length);
        AssertRefused(TotpSeedRefusal.TooLong, longest + "AA");
        AssertRefused(TotpSeedRefusal.TooLong, new string(' ', OtpAuthUri.MaxLength) + SixteenLetters);
    }

    [Fact]
    public void Leftover_bits_are_dropped_as_authenticators_do()
    {
        using var clean = Take(SixteenLetters + "AA");
        using var leftover = Take(SixteenLetters + "AB");

        Assert.Equal(clean.Bytes, leftover.Bytes);
    }

    [Fact]
    public void No_input_at_all_makes_reading_throw()
    {
        char[] letters = [.. "otpauh:/p?&=#%+-secrtdigmloA2Z70 \n\0\uFFFF\uD800\uDC00"];
        var noise = Gen.Elements(letters).ArrayOf().Select(each => new string(each));
        var near = noise.Select(text => $"otpauth://totp/{text}?secret={SixteenLetters}&{text}");

        Prop.ForAll(Gen.OneOf(noise, near).ToArbitrary(), ReadsOrRefuses).QuickCheckThrowOnFailure();

        static bool ReadsOrRefuses(string typed)
        {
            var reading = OtpAuthUri.Read(typed);
            (reading as TotpSeedReading.Taken)?.Seed.Dispose();
            return reading is TotpSeedReading.Taken or TotpSeedReading.Refused;
        }
    }

    [Fact]
    public void Neither_outcome_shows_the_seed_as_text()
    {
        using var taken = Take(Base32);

        foreach (var outcome in new object[] { taken.Reading, taken.Reading.Seed, OtpAuthUri.Read(Base32 + "0") })
            Assert.DoesNotContain("GEZD", outcome.ToString(), StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain(
            "Bytes",
            System.Text.Json.JsonSerializer.Serialize(taken.Reading),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void A_new_seed_is_as_long_as_its_hash_and_never_the_same()
    {
        var lengths = Enum.GetValues<TotpAlgorithm>().Select(algorithm => TotpSeed.Generate(algorithm).AsSpan().Length);
        var seeds = Enumerable.Range(0, 1000).Select(_ => Convert.ToHexString(TotpSeed.Generate().AsSpan())).ToList();

        Assert.Equal([20, 32, 64], lengths);
        Assert.Equal(seeds.Count, seeds.Distinct().Count());
        Assert.All(seeds, seed => Assert.True(seed.Length * 4 >= 160));
    }

    [Fact]
    public void A_disposed_seed_is_zeroed_and_computes_no_more_codes()
    {
        var seed = TotpSeed.Generate();
        var bytes = seed.AsSpan();
        Assert.Contains(bytes.ToArray(), each => each != 0);

        seed.Dispose();

        Assert.All(bytes.ToArray(), each => Assert.Equal(0, each));
        Assert.Throws<ObjectDisposedException>(() => seed.AsSpan().Length);
    }

    private static void AssertRefused(TotpSeedRefusal reason, string typed) =>
        Assert.Equal(reason, Assert.IsType<TotpSeedReading.Refused>(OtpAuthUri.Read(typed)).Reason);

    private static TakenSeed Take(string typed) => new(Assert.IsType<TotpSeedReading.Taken>(OtpAuthUri.Read(typed)));

    private sealed class TakenSeed(TotpSeedReading.Taken reading) : IDisposable
    {
        public TotpSeedReading.Taken Reading => reading;
        public byte[] Bytes => reading.Seed.AsSpan().ToArray();
        public TotpParameters Parameters => reading.Parameters;
        public string Issuer => reading.Issuer;
        public string Account => reading.Account;

        public void Dispose() => reading.Seed.Dispose();
    }
}
