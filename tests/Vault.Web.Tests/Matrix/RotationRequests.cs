using Vault.Core.Custody;

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
