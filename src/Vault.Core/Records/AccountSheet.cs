using Microsoft.EntityFrameworkCore;
using Vault.Core.Accounts;
using Vault.Core.Custody;
using Vault.Core.Exports;
using Vault.Core.Holdings;
using Vault.Core.People;

namespace Vault.Core.Records;

/// <summary>
/// 账号卡: what the register has of an account, who answers for it, which secrets are in custody in which version, and what
/// is bound to whom on the platform. No secret, and of a number or address its last characters, as on the account's page.
/// </summary>
public sealed class AccountSheet(
    VaultInstance vault,
    VaultDb db,
    FieldSealer fields,
    PlatformList platforms,
    ReadCustody custody,
    ReadAccountHoldings holdings,
    TimeProvider clock
)
{
    internal async Task<RecordSource?> Find(Standing reader, AccountId id)
    {
        var now = clock.GetUtcNow();
        if (!reader.IsActive || await AccountAccess.Find(db, id, reader, now) is not { } seen)
            return null;
        var held = await custody.Run(reader.Id, id);
        var bound = await holdings.Run(reader, id);
        return new(seen.Account.Name, null, () => Fill(seen, held, bound!, now));
    }

    private RecordContent Fill(SeenAccount seen, CustodyOverview held, AccountHoldings bound, DateTimeOffset now)
    {
        var units = db.Set<Unit>().ToDictionary(u => u.Id, u => u.Name);
        var live = seen.Appointments.Concat(seen.OverUnits).Where(a => a.IsLive(now)).OrderBy(a => a.Role).ToList();
        var ids = live.SelectMany(a => new[] { a.Person, a.ActingFor }).OfType<PersonId>().ToHashSet();
        var persons = db.Set<Person>().Where(p => ids.Contains(p.Id)).ToDictionary(p => p.Id);
        AppointmentRole[] signing = [AppointmentRole.Custodian, AppointmentRole.ResponsiblePerson];
        return new(
            "账号卡",
            [
                new(null) { Facts = Facts(seen.Account, units) },
                People(live, persons, units),
                Custody(held),
                Holdings(bound),
            ],
            "保管人、负责人确认：以上登记与实际情况一致。时间均为北京时间。",
            [
                .. signing.SelectMany(role =>
                    live.Where(a => a.Role == role && a.ActingFor is null)
                        .DistinctBy(a => a.Person)
                        .Select(a => new RecordSignature(RecordWords.Of(role), persons[a.Person].DisplayName, null))
                ),
            ],
            null,
            RecordWords.Of(vault.Log.Head())
        );
    }

    private List<RecordFact> Facts(Account account, Dictionary<UnitId, string> units)
    {
        var details = fields.OpenDetails(account);
        (string Term, string? Text)[] told =
        [
            ("账号名称", account.Name),
            ("平台", RegisterWords.Of(platforms.Of(account))),
            ("公开号", account.PublicId),
            ("原始ID", account.OriginalId),
            ("公众号性质", RegisterWords.Of(account.Nature)),
            ("状态", RegisterWords.Of(account.Status)),
            ("设立单位", units[account.Unit]),
            ("主管单位", account.SupervisingUnit is { } supervising ? units[supervising] : null),
            ("是否认证", account.IsVerified is { } verified ? (verified ? RegisterWords.Yes : RegisterWords.No) : null),
            ("认证时间", Day(account.VerifiedOn)),
            ("认证有效期", Day(account.VerifiedUntil)),
            ("开通日期", Day(account.OpenedOn)),
            ("登记时间", RecordWords.Of(account.RegisteredAt)),
            ("网址", details.Address),
            ("备注", details.Remark),
        ];
        return [.. told.Where(f => f.Text is not null).Select(f => new RecordFact(f.Term, f.Text!))];
    }

    private static RecordSection People(
        List<Appointment> live,
        Dictionary<PersonId, Person> persons,
        Dictionary<UnitId, string> units
    )
    {
        var rows = live.Select(a =>
            (IReadOnlyList<string>)
                [
                    RecordWords.Of(a.Role),
                    persons[a.Person].DisplayName,
                    units[persons[a.Person].Unit],
                    a.ActingFor is { } absent ? $"代{persons[absent].DisplayName}"
                    : a.Unit is { } over ? $"及于{units[over]}所属账号"
                    : RecordWords.Nothing,
                    RecordWords.Of(OrganisationTime.DayOf(a.From)),
                    a.Until is { } until ? RecordWords.Of(OrganisationTime.DayOf(until)) : RecordWords.Nothing,
                ]
        );
        return RecordSection.Of(
            "一、责任人员",
            [new("职责"), new("姓名"), new("单位"), new("说明"), new("自", IsShort: true), new("至", IsShort: true)],
            [.. rows],
            "无人负责。"
        );
    }

    private static RecordSection Custody(CustodyOverview held)
    {
        var rows = held
            .Lines.SelectMany(l => l.Versions.Where(v => v.IsLive))
            .Select(v =>
                (IReadOnlyList<string>)
                    [
                        RecordWords.Of(v.Component),
                        RecordWords.VersionOf(v.Version),
                        v.AwaitsVerification ? "待登录验证"
                        : v.State == VersionState.Pending ? "待启用"
                        : "使用中",
                        held.Names[v.SetBy],
                        RecordWords.Of(v.SetAt),
                        v.VerifiedAt is { } at ? RecordWords.Of(at) : RecordWords.Nothing,
                    ]
            );
        return RecordSection.Of(
            "二、保管内容（只列版本，不列密码）",
            [
                new("项目"),
                new("版本", IsShort: true),
                new("状态", IsShort: true),
                new("存入人"),
                new("存入时间", IsShort: true),
                new("登录验证", IsShort: true),
            ],
            [.. rows],
            "尚未存入。"
        );
    }

    private static RecordSection Holdings(AccountHoldings bound)
    {
        var rows = bound.Running.Select(l =>
            (IReadOnlyList<string>)
                [
                    RecordWords.Of(l.Holding.Kind),
                    l.Holder?.DisplayName ?? l.Outside ?? "不详",
                    l.Masked ?? RecordWords.Nothing,
                    Day(l.Holding.Since) ?? RecordWords.Nothing,
                    Day(l.Holding.Until) ?? RecordWords.Nothing,
                ]
        );
        return RecordSection.Of(
            "三、平台绑定与授权",
            [new("类别"), new("持有人"), new("号码或标识"), new("自", IsShort: true), new("至", IsShort: true)],
            [.. rows],
            "没有登记。"
        );
    }

    private static string? Day(DateOnly? day) => day is { } on ? RecordWords.Of(on) : null;
}
