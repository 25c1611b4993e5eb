using Vault.Core.Accounts;
using Vault.Core.Custody;
using Vault.Core.Text;

namespace Vault.Core.Playbooks;

/// <summary>Reads what was typed of a playbook. Whatever is wrong is found in one go; the order is another question.</summary>
/// <param name="former">The version it was made from: its steps keep their keys.</param>
internal sealed class PlaybookReading(Platform platform, PlaybookVersion former, List<PlaybookFault> faults)
{
    private readonly HashSet<string> _taken = new(StringComparer.Ordinal);

    /// <summary>Null if anything is wrong, and then all of it is in the faults.</summary>
    public (IReadOnlyList<PlaybookStep> Steps, string? Note)? Read(PlaybookEntry entry)
    {
        if (entry.Steps.Count == 0)
            Fault(null, PlaybookField.Steps, PlaybookProblem.Missing);
        if (entry.Steps.Count > PlaybookEntry.StepLimit)
            Fault(null, PlaybookField.Steps, PlaybookProblem.TooMany);
        var note = Text(null, PlaybookField.Note, entry.Note, PlaybookEntry.NoteLimit, isNeeded: false);
        List<PlaybookStep> steps = [];
        for (var i = 0; i < Math.Min(entry.Steps.Count, PlaybookEntry.StepLimit); i++)
            steps.Add(Step(i, entry.Steps[i]));
        return faults.Count > 0 ? null : (steps, note);
    }

    private PlaybookStep Step(int i, StepEntry typed)
    {
        if (typed.Kind is not { } kind || !Enum.IsDefined(kind))
        {
            Fault(i, PlaybookField.Kind, PlaybookProblem.Missing);
            kind = StepKind.PreCheck;
        }
        else
            About(i, kind, typed);
        return new()
        {
            Key = Key(typed.Key),
            Kind = kind,
            Component = typed.Component,
            Holding = typed.Holding,
            OldHolder = typed.OldHolder,
            Opens = PlatformFacts.InOrder(typed.Opens),
            Zh = Text(i, PlaybookField.Zh, typed.Zh, PlaybookStep.TextLimit, isNeeded: true) ?? "",
            En = Text(i, PlaybookField.En, typed.En, PlaybookStep.TextLimit, isNeeded: false),
            Link = Link(i, typed),
        };
    }

    private void About(int i, StepKind kind, StepEntry typed)
    {
        if (kind == StepKind.Secret && typed.Component is null)
            Fault(i, PlaybookField.Component, PlaybookProblem.Missing);
        else if (kind != StepKind.Secret && typed.Component is not null)
            Fault(i, PlaybookField.Component, PlaybookProblem.NotOfThisKind);
        else if (typed.Component is { } component && !IsOffered(component))
            Fault(i, PlaybookField.Component, PlaybookProblem.NotOffered);
        if (typed.Holding is { } holding && !kind.Touches(holding))
            Fault(i, PlaybookField.Holding, PlaybookProblem.NotOfThisKind);
        if (typed.OldHolder && kind.Part() is null)
            Fault(i, PlaybookField.OldHolder, PlaybookProblem.NotOfThisKind);
        if (typed.Opens.Count > 0 && kind.Part() is null)
            Fault(i, PlaybookField.Opens, PlaybookProblem.NotOfThisKind);
        else if (typed.Opens.Any(c => !IsOffered(c)))
            Fault(i, PlaybookField.Opens, PlaybookProblem.NotOffered);
    }

    private bool IsOffered(Component component) => platform.Has(component) && component.IsRotatable();

    private string Key(string? typed)
    {
        if (typed is not null && former.Find(typed) is not null && _taken.Add(typed))
            return typed;
        var made = Guid.NewGuid().ToString("N")[..12];
        _taken.Add(made);
        return made;
    }

    private StepLink? Link(int i, StepEntry typed)
    {
        switch (typed.Place)
        {
            case StepPlace.Website:
                return StepLink.Website;
            case StepPlace.ChangePassword:
                return StepLink.ChangePassword;
            case StepPlace.Page when StepLink.Page(typed.Address?.Trim()) is { } page:
                return page;
            case StepPlace.Page:
                var problem = string.IsNullOrWhiteSpace(typed.Address)
                    ? PlaybookProblem.Missing
                    : PlaybookProblem.NotAnAddress;
                Fault(i, PlaybookField.Address, problem);
                return null;
            default:
                return null;
        }
    }

    private string? Text(int? step, PlaybookField field, string? typed, int limit, bool isNeeded)
    {
        if (NameText.TryParse(typed, limit, out var text, out var fault))
            return text;
        if (fault != NameFault.Missing || isNeeded)
            Fault(step, field, ProblemOf(fault.Value));
        return null;
    }

    private static PlaybookProblem ProblemOf(NameFault fault) =>
        fault switch
        {
            NameFault.Missing => PlaybookProblem.Missing,
            NameFault.TooLong => PlaybookProblem.TooLong,
            _ => PlaybookProblem.CharacterNotAllowed,
        };

    private void Fault(int? step, PlaybookField field, PlaybookProblem problem) =>
        faults.Add(new(step, field, problem));
}
