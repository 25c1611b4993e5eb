using Vault.Core.Accounts;
using Vault.Core.Custody;
using Vault.Core.Holdings;
using Vault.Core.Playbooks;

namespace Vault.Web.Pages.Playbooks;

/// <summary>What the form of a playbook may say.</summary>
public sealed class PlaybookInput
{
    public string? Note { get; set; }

    public List<StepInput> Steps { get; set; } = [];

    internal PlaybookEntry Entry() => new([.. Steps.Select(s => s.Entry())], Note);

    /// <summary>The form as a platform's next version begins: nothing in it that the platform does not have.</summary>
    internal static PlaybookInput Of(PlaybookVersion version, Platform platform) =>
        new()
        {
            Steps =
            [
                .. version
                    .Steps.Where(s => s.Component is not { } c || platform.Has(c))
                    .Select(s => StepInput.Of(s with { Opens = [.. s.Opens.Where(platform.Has)] })),
            ],
        };
}

/// <summary>What the form says of one step.</summary>
public sealed class StepInput
{
    public string? Key { get; set; }

    public StepKind? Kind { get; set; }

    public Component? Component { get; set; }

    public HoldingKind? Holding { get; set; }

    public bool OldHolder { get; set; }

    /// <summary>By the name in addresses; one that is not ticked need not be there.</summary>
    public Dictionary<string, bool> Opens { get; set; } = [];

    public string? Zh { get; set; }

    public string? En { get; set; }

    public StepPlace? Place { get; set; }

    public string? Address { get; set; }

    internal StepEntry Entry() =>
        new()
        {
            Key = Key,
            Kind = Kind,
            Component = Component,
            Holding = Holding,
            OldHolder = OldHolder,
            Opens = [.. Platform.EveryComponent.Where(c => Opens.GetValueOrDefault(c.Slug()))],
            Zh = Zh,
            En = En,
            Place = Place,
            Address = Address,
        };

    internal static StepInput Of(PlaybookStep step) =>
        new()
        {
            Key = step.Key,
            Kind = step.Kind,
            Component = step.Component,
            Holding = step.Holding,
            OldHolder = step.OldHolder,
            Opens = step.Opens.ToDictionary(c => c.Slug(), _ => true, StringComparer.Ordinal),
            Zh = step.Zh,
            En = step.En,
            Place = step.Link?.Place,
            Address = step.Link?.Address,
        };
}
