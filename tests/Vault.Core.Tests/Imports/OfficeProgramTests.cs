using System.Diagnostics;
using System.Text.Json;
using Vault.TestKit;
using Xunit;

namespace Vault.Core.Tests.Imports;

/// <summary>R67: what an office program writes reads like what was given to it.</summary>
public sealed class OfficeProgramTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("vault-office-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [NeedsToolTheory("soffice")]
    [InlineData("xls", 0xD0)]
    [InlineData("xlsx", 0x50)]
    public void The_printed_form_saved_by_an_office_program_holds_the_same_rows(string format, byte first)
    {
        var whole = RegisterForm.Printed().Xlsx();

        var saved = Saved(whole, format);

        Assert.Equal(first, saved[0]);
        Assert.Equal(
            JsonSerializer.Serialize(RegisterForm.AccountsOf(whole)),
            JsonSerializer.Serialize(RegisterForm.AccountsOf(saved))
        );
    }

    private byte[] Saved(byte[] file, string format)
    {
        var (from, to) = (
            Path.Combine(_folder, "form.xlsx"),
            Directory.CreateDirectory(Path.Combine(_folder, "saved"))
        );
        File.WriteAllBytes(from, file);
        string[] arguments =
        [
            // A profile of its own: another one running would take the file over.
            $"-env:UserInstallation={new Uri(Path.Combine(_folder, "profile"))}",
            "--headless",
            "--convert-to",
            format,
            "--outdir",
            to.FullName,
            from,
        ];
        using var process = Process.Start(
            new ProcessStartInfo("soffice", arguments) { RedirectStandardOutput = true }
        )!;
        var said = process.StandardOutput.ReadToEnd();
        Assert.True(process.WaitForExit(TimeSpan.FromMinutes(2)), said);
        return File.ReadAllBytes(Path.Combine(to.FullName, $"form.{format}"));
    }
}
