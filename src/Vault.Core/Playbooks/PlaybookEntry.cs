using Vault.Core.Custody;
using Vault.Core.Holdings;

namespace Vault.Core.Playbooks;

/// <summary>What somebody types of a playbook.</summary>
/// <param name="Note">Why it is changed; not needed.</param>
public sealed record PlaybookEntry(IReadOnlyList<StepEntry> Steps, string? Note)
{
    /// <summary>Steps at most: with sentences at their limit, the form still fits into a request.</summary>
    public const int StepLimit = 30;

    /// <summary>UTF-16 units of a note at most.</summary>
    public const int NoteLimit = 200;
}

/// <summary>What somebody types of a step.</summary>
public sealed record StepEntry
{
    /// <summary>Of a step that was there before; anything else makes it a new one.</summary>
    public string? Key { get; init; }

    public StepKind? Kind { get; init; }

    public Component? Component { get; init; }

    public HoldingKind? Holding { get; init; }

    public bool OldHolder { get; init; }

    public IReadOnlyCollection<Component> Opens { get; init; } = [];

    public string? Zh { get; init; }

    public string? En { get; init; }

    /// <summary>Null: no link.</summary>
    public StepPlace? Place { get; init; }

    /// <summary>Of a <see cref="StepPlace.Page"/>; of others nothing is read.</summary>
    public string? Address { get; init; }

    public static StepEntry Of(PlaybookStep step) =>
        new()
        {
            Key = step.Key,
            Kind = step.Kind,
            Component = step.Component,
            Holding = step.Holding,
            OldHolder = step.OldHolder,
            Opens = [.. step.Opens],
            Zh = step.Zh,
            En = step.En,
            Place = step.Link?.Place,
            Address = step.Link?.Address,
        };
}

/// <summary>Where a mistake stands.</summary>
public enum PlaybookField
{
    /// <summary>Not in one step: in all of them together.</summary>
    Steps,
    Kind,
    Component,
    Holding,
    OldHolder,
    Opens,
    Zh,
    En,
    Address,
    Note,
}

/// <summary>What is wrong with it.</summary>
public enum PlaybookProblem
{
    Missing,
    TooLong,
    CharacterNotAllowed,

    /// <summary>More steps than <see cref="PlaybookEntry.StepLimit"/>.</summary>
    TooMany,

    /// <summary>A step of this kind has none.</summary>
    NotOfThisKind,

    /// <summary>The platform does not have this component, or none can change it.</summary>
    NotOffered,

    /// <summary>No complete https address.</summary>
    NotAnAddress,
}

/// <summary>A mistake in what was typed.</summary>
/// <param name="Step">Counted from 0; null where it is in none.</param>
public sealed record PlaybookFault(int? Step, PlaybookField Field, PlaybookProblem Problem);
