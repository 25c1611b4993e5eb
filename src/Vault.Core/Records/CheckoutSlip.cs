using Microsoft.EntityFrameworkCore;
using Vault.Core.Accounts;
using Vault.Core.Checkouts;
using Vault.Core.Exports;
using Vault.Core.People;

namespace Vault.Core.Records;

/// <summary>领用单: who had an account, for what, from when until when, and who approved it. Printed once it was had.</summary>
public sealed class CheckoutSlip(
    VaultInstance vault,
    VaultDb db,
    PlatformList platforms,
    PurposeList purposes,
    ReadCheckout read
)
{
    internal async Task<RecordSource?> Find(Standing reader, CheckoutId id)
    {
        if (await read.Run(reader, id) is not { } file)
            return null;
        return new(file.Line.Account.Name, file.Checkout.WasHad ? null : RecordRefusal.NotHad, () => Fill(file));
    }

    private RecordContent Fill(CheckoutFile file) =>
        new(
            file.Checkout.IsBreakGlass ? "应急取用单" : "账号领用单",
            [new(null) { Facts = Facts(file) }, Approvals(file)],
            "领用人确认：以上情况属实；密码仅限本人使用，未向他人转告，用毕归还。时间均为北京时间。",
            [
                new("领用人", file.Line.Requester.DisplayName, null),
                .. file.Approvals.Select(a => new RecordSignature(
                    "审批人",
                    file.Names[a.Approver].DisplayName,
                    $"已在保管库审批 {RecordWords.Of(a.At)}"
                )),
            ],
            null,
            RecordWords.Of(vault.Log.Head())
        );

    private List<RecordFact> Facts(CheckoutFile file)
    {
        var (checkout, account, requester) = (file.Checkout, file.Line.Account, file.Line.Requester);
        List<RecordFact> told =
        [
            new("账号", account.Name),
            new("平台", RegisterWords.Of(platforms.Of(account))),
            new("设立单位", UnitName(account.Unit)),
            new("领用人", $"{requester.DisplayName}（{UnitName(requester.Unit)}）"),
            new("用途", RecordWords.Of(purposes.Find(checkout.Purpose))),
            new("领用时间", RecordWords.Of(checkout.OpenedAt!.Value)),
            new("应还时间", RecordWords.Of(checkout.Due)),
            new("状态", State(file.Line)),
        ];
        if (checkout.ExtendedUntil is not null)
            told.Add(new("原定归还", RecordWords.Of(checkout.Until)));
        if (checkout.EndedAt is { } ended)
            told.Add(new("结束时间", RecordWords.Of(ended)));
        told.Add(new("事由", file.Request.Reason.Text));
        if (file.Request.Post is { } post)
            told.Add(new("已审内容", $"{post.Title}（{post.Approver}，{RecordWords.Of(post.On)}）"));
        if (file.Word is { } word)
            told.Add(new(checkout.Ending == CheckoutEnd.Returned ? "使用情况" : "收回理由", word));
        return told;
    }

    private static string State(CheckoutLine line) =>
        line.State switch
        {
            CheckoutState.Open => line.IsOverdue ? "逾期未还" : "领用中",
            CheckoutState.Returned => "已归还",
            CheckoutState.ForcedBack => "已收回",
            _ => "已过期",
        };

    private static RecordSection Approvals(CheckoutFile file)
    {
        var rows = file.Approvals.Select(a =>
            (IReadOnlyList<string>)
                [
                    file.Names[a.Approver].DisplayName,
                    AsWhat(a),
                    a.ActingFor is { } absent ? file.Names[absent].DisplayName : RecordWords.Nothing,
                    RecordWords.Of(a.At),
                ]
        );
        return RecordSection.Of(
            "审批",
            [new("审批人"), new("身份"), new("代行"), new("时间", IsShort: true)],
            [.. rows],
            file.Checkout.IsBreakGlass
                ? "应急取用，未经事先审批，须事后复核。"
                : "该账号由保管人、管理员直接领用，无须审批。"
        );
    }

    private static string AsWhat(CheckoutApproval approval) =>
        string.Join(
            RecordWords.Between,
            new[]
            {
                approval.AsLeader ? RecordWords.Of(AppointmentRole.SupervisingLeader) : null,
                approval.AsOffice ? RecordWords.Of(OfficeRole.Registrar) : null,
            }.OfType<string>()
        );

    private string UnitName(UnitId id) => db.Set<Unit>().Single(u => u.Id == id).Name;
}
