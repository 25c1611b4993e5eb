namespace Vault.Web.Pages.Playbooks;

/// <summary>The fields of one step of the form.</summary>
/// <param name="Index">Counted from 0.</param>
public sealed record StepForm(EditModel Page, int Index)
{
    public StepInput Step => Page.Input.Steps[Index];

    public int Number => Index + 1;

    public string Field(string name) => $"Input.Steps[{Index}].{name}";

    /// <summary>Shown without being asked for: what is new, was moved, or has to be put right.</summary>
    public bool IsOpen => Page.Touched == Index || Step.Kind is null || Page.HasMistake(Index);
}
