using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Vault.Web.Pages.Help;

/// <summary>The topics by task; who has not signed in finds those that help him in.</summary>
[AllowAnonymous]
public sealed class IndexModel : PageModel
{
    public IEnumerable<(string Key, IReadOnlyList<HelpTopic> Topics)> Groups =>
        HelpTopics
            .Groups.Select(g => (g.Key, Topics: (IReadOnlyList<HelpTopic>)[.. g.Topics.Where(IsShown)]))
            .Where(g => g.Topics.Count > 0);

    public void OnGet() { }

    private bool IsShown(HelpTopic topic) => HelpTopics.IsFor(HttpContext, topic);
}
