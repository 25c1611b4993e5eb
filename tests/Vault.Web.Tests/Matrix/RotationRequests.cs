using Vault.Core;
using Vault.Core.Audit;
using Vault.Core.Custody;
using Vault.Core.People;
using Vault.Core.Rotations;
using Vault.Core.Rotations.Connectors;
using Vault.TestKit;

namespace Vault.Web.Tests.Matrix;

/// <summary>What is asked about changing secrets.</summary>
internal static class RotationRequests
{
    public static IReadOnlyDictionary<string, Requests.Making> Rows { get; } =
        new Dictionary<string, Requests.Making>(StringComparer.Ordinal)
        {
            ["GET /accounts/{account}/secrets/{component}/verification"] = OfVerification(""),
            ["POST /accounts/{account}/secrets/{component}/verification"] = OfVerification(""),
            ["POST /accounts/{account}/secrets/{component}/verification/failed"] = OfVerification(
                "/failed",
                ("Why", "平台提示密码错误")
            ),
            ["GET /rotations"] = Requests.At("/rotations"),
            ["GET /accounts/{account}/rotation"] = Requests.OfAccount("/rotation"),
            ["POST /accounts/{account}/rotation/begin"] = async (scene, _, row) =>
                new($"/accounts/{(await scene.NewAccount(row)).Id}/rotation/begin", [], Code: false),
            ["POST /accounts/{account}/rotation/step"] = async (scene, _, row) =>
            {
                var account = await scene.NewAccount(row);
                var (rotation, step) = await scene.Begun(account);
                (string, string)[] form =
                [
                    ("rotation", rotation.ToString()),
                    ("step", step),
                    ("result", nameof(StepResult.Done)),
                    ("Remark", "手机号已换成办公室的"),
                ];
                return new($"/accounts/{account.Id}/rotation/step", form, Code: false);
            },
            ["POST /accounts/{account}/rotation/schedule"] = async (scene, _, row) =>
                new($"/accounts/{(await scene.NewAccount(row)).Id}/rotation/schedule", [("Days", "60")]),
            ["GET /policy/connectors/{account}"] = OfConnectors,
            ["POST /policy/connectors/{account}"] = OfConnectors,
            ["POST /accounts/{account}/secrets/{component}/connector"] = async (scene, _, row) =>
            {
                var account = await scene.AccountFor(row);
                await scene.Replaced(account);
                await scene.Applied(account, Component.Password);
                await Connect(scene, account.Id, Component.Password);
                return new($"/accounts/{account.Id}/secrets/password/connector", []);
            },
            ["POST /accounts/{account}/secrets/{component}/destroy"] = async (scene, _, row) =>
            {
                var account = await scene.AccountFor(row);
                await scene.Replaced(account);
                return new($"/accounts/{account.Id}/secrets/password/destroy", []);
            },
        };

    /// <summary>As if the security administrator had decided so.</summary>
    private static async Task Connect(MatrixScene scene, AccountId account, Component component)
    {
        using var db = scene.Vault.Read();
        if (db.Set<AccountConnection>().Any(c => c.Account == account && c.Component == component))
            return;
        var connection = AccountConnection.Of(account, component);
        connection.Decide(scene.Vault.Get<FieldSealer>(), SayingConnector.Name, "zhaosheng");
        await scene.Vault.Write(scope =>
        {
            scope.Db.Add(connection);
            scope.Append(new ConnectionDecided(account, component, SayingConnector.Name, PrivateText.Of("zhaosheng")));
        });
    }

    /// <summary>Who signs in there is somebody else each time, so that there is something to decide.</summary>
    private static async Task<Ask> OfConnectors(MatrixScene scene, Principal who, string row)
    {
        var account = await scene.AccountFor(row);
        (string, string)[] form =
        [
            ("Input.Component", nameof(Component.Password)),
            ("Input.Connector", SayingConnector.Name),
            ("Input.Login", $"zhaosheng-{scene.Next()}"),
        ];
        return new($"/policy/connectors/{account.Id}", form);
    }

    /// <summary>Of a value that its custodian has put on the platform and that nobody has seen work.</summary>
    private static Requests.Making OfVerification(string rest, params (string, string)[] fields) =>
        async (scene, _, row) =>
        {
            var account = await scene.AccountFor(row);
            var version = await scene.Applied(account, Component.MailboxPassword);
            var page = $"/accounts/{account.Id}/secrets/mailbox-password/verification";
            return new(page + rest, [.. fields, ("version", version.Id.ToString())]);
        };
}
