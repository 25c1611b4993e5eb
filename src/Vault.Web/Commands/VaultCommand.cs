using System.CommandLine;
using Microsoft.Extensions.Localization;
using Vault.Core.Storage;
using Vault.Web.Hosting;

namespace Vault.Web.Commands;

/// <summary>The one executable: without a sub-command it serves the vault.</summary>
public static class VaultCommand
{
    public static RootCommand Create()
    {
        var texts = HostingTexts.Console();
        var root = new RootCommand(texts["Command.Serve"]);
        var data = new Option<DirectoryInfo?>("--data") { Description = texts["Option.Data"], Recursive = true };
        var keys = new Option<DirectoryInfo?>("--keys") { Description = texts["Option.Keys"], Recursive = true };
        var urls = new Option<string?>("--urls") { Description = texts["Option.Urls"] };
        var hosts = new Option<string[]>("--host") { Description = texts["Option.Host"] };
        var proxies = new Option<string[]>("--proxy") { Description = texts["Option.Proxy"] };
        var demoUrls = new Option<string?>("--urls") { Description = texts["Option.Urls"] };
        Option[] common = [data, keys];
        Array.ForEach(common, root.Options.Add);
        Array.ForEach<Option>([urls, hosts, proxies], root.Options.Add);

        root.SetAction(
            (parsed, cancellation) =>
                Serving.Serve(
                    Folders(parsed.GetValue(data), parsed.GetValue(keys), "data"),
                    Listening.Parse(
                        parsed.GetValue(urls),
                        parsed.GetValue(hosts) ?? [],
                        parsed.GetValue(proxies) ?? []
                    ),
                    demo: false,
                    cancellation
                )
        );

        var demo = new Command("demo", texts["Command.Demo"]) { demoUrls };
        demo.SetAction(
            (parsed, cancellation) =>
                Serving.Serve(
                    Folders(parsed.GetValue(data), parsed.GetValue(keys), "data-demo"),
                    Listening.Parse(parsed.GetValue(demoUrls), [], []),
                    demo: true,
                    cancellation
                )
        );
        root.Subcommands.Add(demo);

        var check = new Command("check", texts["Command.Check"]);
        check.SetAction(
            (parsed, _) => CheckCommand.Run(Folders(parsed.GetValue(data), parsed.GetValue(keys), "data"), Console.Out)
        );
        root.Subcommands.Add(check);
        root.Subcommands.Add(ImportRegister(texts));
        return root;
    }

    private static Command ImportRegister(IStringLocalizer texts)
    {
        var file = new Argument<FileInfo>("file") { Description = texts["Argument.Register"] };
        var dryRun = new Option<bool>("--dry-run") { Description = texts["Option.DryRun"] };
        var import = new Command("import-register", texts["Command.ImportRegister"]) { file, dryRun };
        import.SetAction(parsed =>
            ImportCommand.Run(parsed.GetRequiredValue(file), parsed.GetValue(dryRun), Console.Out)
        );
        return import;
    }

    private static VaultFolders? Folders(DirectoryInfo? data, DirectoryInfo? keys, string usual) =>
        VaultFolders.From(data?.FullName ?? usual, keys?.FullName);
}
