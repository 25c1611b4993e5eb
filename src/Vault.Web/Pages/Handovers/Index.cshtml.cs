using Microsoft.AspNetCore.Mvc.RazorPages;
using Vault.Core.Handovers;
using Vault.Web.SignIn;

namespace Vault.Web.Pages.Handovers;

/// <summary>The handovers that concern the reader: those that run with who is next, and those at their end.</summary>
public sealed class IndexModel(ListHandovers list, FindLeavers leavers, CurrentActor current) : PageModel
{
    public IReadOnlyList<HandoverFile> Running { get; private set; } = [];

    public IReadOnlyList<EndedHandover> Ended { get; private set; } = [];

    /// <summary>The reader prepares handovers.</summary>
    public bool Prepares { get; private set; }

    public async Task OnGetAsync()
    {
        var reader = current.Standing();
        Running = await list.Running(reader);
        Ended = await list.Ended(reader);
        Prepares = await leavers.Run(reader) is not null;
    }
}
