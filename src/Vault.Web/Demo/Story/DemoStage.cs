using System.Security.Cryptography;
using System.Text;
using Vault.Core;
using Vault.Core.Accounts;
using Vault.Core.People;
using Vault.Core.SignIns;

namespace Vault.Web.Demo.Story;

/// <summary>
/// Where the story is played: the vault's own use cases over a clock that is turned. Nothing here writes past them, so a
/// demo vault is made of what any vault is made of.
/// </summary>
internal sealed class DemoStage(IServiceProvider services, VaultInstance vault, DemoClock clock)
{
    // Everything derived from it is worthless outside a demo: it stands in public source.
    private static readonly byte[] Invented = "demo/1: 示例大学"u8.ToArray();

    private readonly Dictionary<string, DemoPlayer> _players = [];
    private int _passed;

    public Dictionary<string, UnitId> Units { get; } = [];

    public Dictionary<string, AccountId> Accounts { get; } = [];

    /// <summary>What was typed of an account when it was registered.</summary>
    public Dictionary<string, AccountEntry> Entries { get; } = [];

    public DemoClock Clock => clock;

    public DateTimeOffset Now => clock.GetUtcNow();

    public VaultInstance Vault => vault;

    public SessionStore Sessions => services.GetRequiredService<SessionStore>();

    public PendingSeeds Pending => services.GetRequiredService<PendingSeeds>();

    /// <summary>Those who have enrolled, in the order of the cast.</summary>
    public IEnumerable<DemoPerson> Enrolled =>
        DemoCast.People.Select(p => this[p.UserName]).Where(p => p.HasEnrolled).Select(p => p.Known);

    public DemoPlayer this[string userName]
    {
        get
        {
            if (!_players.TryGetValue(userName, out var player))
            {
                player = new DemoPlayer(this, DemoCast.Find(userName));
                _players.Add(userName, player);
            }
            return player;
        }
    }

    /// <summary>Runs one use case as a request would: with a reading context of its own.</summary>
    public async Task<T> Use<TCase, T>(Func<TCase, Task<T>> act)
        where TCase : notnull
    {
        await using var scope = services.CreateAsyncScope();
        return await act(scope.ServiceProvider.GetRequiredService<TCase>());
    }

    /// <summary>The little while between two acts: longer than a one-time code lives, different each time.</summary>
    public void Pass() => clock.Pass(TimeSpan.FromSeconds(31 + (_passed++ * 17 % 40)));

    /// <summary>The outcome the story counts on.</summary>
    /// <exception cref="InvalidOperationException">The vault decided otherwise: story and rules no longer agree.</exception>
    public static T Expect<T>(object? outcome) =>
        outcome is T expected
            ? expected
            : throw new InvalidOperationException(
                $"The demo expected {typeof(T).FullName}, not {outcome ?? "nothing"}."
            );

    public static Reason Because(string text) =>
        Reason.TryParse(text, out var reason, out var refusal)
            ? reason
            : throw new InvalidOperationException($"Not a reason ({refusal}): {text}");

    /// <summary>An invented password, the same in every demo: four groups of four letters and digits.</summary>
    public static string PasswordFor(string what) =>
        string.Join(
            '-',
            Derive(what)
                .Take(16)
                .Select(b => "abcdefghjkmnpqrstuvwxyz23456789"[b % 31])
                .Chunk(4)
                .Select(c => new string(c))
        );

    /// <summary>Invented bytes, 32 of them, the same in every demo.</summary>
    public static byte[] Derive(string what) => HMACSHA256.HashData(Invented, Encoding.UTF8.GetBytes(what));
}
