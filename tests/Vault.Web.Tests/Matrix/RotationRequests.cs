using Vault.Core.Custody;
using Vault.Core.Rotations;

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
            ["POST /accounts/{account}/secrets/{component}/destroy"] = async (scene, _, row) =>
            {
                var account = await scene.AccountFor(row);
                await scene.Replaced(account);
                return new($"/accounts/{account.Id}/secrets/password/destroy", []);
            },
        };

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
