using Vault.Core;
using Vault.Core.Notices;
using Vault.Core.People;

namespace Vault.Web.Tests.Matrix;

/// <summary>What is asked about notices. The one in question is always that of <see cref="Principal.Own"/>, who has not read it.</summary>
internal static class NoticeRequests
{
    public static Dictionary<string, Requests.Making> Rows { get; } =
        new()
        {
            ["GET /my/notices"] = Requests.At("/my/notices"),
            ["POST /my/notices?handler=Open"] = Of("Open"),
            ["POST /my/notices?handler=Read"] = Of("Read"),
            ["POST /my/notices?handler=ReadAll"] = Requests.At("/my/notices?handler=ReadAll"),
        };

    private static Requests.Making Of(string handler) =>
        async (scene, _, row) =>
        {
            var (own, account) = (scene.Person(Principal.Own).Id, (await scene.AccountFor(row)).Id);
            await scene.Vault.Write(scope =>
                scope.Append(new AppointmentEnded(account, own, AppointmentRole.Assistant))
            );
            using var db = scene.Vault.Read();
            var newest = db.Set<Notice>().Where(n => n.Receiver == own).OrderByDescending(n => n.Sequence).First();
            return new($"/my/notices?handler={handler}", [("notice", newest.Id.ToString())], Code: false);
        };
}
