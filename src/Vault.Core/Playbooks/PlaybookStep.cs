using Vault.Core.Custody;
using Vault.Core.Holdings;

namespace Vault.Core.Playbooks;

/// <summary>One step of a playbook: what to do, what it is about, and what it could undo.</summary>
public sealed record PlaybookStep
{
    /// <summary>UTF-16 units of a sentence at most.</summary>
    public const int TextLimit = 300;

    /// <summary>Names the step within its playbook, in every version that has it.</summary>
    public required string Key { get; init; }

    public required StepKind Kind { get; init; }

    /// <summary>What gets a new value; of a <see cref="StepKind.Secret"/> always, of others never.</summary>
    public Component? Component { get; init; }

    /// <summary>What is bound anew or cleared, where the vault keeps such holdings.</summary>
    public HoldingKind? Holding { get; init; }

    /// <summary>His scan, the code on his SIM card, the link in his mailbox: without him it cannot be done.</summary>
    public bool OldHolder { get; init; }

    /// <summary>What whoever still has this could reset or have shown to him.</summary>
    public IReadOnlyList<Component> Opens { get; init; } = [];

    /// <summary>What to do, in Chinese.</summary>
    public required string Zh { get; init; }

    /// <summary>In English; null where nobody has written it, and then the Chinese sentence stands for it.</summary>
    public string? En { get; init; }

    public StepLink? Link { get; init; }

    public StepPart? Part => Kind.Part();
}
