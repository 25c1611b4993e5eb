using System.Diagnostics;
using System.Text.RegularExpressions;
using Vault.TestKit;
using Vault.Web.Commands;
using Xunit;

namespace Vault.Web.Tests.Deployment;

/// <summary>The unit in <c>deploy/systemd</c>: hardened, and starting the vault with options it has.</summary>
public sealed partial class ServiceUnitTests
{
    private static string Unit => Path.Combine(Repository.Root, "deploy", "systemd", "credential-vault.service");

    /// <summary>Exposure at most 2.0 of 10, as systemd itself counts it.</summary>
    [NeedsTool("systemd-analyze")]
    public async Task Systemd_calls_its_exposure_small()
    {
        using var process = Process.Start(
            new ProcessStartInfo("systemd-analyze", ["security", "--offline=true", "--threshold=20", Unit])
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            }
        )!;
        var said = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();

        Assert.Contains("Overall exposure level", said, StringComparison.Ordinal);
        Assert.True(process.ExitCode == 0, said);
    }

    [Fact]
    public void The_vault_knows_every_option_it_is_started_with()
    {
        var start = Start().Match(File.ReadAllText(Unit).Replace("\\\n", " ", StringComparison.Ordinal));
        var options = start.Groups["options"].Value.Split(' ', StringSplitOptions.RemoveEmptyEntries);

        Assert.Contains("--backups", options);
        Assert.Empty(VaultCommand.Create().Parse(options).Errors);
        Assert.NotEmpty(VaultCommand.Create().Parse([.. options, "--no-such-option"]).Errors);
    }

    [GeneratedRegex("^ExecStart=/opt/credential-vault/Vault.Web (?<options>.*)$", RegexOptions.Multiline, 1000)]
    private static partial Regex Start();
}
