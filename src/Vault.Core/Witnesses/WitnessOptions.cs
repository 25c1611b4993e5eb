using Vault.Core.Storage;

namespace Vault.Core.Witnesses;

/// <summary>Who is told of the log's head, beside the file that always is, and how strict the vault is about it.</summary>
/// <param name="Hook">Where checkpoints are posted, see <see cref="IsHook"/>; null for nowhere.</param>
/// <param name="RevealLimit">
/// How long entries may go unwitnessed before nothing is revealed any more; null for as long as it takes.
/// </param>
public sealed record WitnessOptions(Uri? Hook = null, TimeSpan? RevealLimit = null)
{
    /// <summary>Minutes of a limit at least: checkpoints leave every five.</summary>
    public const int ShortestLimit = 10;

    /// <summary>Minutes of a limit at most: seven days.</summary>
    public const int LongestLimit = 7 * 24 * 60;

    public static bool IsLimit(int minutes) => minutes is >= ShortestLimit and <= LongestLimit;

    public static TimeSpan? LimitOf(int? minutes) => minutes is { } given ? TimeSpan.FromMinutes(given) : null;

    /// <summary>Whether checkpoints may be posted there: over TLS, or to this very machine.</summary>
    public static bool IsHook(Uri address) =>
        address.IsAbsoluteUri
        && (address.Scheme == Uri.UriSchemeHttps || (address.Scheme == Uri.UriSchemeHttp && address.IsLoopback));

    // One for the process, as the framework advises; it follows no redirect, so what is posted goes where it was told to.
    private static readonly HttpClient Client = new(
        new SocketsHttpHandler { AllowAutoRedirect = false, PooledConnectionLifetime = TimeSpan.FromMinutes(5) }
    );

    internal IReadOnlyList<IWitness> Of(VaultFolders folders) =>
        Hook is null
            ? [new WitnessFile(folders.WitnessFile)]
            : [new WitnessFile(folders.WitnessFile), new WitnessHook(Client, Hook)];
}
