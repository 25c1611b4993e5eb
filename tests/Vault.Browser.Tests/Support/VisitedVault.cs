namespace Vault.Browser.Tests.Support;

/// <summary>A vault with an empty data folder that people visit from its set-up link on.</summary>
public abstract class VisitedVault : IAsyncDisposable
{
    /// <summary><c>http://127.0.0.1:port</c></summary>
    public abstract string Origin { get; }

    /// <summary>What the vault's clock says.</summary>
    public abstract DateTimeOffset Now { get; }

    /// <summary>Whether a test turns its clock; otherwise time has to be waited for.</summary>
    public abstract bool TurnsTime { get; }

    /// <summary>The one-time link the console prints at the first start, as a path.</summary>
    public abstract string SetUpPath();

    /// <summary>Lets time pass for the vault.</summary>
    public abstract Task Pass(TimeSpan time);

    public abstract ValueTask DisposeAsync();
}
