using Vault.Core.People;

namespace Vault.Web.Pages.SetUp;

/// <summary>
/// What was typed so far for the founding; there is only one, since there is one link. In memory: it holds no secret, and
/// a restart, which ends the link, ends it too.
/// </summary>
public sealed class FoundingDraft
{
    private static readonly FounderEntry Nobody = new(null, null);

    private volatile FoundingEntry _entry = new(null, null, Nobody, Nobody, Nobody, Nobody);

    public FoundingEntry Entry => _entry;

    public void Keep(FoundingEntry entry) => _entry = entry;

    /// <summary>The mistakes that stand in it now.</summary>
    public IReadOnlyList<FoundingFault> Faults()
    {
        FoundingPlan.From(_entry, out var faults);
        return faults;
    }
}
