using System.Globalization;
using Microsoft.AspNetCore.TestHost;
using Vault.Core;
using Vault.Core.Audit;
using Vault.Core.Backups;
using Vault.Core.Keys;
using Vault.Core.People;
using Vault.Core.Storage;
using Vault.Core.Witnesses;
using Vault.TestKit;
using Vault.Web.Commands;
using Vault.Web.Hosting;
using Xunit;

namespace Vault.Web.Tests.Commands;

/// <summary><c>backup</c> and <c>restore</c> on the console, of a vault that is closed and of one that is served (R75).</summary>
[Trait("R", "R75")]
public sealed class BackupCommandTests : IAsyncLifetime
{
    private readonly string _elsewhere = Directory.CreateTempSubdirectory("vault-backup-").FullName;

    private string Backup => Path.Combine(_elsewhere, "vault.backup");

    private VaultFolders Source => VaultFolders.From(Path.Combine(_elsewhere, "source", "data"))!;

    private VaultFolders Target => VaultFolders.From(Path.Combine(_elsewhere, "data"))!;

    public async Task InitializeAsync()
    {
        await using var vault = Opened();
        await vault.Writer.Write(
            Actor.System,
            scope =>
            {
                scope.Append(new VaultFounded(vault.Log.Vault, PrivateText.Of("示例大学"), UnitId.New()));
                scope.Append(new SecretsKeyCreated(vault.Ring.KeyIds[0]));
                return scope.Append(new SigningKeyCreated(vault.Signer.PublicKey));
            }
        );
    }

    public Task DisposeAsync()
    {
        Directory.Delete(_elsewhere, recursive: true);
        return Task.CompletedTask;
    }

    [Fact]
    public async Task A_served_vault_makes_it_itself()
    {
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("en");
        await using var vault = Opened();
        await using var app = VaultApp.Build(
            vault,
            Listening.Parse(null, [], []),
            builder => builder.WebHost.UseTestServer()
        );
        await app.StartAsync();

        var (code, lines) = await Make();
        var (again, said) = await Make();

        Assert.Equal(0, code);
        Assert.StartsWith("✓ The backup is written", lines[0], StringComparison.Ordinal);
        Assert.Equal("vault.backup", BackupStatus.Of(vault).Last!.Made.File);
        Assert.Equal(2, again);
        Assert.StartsWith("✗ This file exists already", said[0], StringComparison.Ordinal);
        Assert.Equal(BackupFault.FileExists, BackupStatus.Of(vault).Failure);
        await app.StopAsync();
    }

    [Fact]
    public async Task A_closed_vault_is_opened_for_it_and_is_whole_elsewhere()
    {
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("en");
        Assert.Equal(0, (await Make()).Code);

        Assert.StartsWith("✗ The root key is missing", (await Restore()).Lines[0], StringComparison.Ordinal);
        Directory.CreateDirectory(Target.Keys);
        File.Copy(Source.RootKeyFile, Target.RootKeyFile);
        var (code, lines) = await Restore();

        Assert.Equal(0, code);
        Assert.Contains("✓ Restored to", lines[^2], StringComparison.Ordinal);
        Assert.StartsWith("    There is no witness file", lines[^1], StringComparison.Ordinal);
        Assert.All(lines[..^1], l => Assert.DoesNotContain("✗", l, StringComparison.Ordinal));
        var (again, said) = await Restore();
        Assert.Equal(1, again);
        Assert.StartsWith("✗ Nothing was restored", Assert.Single(said), StringComparison.Ordinal);
        // The line of the backup itself is not in it, and was witnessed: its loss has to be acknowledged.
        Directory.CreateDirectory(Path.GetDirectoryName(Target.WitnessFile)!);
        File.Copy(Source.WitnessFile, Target.WitnessFile);
        await using var output = new StringWriter();
        Assert.Equal(1, await CheckCommand.Run(Target, output));
        Assert.Contains("✗", output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_vault_that_nobody_has_founded_has_nothing_to_back_up()
    {
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("en");
        await TestVault.Opened(VaultOpening.Open(ClosedVault.Options(Target))).DisposeAsync();
        await using var output = new StringWriter();

        Assert.Equal(2, await BackupCommand.Run(Target, Backup, output));
        Assert.StartsWith("✗ The vault has not been set up yet", output.ToString(), StringComparison.Ordinal);
        Assert.False(File.Exists(Backup));
    }

    [Theory]
    [InlineData("zh-CN", "✗ 这里没有保管库")]
    [InlineData("en", "✗ There is no vault here")]
    public async Task Where_there_is_no_vault_it_says_so(string language, string said)
    {
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(language);
        await using var output = new StringWriter();

        Assert.Equal(1, await BackupCommand.Run(Target, Backup, output));
        Assert.StartsWith(said, output.ToString(), StringComparison.Ordinal);
        await using var keysInside = new StringWriter();
        Assert.Equal(1, await RestoreCommand.Run(null, Backup, keysInside));
    }

    [Fact]
    public async Task A_file_that_is_no_backup_changes_nothing()
    {
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("en");
        Directory.CreateDirectory(Target.Keys);
        File.Copy(Source.RootKeyFile, Target.RootKeyFile);
        await File.WriteAllTextAsync(Backup, "not a backup");

        var (code, lines) = await Restore();

        Assert.Equal(1, code);
        Assert.StartsWith("✗ This is no backup of a vault", Assert.Single(lines), StringComparison.Ordinal);
        Assert.False(Directory.Exists(Target.Data));
    }

    private VaultInstance Opened() => TestVault.Opened(VaultOpening.Open(ClosedVault.Options(Source)));

    private async Task<(int Code, string[] Lines)> Make()
    {
        await using var output = new StringWriter();
        var code = await BackupCommand.Run(Source, Backup, output);
        return (code, Lines(output));
    }

    private async Task<(int Code, string[] Lines)> Restore()
    {
        await using var output = new StringWriter();
        var code = await RestoreCommand.Run(Target, Backup, output);
        return (code, Lines(output));
    }

    private static string[] Lines(StringWriter output) =>
        output.ToString().Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries);
}
