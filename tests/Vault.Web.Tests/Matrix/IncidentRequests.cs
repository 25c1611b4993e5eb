using Vault.Core;
using Vault.Core.Accounts;
using Vault.Core.Custody;
using Vault.Core.Incidents;
using Vault.Core.People;
using Vault.TestKit;
using Xunit;

namespace Vault.Web.Tests.Matrix;

/// <summary>What is asked about incidents.</summary>
internal static class IncidentRequests
{
    public static IReadOnlyDictionary<string, Requests.Making> Rows { get; } =
        new Dictionary<string, Requests.Making>(StringComparer.Ordinal)
        {
            ["GET /accounts/{account}/compromise"] = Requests.OfAccount("/compromise"),
            ["POST /accounts/{account}/compromise"] = async (scene, _, _) =>
                new($"/accounts/{(await WithValueOfItsOwn(scene)).Id}/compromise", [("Why", "账号半夜发布了不明内容")]),
            ["GET /incidents"] = Requests.At("/incidents"),
            ["GET /incidents/{id}"] = async (scene, _, row) =>
                new($"/incidents/{await Reported(scene, await scene.NewAccount(row))}", []),
            ["POST /incidents/{id}"] = async (scene, _, row) =>
                new(
                    $"/incidents/{await Reported(scene, await scene.NewAccount(row))}",
                    [("FoundOut", "同事误发，已经核实"), ("conclusion", nameof(IncidentConclusion.FalseAlarm))]
                ),
        };

    /// <summary>An account whose password is used nowhere else, so that nothing else is owed a change with it.</summary>
    private static async Task<Account> WithValueOfItsOwn(MatrixScene scene)
    {
        var account = await scene.Vault.AddAccount($"示例大学就业办 {scene.Next()}", "weibo");
        await scene.Staff(account);
        await scene.Deposit(account, Component.Password, $"Canary-{scene.Next()}-of-its-own");
        return account;
    }

    /// <summary>An incident that the account's custodian has reported.</summary>
    private static async Task<IncidentId> Reported(MatrixScene scene, Account account)
    {
        var (session, actor) = await scene.Vault.SignIn(scene.Person(Principal.Own));
        var proof = await scene.Vault.Prove(session, actor, account.Id.Value, ProofPurpose.Incident);
        Assert.True(Reason.TryParse("账号半夜发布了不明内容", out var why, out _));
        var outcome = await scene.Vault.Get<ReportCompromise>().Run(actor, proof, account.Id, why);
        return Assert.IsType<IncidentOutcome.Done>(outcome).Incident;
    }
}
