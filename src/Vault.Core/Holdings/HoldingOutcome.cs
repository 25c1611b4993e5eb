using Vault.Core.People;

namespace Vault.Core.Holdings;

/// <summary>Which field of a form about a holding is meant.</summary>
public enum HoldingField
{
    Holder,
    Outside,
    Value,
    Since,
    Until,
}

/// <summary>One mistake in what was typed.</summary>
public sealed record HoldingFault(HoldingField Field, RegisterProblem Problem);

/// <summary>What came of a step.</summary>
public abstract record HoldingOutcome
{
    private HoldingOutcome() { }

    public sealed record Done(Holding Holding) : HoldingOutcome;

    /// <summary>Mistakes to mend; nothing was changed.</summary>
    public sealed record Faulty(IReadOnlyList<HoldingFault> Faults) : HoldingOutcome;

    /// <summary>Refused, and logged as refused.</summary>
    public sealed record Refused(HoldingRefusal Why) : HoldingOutcome;

    public sealed record NotFound : HoldingOutcome;
}
