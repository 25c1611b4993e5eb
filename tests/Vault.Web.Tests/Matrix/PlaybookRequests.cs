using Vault.Core.People;
using Vault.Core.Playbooks;

namespace Vault.Web.Tests.Matrix;

/// <summary>What is asked about playbooks: the newest one of a platform, saved each time with another sentence.</summary>
internal static class PlaybookRequests
{
    private const string Platform = "/playbooks/weixin-channels";

    public static Dictionary<string, Requests.Making> Rows { get; } =
        new()
        {
            ["GET /playbooks"] = Requests.At("/playbooks"),
            ["GET /playbooks/{platform}"] = Requests.At(Platform),
            ["GET /playbooks/{platform}/edit"] = Requests.At(Platform + "/edit"),
            ["POST /playbooks/{platform}/edit"] = Save,
            ["GET /playbooks/{platform}/history"] = Requests.At(Platform + "/history"),
            ["GET /playbooks/{platform}/versions/{version}"] = (scene, _, _) =>
                Task.FromResult(new Ask($"{Platform}/versions/{Newest(scene).Id}", [])),
            ["GET /accounts/{account}/playbook"] = Requests.OfAccount("/playbook"),
        };

    private static Task<Ask> Save(MatrixScene scene, Principal who, string row)
    {
        var newest = Newest(scene);
        List<(string, string)> form = [("BasedOn", newest.Id.ToString()), ("Input.Note", "示例说明")];
        foreach (var (step, i) in newest.Steps.Select((s, i) => (s, i)))
        {
            form.Add(($"Input.Steps[{i}].Key", step.Key));
            form.Add(($"Input.Steps[{i}].Kind", $"{step.Kind}"));
            form.Add(($"Input.Steps[{i}].Holding", $"{step.Holding}"));
            form.Add(($"Input.Steps[{i}].OldHolder", step.OldHolder ? "true" : "false"));
            form.Add(($"Input.Steps[{i}].Zh", i == 0 ? $"第 {scene.Next()} 种说法。" : step.Zh));
        }
        return Task.FromResult(new Ask(Platform + "/edit", [.. form], Code: false));
    }

    private static PlaybookVersion Newest(MatrixScene scene)
    {
        using var db = scene.Vault.Read();
        return new PlaybookList(db, scene.Vault.Get<FieldSealer>()).Newest("weixin-channels");
    }
}
