using System.Globalization;
using System.Text.RegularExpressions;

namespace Vault.Core.Evidence;

/// <summary>The first line of a checkpoint, read without knowing the vault.</summary>
/// <param name="Epoch">From 1, which is not written.</param>
internal sealed partial record Origin(string Vault, long Epoch)
{
    private const string VaultId = "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}";

    public static bool IsVault(string text) => WholeVault().IsMatch(text);

    /// <summary>Null for anything but the origin of a vault's log.</summary>
    public static Origin? Read(string text)
    {
        var match = Whole().Match(text);
        if (!match.Success)
            return null;
        var epoch = match.Groups["epoch"].Success
            ? long.Parse(match.Groups["epoch"].Value, CultureInfo.InvariantCulture)
            : 1;
        return epoch == 1 && match.Groups["epoch"].Success ? null : new(match.Groups["vault"].Value, epoch);
    }

    [GeneratedRegex($@"\A{VaultId}\z", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex WholeVault();

    [GeneratedRegex(
        $@"\Acredential-vault/(?<vault>{VaultId})(/(?<epoch>[1-9][0-9]{{0,8}}))?\z",
        RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000
    )]
    private static partial Regex Whole();
}
