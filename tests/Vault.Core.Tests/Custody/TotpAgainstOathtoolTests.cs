using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using Vault.Core.Custody;
using Vault.TestKit;
using Xunit;

namespace Vault.Core.Tests.Custody;

/// <summary>R31, TOTP set: codes equal an implementation that shares no line with ours.</summary>
public sealed class TotpAgainstOathtoolTests
{
    private const int Seeds = 1000;

    [NeedsTool("oathtool", "xargs")]
    public async Task Codes_of_a_thousand_random_seeds_equal_oathtool_for_all_parameters()
    {
        var cases = Enumerable.Range(0, Seeds).SelectMany(_ => RandomCases()).ToList();

        var theirs = await AskOathtool(cases.Select(each => each.Arguments()));

        Assert.Equal(Seeds * 12, theirs.Count);
        for (var i = 0; i < cases.Count; i++)
            Assert.True(cases[i].Code() == theirs[i], $"{cases[i].Arguments()}: {cases[i].Code()} ≠ {theirs[i]}");
    }

    private static IEnumerable<Case> RandomCases()
    {
        var seed = RandomNumberGenerator.GetBytes(
            RandomNumberGenerator.GetInt32(TotpSeed.MinBytes, TotpSeed.MaxBytes + 1)
        );
        // Up to the year 2100.
        var at = DateTimeOffset.FromUnixTimeSeconds(RandomNumberGenerator.GetInt32(int.MaxValue) * 2L % 4_102_444_800);
        return TotpParameters.All.Select(parameters => new Case(seed, parameters, at));
    }

    // One process answers one line; xargs starts twelve thousand of them in ten seconds.
    private static async Task<IReadOnlyList<string>> AskOathtool(IEnumerable<string> lines)
    {
        var start = new ProcessStartInfo("xargs", ["-L1", "oathtool"])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            UseShellExecute = false,
        };
        using var process = Process.Start(start)!;
        var answers = process.StandardOutput.ReadToEndAsync();
        foreach (var line in lines)
            await process.StandardInput.WriteLineAsync(line);
        process.StandardInput.Close();
        var text = await answers;
        await process.WaitForExitAsync();
        Assert.Equal(0, process.ExitCode);
        return text.Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }

    private sealed record Case(byte[] Seed, TotpParameters Parameters, DateTimeOffset At)
    {
        public string Code() => Totp.Compute(Seed, Parameters, At);

        public string Arguments() =>
            string.Create(
                    CultureInfo.InvariantCulture,
                    $"--totp={Parameters.Algorithm} -d {Parameters.Digits} -s {Parameters.PeriodSeconds}s -N @{At.ToUnixTimeSeconds()} {Convert.ToHexString(Seed)}"
                )
                .Replace("=Sha", "=sha", StringComparison.Ordinal);
    }
}
