namespace Vault.Core.People;

/// <summary>What came of changing an entry of the register.</summary>
public abstract record ChangeOutcome
{
    private ChangeOutcome() { }

    /// <param name="Facts">How many differ; 0: it was so already, and nothing was written.</param>
    public sealed record Changed(int Facts) : ChangeOutcome;

    /// <summary>Mistakes to mend; nothing was changed.</summary>
    public sealed record Faulty(IReadOnlyList<RegisterFault> Faults) : ChangeOutcome;

    /// <summary>Somebody changed it since it was shown; his change stands. Answered with 409.</summary>
    public sealed record ChangedMeanwhile : ChangeOutcome;

    /// <summary>The register is the registrar's. Refused, and logged as refused.</summary>
    public sealed record NotYourRole : ChangeOutcome;

    public sealed record NotFound : ChangeOutcome;
}
