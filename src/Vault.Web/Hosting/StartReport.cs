using Microsoft.Extensions.Localization;
using Vault.Core;
using Vault.Core.People;
using Vault.Core.Storage;
using Vault.Core.Witnesses;

namespace Vault.Web.Hosting;

/// <summary>What the console says at start: where it listens, where data and keys lie, and what to do next.</summary>
internal sealed class StartReport(IStringLocalizer texts)
{
    /// <returns>The exit code of a refused start.</returns>
    public int Refuse(string key, params object[] named)
    {
        Console.Error.WriteLine(texts[key, named]);
        return 1;
    }

    /// <summary>A new demo takes a moment before it listens.</summary>
    public void Seeding() => Console.WriteLine(texts["Start.Seeding"]);

    public void Serving(VaultInstance vault, IEnumerable<string> urls)
    {
        Console.WriteLine(texts[vault.Demo ? "Start.Demo" : "Start.Vault"]);
        foreach (var url in urls)
            Console.WriteLine(texts["Start.Listens", url]);
        Console.WriteLine(texts["Start.Data", vault.Folders.Data]);
        Console.WriteLine(texts["Start.RootKey", vault.Folders.RootKeyFile]);
        Console.WriteLine(texts["Start.Witness", vault.Folders.WitnessFile]);
        if (vault.Backups is { } plan)
            Console.WriteLine(texts["Start.Backups", plan.Folder]);
        else if (!vault.Demo)
            Console.WriteLine(texts["Start.NoBackups"]);
        if (!VaultFolders.AreClosed)
            Console.WriteLine(texts["Start.FoldersOpen"]);
        if (!vault.Demo)
            Console.WriteLine(texts["Start.CopyRootKey"]);
    }

    /// <summary>
    /// The set-up link of a vault nobody has founded; new invitations for founders who missed theirs; links for those
    /// who decide grants, when too few of them can sign in.
    /// </summary>
    public async Task WaysIn(WebApplication app)
    {
        var url = app.Urls.First();
        if (app.Services.GetRequiredService<SetUpLink>().Offer() is { } token)
            Console.WriteLine(texts["Start.SetUp", SetUpLink.Lifetime.TotalMinutes, $"{url}/set-up/{token}"]);
        else
            await using (var scope = app.Services.CreateAsyncScope())
            {
                Links(
                    "Start.Invitation",
                    url,
                    await scope.ServiceProvider.GetRequiredService<RenewFounderInvitations>().Run()
                );
                Links("Start.Reopened", url, await scope.ServiceProvider.GetRequiredService<ReopenForDeciders>().Run());
            }
    }

    private void Links(string key, string url, IEnumerable<RenewedInvitation> links)
    {
        foreach (var link in links)
            Console.WriteLine(texts[key, link.Name, $"{url}/invitations/{link.Token}"]);
    }

    public void Sealed(Opening.Sealed why)
    {
        Console.Error.WriteLine(texts["Sealed.Console"]);
        Console.Error.WriteLine(texts[$"Sealed.{why.Reason}.Why", why.Detail]);
        Console.Error.WriteLine(texts[$"Sealed.{why.Reason}.Do"]);
    }

    /// <summary>Both heads, and the code without which nobody leads the vault out of it.</summary>
    public void Contradicted(Opening.Contradicted why, string code)
    {
        Console.Error.WriteLine(texts["Sealed.Console"]);
        Console.Error.WriteLine(texts[$"Epoch.{why.Finding.Verdict}.Page"]);
        foreach (var line in Heads(why.Finding, texts))
            Console.Error.WriteLine("    " + line);
        Console.Error.WriteLine(texts["Start.Witness", why.Vault.Folders.WitnessFile]);
        Console.Error.WriteLine(texts["Epoch.Do"]);
        Console.Error.WriteLine(texts["Epoch.Console", code]);
    }

    /// <summary>The head that was found and the one that was witnessed, a line each.</summary>
    internal static IEnumerable<string> Heads(WitnessFinding finding, IStringLocalizer texts)
    {
        var found = Convert.ToBase64String(finding.FoundRoot);
        yield return $"{texts["Epoch.Found"]}: {texts["Epoch.Size", finding.FoundSize]} {found}";
        yield return finding.Witnessed is { } head
            ? $"{texts["Epoch.Witnessed"]}: {texts["Epoch.Size", head.Size]} {Convert.ToBase64String(head.Root)}"
            : $"{texts["Epoch.Witnessed"]}: {texts["Epoch.NoHead"]}";
    }
}
