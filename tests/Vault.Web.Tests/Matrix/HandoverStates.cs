using Vault.Core.Custody;
using Vault.Core.Handovers;
using Vault.TestKit;
using Xunit;

namespace Vault.Web.Tests.Matrix;

/// <summary>Handovers at each state, for the rows of their matrix. One that nobody has changed is asked again.</summary>
public sealed class HandoverStates : IAsyncLifetime
{
    private readonly Dictionary<(PartState, bool), MadeHandover> _unchanged = [];

    public static IReadOnlyList<PartState> All { get; } =
    [.. Enum.GetValues<PartState>().Where(s => s <= PartState.Closed)];

    public MatrixScene Scene { get; } = new();

    public async Task InitializeAsync()
    {
        await Scene.InitializeAsync();
        await Scene.Vault.LiftUses();
    }

    public Task DisposeAsync() => Scene.DisposeAsync();

    /// <summary>While the account is rotating, a value waits that the successor has set.</summary>
    /// <param name="isHanded">While lines are counted in: the leaver has handed them over.</param>
    internal async Task<MadeHandover> At(PartState state, bool isHanded)
    {
        if (_unchanged.Remove((state, isHanded), out var kept))
            return kept;
        var made = await HandoversOfScene.Make(Scene, state, isHanded && state == PartState.InProgress);
        if (state == PartState.Rotating)
            await HandoversOfScene.Deposit(Scene, Scene.Person(Principal.Own), made.Account, ValueOrigin.Typed);
        return made;
    }

    internal void KeepUnchanged(PartState state, bool isHanded, MadeHandover made) =>
        _unchanged[(state, isHanded)] = made;
}
