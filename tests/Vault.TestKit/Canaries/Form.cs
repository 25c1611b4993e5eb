using System.Net;
using System.Text.RegularExpressions;

namespace Vault.TestKit.Canaries;

/// <summary>A form as a browser sees it: where it goes, what it sends unasked, and what somebody types into.</summary>
public sealed partial record Form(
    string Action,
    bool Posts,
    IReadOnlyList<(string Name, string Value)> Given,
    IReadOnlyList<string> Typed
)
{
    // What a person chooses from what the page offers is no text of his.
    private static readonly HashSet<string> NotTyped =
    [
        "hidden",
        "checkbox",
        "radio",
        "submit",
        "button",
        "date",
        "file",
    ];

    /// <summary>The path without ids and secrets of links.</summary>
    public static string Generalised(string address) =>
        Token().Replace(Id().Replace(Shipped().Replace(address.Split('?')[0], "{id}"), "{id}"), "{token}");

    /// <summary>Every form of a page that was asked for at this address.</summary>
    public static IEnumerable<Form> Of(string address, string html)
    {
        foreach (Match form in Whole().Matches(html))
        {
            var head = Attributes(form.Groups["head"].Value);
            var body = form.Groups["body"].Value;
            var controls = Control()
                .Matches(body)
                .Select(m => (Tag: m.Groups["tag"].Value, Has: Attributes(m.Groups["has"].Value)));
            List<(string, string)> given = [];
            List<string> typed = [];
            foreach (var (tag, has) in controls)
            {
                if (!has.TryGetValue("name", out var name) || tag == "select")
                    continue;
                if (
                    tag == "textarea"
                    || !(NotTyped.Contains(has.GetValueOrDefault("type", "text")) || has.ContainsKey("readonly"))
                )
                    typed.Add(name);
                else if (has.GetValueOrDefault("type") == "hidden")
                    given.Add((name, has.GetValueOrDefault("value", "")));
            }
            yield return new Form(
                head.GetValueOrDefault("action", address),
                head.GetValueOrDefault("method") == "post",
                given,
                typed
            );
        }
    }

    private static Dictionary<string, string> Attributes(string tag) =>
        Attribute()
            .Matches(tag)
            .DistinctBy(m => m.Groups[1].Value)
            .ToDictionary(m => m.Groups[1].Value, m => WebUtility.HtmlDecode(m.Groups[2].Value));

    [GeneratedRegex("<form\\b(?<head>[^>]*)>(?<body>.*?)</form>", RegexOptions.Singleline)]
    private static partial Regex Whole();

    [GeneratedRegex("<(?<tag>input|textarea|select)\\b(?<has>[^>]*)>", RegexOptions.Singleline)]
    private static partial Regex Control();

    [GeneratedRegex("([a-zA-Z-]+)(?:=\"([^\"]*)\")?")]
    private static partial Regex Attribute();

    [GeneratedRegex("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")]
    private static partial Regex Id();

    // A platform the product ships has a word for an id.
    [GeneratedRegex("(?<=^/platforms/)(?!new$)[a-z-]+$|(?<=^/playbooks/)[a-z-]+(?=/edit$)")]
    private static partial Regex Shipped();

    [GeneratedRegex("(?<=/)[0-9a-f]{32,}")]
    private static partial Regex Token();
}
