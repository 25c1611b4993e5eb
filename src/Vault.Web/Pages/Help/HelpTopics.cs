namespace Vault.Web.Pages.Help;

/// <summary>One topic of the help. Its text is <c>Topics/{Slug}.{language}.cshtml</c>, its title <c>Topic.{Slug}</c>.</summary>
/// <param name="IsOpen">Told before signing in too: what one needs to get in.</param>
/// <param name="Pages">Beginnings of the route patterns of the pages it explains.</param>
public sealed record HelpTopic(string Slug, bool IsOpen, params string[] Pages)
{
    public string Href => $"/help/{Slug}";

    public string TextKey => $"Topic.{Slug}";
}

/// <summary>A task and its topics; its name is <c>Group.{Key}</c>.</summary>
public sealed record HelpGroup(string Key, params HelpTopic[] Topics);

/// <summary>The topics of the help by task, and which of them belongs to a page.</summary>
public static class HelpTopics
{
    public static IReadOnlyList<HelpGroup> Groups { get; } =
    [
        new(
            "Start",
            new("sign-in", true, "sign-in", "invitations/", "my/sessions", "my/sign-in"),
            new("lost-factor", true, "my/sign-in/factor", "my/sign-in/recovery-codes"),
            new("first-start", true, "set-up"),
            new("notices", false, "my/notices"),
            new("roles", false)
        ),
        new(
            "Custody",
            new(
                "deposit",
                false,
                "accounts/{account}/secrets/{component}/deposit",
                "accounts/{account}/secrets/{component}/verification",
                "policy/connectors"
            ),
            new("rotation", false, "rotations", "accounts/{account}/rotation"),
            new("reveal", false, "accounts/{account}/secrets/"),
            new("copy-and-codes", false),
            new("knowledge", false, "accounts/{account}/knowledge", "persons/{id}/knowledge"),
            new(
                "checkout",
                false,
                "my/checkouts",
                "checkouts",
                "accounts/{account}/checkouts",
                "policy/checkouts",
                "policy/purposes",
                "policy/use"
            ),
            new("break-glass", false, "accounts/{account}/breakglass"),
            new("incidents", false, "incidents", "accounts/{account}/compromise")
        ),
        new(
            "Register",
            new("register", false, "accounts", "persons", "units"),
            new("holdings", false, "holdings", "accounts/{account}/holdings"),
            new("platforms", false, "platforms"),
            new("playbooks", false, "playbooks", "accounts/{account}/playbook"),
            new("calendar", false, "calendar"),
            new("import", false, "imports"),
            new("filing", false, "filings"),
            new(
                "records",
                false,
                "records",
                "handovers/{id}/record",
                "checkouts/{id}/slip",
                "accounts/{account}/card",
                "founding"
            ),
            new("export", false, "accounts/export", "accounts/form", "accounts/print")
        ),
        new("Handover", new HelpTopic("handover", false, "handovers")),
        new("Grants", new("proposals", false, "proposals"), new("acting", false), new("students", false, "policy")),
        new(
            "Proof",
            new("log", false, "log", "my/log", "accounts/{id}/log"),
            new("review", false, "reviews"),
            new("evidence", false, "log/checkpoint", "log/verify", "log/export", "health"),
            new("command-line", false)
        ),
    ];

    public static IReadOnlyList<HelpTopic> All { get; } = [.. Groups.SelectMany(g => g.Topics)];

    public static HelpTopic? Find(string? slug) => All.FirstOrDefault(t => t.Slug == slug);

    /// <summary>The topic of the page with this route; the longest beginning counts. Null where none is meant.</summary>
    public static HelpTopic? OfPage(string? pattern) =>
        pattern is null
            ? null
            : All.SelectMany(topic => topic.Pages.Select(page => (topic, page)))
                .Where(t => pattern.TrimStart('/').StartsWith(t.page, StringComparison.Ordinal))
                .OrderByDescending(t => t.page.Length)
                .Select(t => t.topic)
                .FirstOrDefault();

    /// <summary>The topic of the page that is being answered.</summary>
    public static HelpTopic? Of(HttpContext context) =>
        OfPage((context.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText);

    /// <summary>Whether whoever asks may read it.</summary>
    public static bool IsFor(HttpContext context, HelpTopic topic) =>
        topic.IsOpen || context.User.Identity?.IsAuthenticated == true;
}
