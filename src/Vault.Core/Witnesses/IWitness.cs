namespace Vault.Core.Witnesses;

/// <summary>Whoever keeps checkpoints out of the reach of those who can write the database.</summary>
internal interface IWitness
{
    /// <summary>As the health page names it.</summary>
    string Name { get; }

    /// <summary>Hands over one signed note. When it returns, the witness has it for good.</summary>
    /// <exception cref="IOException">It could not be kept.</exception>
    /// <exception cref="HttpRequestException">The other side could not be reached, or did not take it.</exception>
    Task Take(string note, CancellationToken cancellation);
}
