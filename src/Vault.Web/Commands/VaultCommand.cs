using System.CommandLine;
using System.CommandLine.Parsing;
using Microsoft.Extensions.Localization;
using Vault.Core.Backups;
using Vault.Core.Storage;
using Vault.Core.Witnesses;
using Vault.Web.Hosting;

namespace Vault.Web.Commands;

/// <summary>The one executable: without a sub-command it serves the vault.</summary>
public static class VaultCommand
{
    public static RootCommand Create()
    {
        var texts = HostingTexts.Console();
        var places = new PlaceOptions(texts);
        var root = new RootCommand(texts["Command.Serve"]);
        places.AddTo(root);
        Serve(root, places, texts);
        root.Subcommands.Add(Demo(places, texts));
        var check = new Command("check", texts["Command.Check"]);
        check.SetAction((parsed, _) => CheckCommand.Run(places.Folders(parsed, "data"), Console.Out));
        root.Subcommands.Add(check);
        root.Subcommands.Add(ImportRegister(texts));
        root.Subcommands.Add(ExportLog(places, texts));
        root.Subcommands.Add(VerifyLog(texts));
        root.Subcommands.Add(Backup(places, texts));
        root.Subcommands.Add(Restore(places, texts));
        return root;
    }

    private static void Serve(RootCommand root, PlaceOptions places, IStringLocalizer texts)
    {
        var urls = new Option<string?>("--urls") { Description = texts["Option.Urls"] };
        var hosts = new Option<string[]>("--host") { Description = texts["Option.Host"] };
        var proxies = new Option<string[]>("--proxy") { Description = texts["Option.Proxy"] };
        var hook = new Option<Uri?>("--witness-url") { Description = texts["Option.WitnessUrl"] };
        var limit = new Option<int?>("--reveal-limit") { Description = texts["Option.RevealLimit"] };
        Require(hook, address => address is null || WitnessOptions.IsHook(address), texts["Refusal.WitnessUrl"]);
        Require(
            limit,
            minutes => minutes is null || WitnessOptions.IsLimit(minutes.Value),
            texts["Refusal.RevealLimit"]
        );
        var connectors = new Option<FileInfo?>("--connectors") { Description = texts["Option.Connectors"] };
        var backups = new Option<DirectoryInfo?>("--backups") { Description = texts["Option.Backups"] };
        var days = new Option<int?>("--backup-days") { Description = texts["Option.BackupDays"] };
        Require(days, given => given is null || BackupPlan.AreDays(given.Value), texts["Refusal.BackupDays"]);
        Array.ForEach<Option>([urls, hosts, proxies, hook, limit, connectors, backups, days], root.Options.Add);
        root.SetAction(
            (parsed, cancellation) =>
                Serving.Serve(
                    places.Folders(parsed, "data"),
                    Listening.Parse(
                        parsed.GetValue(urls),
                        parsed.GetValue(hosts) ?? [],
                        parsed.GetValue(proxies) ?? []
                    ),
                    new WitnessOptions(parsed.GetValue(hook), WitnessOptions.LimitOf(parsed.GetValue(limit))),
                    parsed.GetValue(connectors)?.FullName,
                    parsed.GetValue(backups) is { } folder
                        ? new BackupPlan(folder.FullName, parsed.GetValue(days) ?? BackupPlan.UsualDays)
                        : null,
                    demo: false,
                    cancellation
                )
        );
    }

    private static Command Demo(PlaceOptions places, IStringLocalizer texts)
    {
        var urls = new Option<string?>("--urls") { Description = texts["Option.Urls"] };
        var demo = new Command("demo", texts["Command.Demo"]) { urls };
        demo.SetAction(
            (parsed, cancellation) =>
                Serving.Serve(
                    places.Folders(parsed, "data-demo"),
                    Listening.Parse(parsed.GetValue(urls), [], []),
                    new WitnessOptions(),
                    connectors: null,
                    backups: null,
                    demo: true,
                    cancellation
                )
        );
        return demo;
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

    private static Command ExportLog(PlaceOptions places, IStringLocalizer texts)
    {
        var file = new Argument<FileInfo>("file") { Description = texts["Argument.Export"] };
        var without = new Option<bool>("--without-texts") { Description = texts["Option.WithoutTexts"] };
        var export = new Command("export-log", texts["Command.ExportLog"]) { file, without };
        export.SetAction(
            (parsed, _) =>
                ExportLogCommand.Run(
                    places.Folders(parsed, "data"),
                    parsed.GetRequiredValue(file).FullName,
                    !parsed.GetValue(without),
                    Console.Out
                )
        );
        return export;
    }

    private static Command VerifyLog(IStringLocalizer texts)
    {
        var file = new Argument<FileInfo>("file") { Description = texts["Argument.Log"] };
        var key = new Option<FileInfo?>("--key") { Description = texts["Option.Key"] };
        var checkpoints = new Option<FileInfo[]>("--checkpoint") { Description = texts["Option.Checkpoint"] };
        var verify = new Command("verify-log", texts["Command.VerifyLog"]) { file, key, checkpoints };
        verify.SetAction(parsed =>
            VerifyLogCommand.Run(
                parsed.GetRequiredValue(file).FullName,
                parsed.GetValue(key)?.FullName,
                [.. (parsed.GetValue(checkpoints) ?? []).Select(c => c.FullName)],
                Console.Out
            )
        );
        return verify;
    }

    private static Command Backup(PlaceOptions places, IStringLocalizer texts)
    {
        var file = new Argument<FileInfo>("file") { Description = texts["Argument.Backup"] };
        var backup = new Command("backup", texts["Command.Backup"]) { file };
        backup.SetAction(
            (parsed, _) =>
                BackupCommand.Run(places.Folders(parsed, "data"), parsed.GetRequiredValue(file).FullName, Console.Out)
        );
        return backup;
    }

    private static Command Restore(PlaceOptions places, IStringLocalizer texts)
    {
        var file = new Argument<FileInfo>("file") { Description = texts["Argument.BackupToRestore"] };
        var restore = new Command("restore", texts["Command.Restore"]) { file };
        restore.SetAction(
            (parsed, _) =>
                RestoreCommand.Run(places.Folders(parsed, "data"), parsed.GetRequiredValue(file).FullName, Console.Out)
        );
        return restore;
    }

    private static void Require<T>(Option<T> option, Func<T?, bool> isAllowed, string otherwise) =>
        option.Validators.Add(given =>
        {
            if (!given.Errors.Any() && !isAllowed(given.GetValueOrDefault<T>()))
                given.AddError(otherwise);
        });
}

/// <summary>Where things lie: options every sub-command knows.</summary>
internal sealed class PlaceOptions(IStringLocalizer texts)
{
    private readonly Option<DirectoryInfo?> _data = new("--data")
    {
        Description = texts["Option.Data"],
        Recursive = true,
    };

    private readonly Option<DirectoryInfo?> _keys = new("--keys")
    {
        Description = texts["Option.Keys"],
        Recursive = true,
    };

    private readonly Option<FileInfo?> _witness = new("--witness")
    {
        Description = texts["Option.Witness"],
        Recursive = true,
    };

    public void AddTo(Command command) => Array.ForEach<Option>([_data, _keys, _witness], command.Options.Add);

    public VaultFolders? Folders(ParseResult parsed, string usual) =>
        VaultFolders.From(
            parsed.GetValue(_data)?.FullName ?? usual,
            parsed.GetValue(_keys)?.FullName,
            parsed.GetValue(_witness)?.FullName
        );
}
