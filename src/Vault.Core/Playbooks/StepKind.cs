using Vault.Core.Holdings;

namespace Vault.Core.Playbooks;

/// <summary>What a step of a playbook is about.</summary>
public enum StepKind
{
    /// <summary>A: a secret in the vault gets a new value.</summary>
    Secret,

    /// <summary>B: something bound to a person or a medium is bound anew.</summary>
    Bound,

    /// <summary>C: a standing grant is cleared.</summary>
    Grant,

    /// <summary>C as well: whoever is still signed in is signed out.</summary>
    Sessions,

    /// <summary>Something to make sure of before anything is touched.</summary>
    PreCheck,

    /// <summary>Somebody signs in with what is new.</summary>
    SignInTest,

    /// <summary>Reminders and last days, told to whoever comes next.</summary>
    Reminder,

    /// <summary>The form goes to the office again.</summary>
    Refile,
}

/// <summary>What a handover attests of a step.</summary>
public enum StepPart
{
    /// <summary>Changed: a newer version.</summary>
    A,

    /// <summary>Rebound.</summary>
    B,

    /// <summary>Cleared.</summary>
    C,
}

/// <summary>What a step of each kind can have.</summary>
public static class StepKinds
{
    /// <summary>Null for one that only looks or tells.</summary>
    public static StepPart? Part(this StepKind kind) =>
        kind switch
        {
            StepKind.Secret => StepPart.A,
            StepKind.Bound => StepPart.B,
            StepKind.Grant or StepKind.Sessions => StepPart.C,
            _ => null,
        };

    /// <summary>Whether a step of this kind can be about holdings of that kind.</summary>
    public static bool Touches(this StepKind kind, HoldingKind holding) =>
        kind switch
        {
            StepKind.Bound => !holding.IsOperator() && holding != HoldingKind.ThirdPartyGrant,
            StepKind.Grant => holding.IsOperator() || holding == HoldingKind.ThirdPartyGrant,
            _ => false,
        };
}
