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
        var epoch = match.Groups[2].Success ? long.Parse(match.Groups[2].Value, CultureInfo.InvariantCulture) : 1;
        return epoch == 1 && match.Groups[2].Success ? null : new(match.Groups[1].Value, epoch);
    }

    [GeneratedRegex($@"\A{VaultId}\z")]
    private static partial Regex WholeVault();

    [GeneratedRegex($@"\Acredential-vault/({VaultId})(?:/([1-9][0-9]{{0,8}}))?\z")]
    private static partial Regex Whole();
}
