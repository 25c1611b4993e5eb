using System.Diagnostics;
using System.Runtime.InteropServices;
using Vault.Web.Hosting;

namespace Vault.Benchmarks;

/// <summary>
/// The product as an operator has it: published for this kind of machine, its code compiled beforehand. What a build leaves
/// beside the benchmark would spend most of a start compiling.
/// </summary>
internal sealed class PublishedProduct : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("vault-published-").FullName;

    /// <exception cref="InvalidOperationException">It was not published: no sources beside the benchmark, or no network.</exception>
    public PublishedProduct()
    {
        using var publishing = Process.Start(
            "dotnet",
            [
                "publish",
                Path.Combine(Sources(), "src", "Vault.Web"),
                "--configuration",
                "Release",
                "--runtime",
                RuntimeInformation.RuntimeIdentifier,
                "--no-self-contained",
                "--output",
                _folder,
                "--verbosity",
                "quiet",
            ]
        );
        publishing.WaitForExit();
        if (publishing.ExitCode != 0)
            throw new InvalidOperationException("The product was not published.");
    }

    public string Assembly => Path.Combine(_folder, Path.GetFileName(typeof(VaultApp).Assembly.Location));

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static string Sources()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "CredentialVault.sln")))
            folder = folder.Parent;
        return folder?.FullName ?? throw new InvalidOperationException("The sources are not beside the benchmark.");
    }
}
