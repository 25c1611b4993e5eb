using System.Text.RegularExpressions;
using Vault.Core.People;
using Vault.Core.Playbooks;
using Vault.TestKit.Canaries;
using Xunit;

namespace Vault.Web.Tests.Canaries;

/// <summary>The form of a playbook, with a canary in every field of every step: spoilt first, then sent so that it is taken.</summary>
internal static class PlaybookSweep
{
    private const string Playbook = "/playbooks/weixin-channels";
    private const string Edit = Playbook + "/edit";

    public static async Task Run(Typist typist, string account)
    {
        var registrar = await typist.Somebody(OfficeRole.Registrar);
        await registrar.Spoil(Edit);
        var page = await registrar.Browser.Get(Edit);
        var form = Form.Of(Edit, page.Body).Single(f => f.Action == Edit);
        Assert.Equal(3 * Fields.PlaybookSteps + 1, form.Typed.Count);
        var given = form.Given.Where(g => g.Name[0] != '_');
        var typed = form.Typed.Select(name => (name, Value(registrar.Canary(Edit, name))));

        var saved = await registrar.Send(Edit, Edit, [.. given, .. typed, .. Chosen()]);

        Assert.Equal(Playbook, saved.Location);
        foreach (var seen in new[] { Playbook, Edit, "/playbooks", account + "/playbook", "/my/log" })
            await registrar.Browser.Get(seen);
        var history = await registrar.Browser.Get(Playbook + "/history");
        foreach (var version in Regex.Matches(history.Body, $"{Playbook}/versions/[0-9a-f-]+").Select(m => m.Value))
            await registrar.Browser.Get(version);
        registrar.Browser.Language = "en";
        await registrar.Browser.Get(Playbook);
    }

    private static string Value((string Name, string Value) canary) =>
        canary.Name.EndsWith(".Address", StringComparison.Ordinal)
            ? $"https://example.edu.cn/{canary.Value}"
            : canary.Value;

    private static IEnumerable<(string, string)> Chosen() =>
        Enumerable
            .Range(0, Fields.PlaybookSteps)
            .SelectMany(i =>
                new[]
                {
                    ($"Input.Steps[{i}].Kind", nameof(StepKind.Reminder)),
                    ($"Input.Steps[{i}].Place", nameof(StepPlace.Page)),
                }
            );
}
