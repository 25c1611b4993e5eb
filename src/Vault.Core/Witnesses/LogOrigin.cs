using System.Globalization;

namespace Vault.Core.Witnesses;

/// <summary>
/// The first line of a checkpoint and the name of the key that signs it: <c>credential-vault/VAULT-ID</c>, and after an
/// acknowledged rollback <c>credential-vault/VAULT-ID/2</c>, <c>/3</c>, …
/// </summary>
public static class LogOrigin
{
    private const string Product = "credential-vault/";

    /// <param name="epoch">From 1.</param>
    public static string Of(VaultId vault, int epoch) =>
        epoch == 1 ? $"{Product}{vault}" : string.Create(CultureInfo.InvariantCulture, $"{Product}{vault}/{epoch}");

    /// <summary>Which epoch of this vault an origin names; null if it names none.</summary>
    public static int? EpochOf(VaultId vault, string origin)
    {
        var first = Of(vault, 1);
        if (origin == first)
            return 1;
        return
            origin.StartsWith(first + "/", StringComparison.Ordinal)
            && int.TryParse(
                origin.AsSpan(first.Length + 1),
                NumberStyles.None,
                CultureInfo.InvariantCulture,
                out var epoch
            )
            && epoch > 1
            && Of(vault, epoch) == origin
            ? epoch
            : null;
    }
}
