using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Vault.Web.Shell;

namespace Vault.Web.Pages.Help;

/// <summary>One topic. What is not needed for getting in is told after signing in only.</summary>
[AllowAnonymous]
public sealed class TopicModel : PageModel
{
    public HelpTopic Topic { get; private set; } = null!;

    /// <summary>The text in the language of the request.</summary>
    public string Text => $"/Pages/Help/Topics/{Topic.Slug}.{Languages.Current.Tag}.cshtml";

    public IActionResult OnGet(string topic)
    {
        if (HelpTopics.Find(topic) is not { } found)
            return NotFound();
        Topic = found;
        return HelpTopics.IsFor(HttpContext, found) ? Page() : Challenge();
    }
}
