using System.Globalization;
using Microsoft.Extensions.Localization;
using Vault.Core;
using Vault.Core.Checks;
using Vault.Core.Storage;
using Vault.Core.Text;
using Vault.Core.Witnesses;
using Vault.Web.Hosting;

namespace Vault.Web.Commands;

/// <summary>
/// <c>check</c>: opens a vault nobody is serving, without changing anything, runs every invariant and says what holds, one line each. What is found
/// is named by sequence, row or path, never by content.
/// </summary>
public static class CheckCommand
{
    /// <returns>0 if everything holds; 1 if something does not, if the vault is sealed, or if there is none.</returns>
    public static async Task<int> Run(VaultFolders? folders, TextWriter output)
    {
        var texts = CheckTexts.Console();
        if (folders is null || !File.Exists(folders.Database))
        {
            await output.WriteLineAsync(texts["NoVault", folders?.Data ?? ""]);
            return 1;
        }
        var opening = ClosedVault.Open(folders, lookOnly: true);
        switch (opening)
        {
            case Opening.Opened { Vault: var vault }:
                await using (vault)
                    return Write(await new Check(vault).Run(), texts, output);
            case Opening.Contradicted why:
                await using (why.Vault)
                    return WriteContradicted(why.Finding, texts, output);
            default:
                return WriteSealed((Opening.Sealed)opening, texts, output);
        }
    }

    /// <summary>One line for each invariant; under one that does not hold, what was found.</summary>
    public static int Write(CheckReport report, IStringLocalizer texts, TextWriter output)
    {
        foreach (var line in report.Lines)
        {
            var mark =
                !line.WasChecked ? "–"
                : line.Holds ? "✓"
                : "✗";
            output.WriteLine($"{mark} {texts[$"Invariant.{line.Invariant}", line.Looked]}");
            if (line.At is { } at)
                output.WriteLine(
                    "    "
                        + texts[
                            "WitnessedAt",
                            TimeZoneInfo
                                .ConvertTime(at, OrganisationTime.Zone)
                                .ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture)
                        ]
                );
            if (!line.WasChecked)
                output.WriteLine("    " + texts["NotChecked"]);
            foreach (var finding in line.Findings)
                output.WriteLine("    " + texts[$"Finding.{finding.Kind}", InertText.Of(finding.Where)]);
            if (line.Findings.Count == CheckLine.Limit)
                output.WriteLine("    " + texts["More", CheckLine.Limit]);
        }
        output.WriteLine(texts[report.IsSound ? "Sound" : "Unsound"]);
        return report.IsSound ? 0 : 1;
    }

    private static int WriteContradicted(WitnessFinding finding, IStringLocalizer texts, TextWriter output)
    {
        var sealedTexts = HostingTexts.Console();
        output.WriteLine($"✗ {sealedTexts["Sealed.Title"]}");
        output.WriteLine("    " + sealedTexts[$"Epoch.{finding.Verdict}.Page"]);
        foreach (var line in StartReport.Heads(finding, sealedTexts))
            output.WriteLine("    " + line);
        output.WriteLine("    " + sealedTexts["Epoch.Do"]);
        output.WriteLine(texts["Unsound"]);
        return 1;
    }

    private static int WriteSealed(Opening.Sealed why, IStringLocalizer texts, TextWriter output)
    {
        var sealedTexts = HostingTexts.Console();
        output.WriteLine($"✗ {sealedTexts["Sealed.Title"]}");
        output.WriteLine("    " + sealedTexts[$"Sealed.{why.Reason}.Why", InertText.Of(why.Detail)]);
        output.WriteLine("    " + sealedTexts[$"Sealed.{why.Reason}.Do"]);
        output.WriteLine(texts["Unsound"]);
        return 1;
    }
}
