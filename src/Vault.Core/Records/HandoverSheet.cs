using Microsoft.EntityFrameworkCore;
using Vault.Core.Accounts;
using Vault.Core.Custody;
using Vault.Core.Exports;
using Vault.Core.Handovers;
using Vault.Core.People;

namespace Vault.Core.Records;

/// <summary>
/// 交接单: who handed over what to whom, line by line, what was changed for it, what was waived and why. Printed when all
/// three have signed for every account that is signed for; before that there is nothing to put on paper.
/// </summary>
public sealed class HandoverSheet(
    VaultInstance vault,
    VaultDb db,
    EqualValues equal,
    PlatformList platforms,
    ReadHandover read,
    TimeProvider clock
)
{
    internal async Task<RecordSource?> Find(Standing reader, HandoverId id)
    {
        if (await read.Run(reader, id) is not { } file)
            return null;
        return new(file.Leaver.DisplayName, file.IsSignedFor ? null : RecordRefusal.NotClosed, () => Fill(file));
    }

    private RecordContent Fill(HandoverFile file)
    {
        var facts = HandoverFacts.Read(db, file.Handover.Id)!;
        var signed = file.Parts.Where(p => p.Part.IsSigned).ToList();
        return new(
            "账号交接单",
            [
                Parties(file, signed),
                Accounts(file),
                Items(signed),
                Changes(file, facts),
                Remarks(signed),
                Waivers(file),
                Duties(file),
            ],
            "移交人、接收人、监交人确认：移交清册所列各项已当面交接清楚，移交人知情的密码已由他人改换并经登录验证，未改换的经综合办公室豁免；本单所列与保管库记录一致。时间均为北京时间。",
            [.. Enum.GetValues<HandoverSide>().SelectMany(side => Signatures(file, facts, signed, side))],
            "本交接单一式三份：移交人、接收人各执一份，综合办公室存档一份。",
            RecordWords.Of(vault.Log.Head())
        );
    }

    private RecordSection Parties(HandoverFile file, List<HandoverPartFile> signed)
    {
        var handover = file.Handover;
        var left = signed.Select(p => RecordWords.Of(p.Part.Role!.Value)).Distinct(StringComparer.Ordinal);
        var closed = signed.Max(p => p.Part.ClosedAt!.Value);
        List<RecordFact> told = [new("移交人", Person(file, handover.Leaver, left))];
        if (handover.TakenOverBy is { } inPlace)
            told.Add(new("单方接管，代行移交", Person(file, inPlace, [])));
        foreach (var of in signed.GroupBy(p => p.Part.Successor))
            told.Add(
                new(
                    "接收人",
                    Person(
                        file,
                        of.Key,
                        of.Select(p => RecordWords.Of(p.Part.Role!.Value)).Distinct(StringComparer.Ordinal)
                    )
                )
            );
        foreach (var of in signed.GroupBy(p => p.Part.Witness!.Value))
            told.Add(new("监交人", Person(file, of.Key, RankOf(of.Key, [.. of.Select(p => p.Account.Id)]))));
        told.Add(new("交接原因", RecordWords.Of(handover.Cause)));
        told.Add(new("交接范围", handover.IsDeparture ? "全部离任" : "部分账号"));
        told.Add(new("离任日期", RecordWords.Of(handover.EffectiveOn)));
        told.Add(new("账号数", RecordWords.Of(signed.Count)));
        var opener = handover.OpenedBy is { } by ? file.Names[by].DisplayName : "保管库（任期届满）";
        told.Add(new("发起", $"{opener} {RecordWords.Of(handover.OpenedAt!.Value)}"));
        told.Add(new("办结", RecordWords.Of(closed)));
        if (file.Reason.Length > 0)
            told.Add(new("事由", file.Reason));
        return new(null) { Facts = told };
    }

    /// <summary>As what somebody witnesses: his duties for the accounts, or his office.</summary>
    private IEnumerable<string> RankOf(PersonId witness, IReadOnlyCollection<AccountId> accounts)
    {
        var now = clock.GetUtcNow();
        var duties = AccountDuties.Read(db, accounts, now).Values;
        var held = duties
            .SelectMany(d => d.Levels.Prepend(d.OfAccount).SelectMany(level => level))
            .Where(a => a.Person == witness && a.IsLive(now))
            .Where(a => a.Role is AppointmentRole.SupervisingLeader or AppointmentRole.ResponsiblePerson)
            .Select(a => RecordWords.Of(a.Role));
        return AccountDuties.Registrars(db, now).Contains(witness)
            ? held.Distinct(StringComparer.Ordinal).Append(RecordWords.Of(OfficeRole.Registrar))
            : held.Distinct(StringComparer.Ordinal);
    }

    private string Person(HandoverFile file, PersonId id, IEnumerable<string> roles)
    {
        var person = file.Names[id];
        var unit = db.Set<Unit>().Single(u => u.Id == person.Unit).Name;
        var told = string.Join(RecordWords.Between, roles);
        return told.Length == 0 ? $"{person.DisplayName}（{unit}）" : $"{person.DisplayName}（{unit}，{told}）";
    }

    private RecordSection Accounts(HandoverFile file)
    {
        var rows = file
            .Parts.OrderBy(p => !p.Part.IsSigned)
            .Select(
                (p, i) =>
                    (IReadOnlyList<string>)
                        [
                            RecordWords.Of(i + 1),
                            p.Account.Name,
                            RegisterWords.Of(platforms.Of(p.Account)),
                            p.Part.Role is { } role ? RecordWords.Of(role) : "未任职，仅知情",
                            file.Names[p.Part.Successor].DisplayName,
                            p.Part.Witness is { } witness ? file.Names[witness].DisplayName : RecordWords.Nothing,
                            p.Part.ClosedAt is { } at ? RecordWords.Of(at) : StateOf(p),
                        ]
            );
        return RecordSection.Of(
            "一、账号",
            [
                new("序号", IsShort: true),
                new("账号"),
                new("平台"),
                new("移交职务"),
                new("接收人"),
                new("监交人"),
                new("三方签字", IsShort: true),
            ],
            [.. rows],
            ""
        );
    }

    /// <summary>Of an account that nobody signs for: its custodian changes what the leaver knows, when he does.</summary>
    private static string StateOf(HandoverPartFile part) => part.State == PartState.Closed ? "已改换" : "待改换";

    private static RecordSection Items(List<HandoverPartFile> signed)
    {
        var rows = signed
            .SelectMany(p => p.Items.Select(i => (p.Account, Line: i)))
            .Select(
                (r, i) =>
                    (IReadOnlyList<string>)
                        [
                            RecordWords.Of(i + 1),
                            r.Account.Name,
                            RecordWords.Of(r.Line.Item.Kind),
                            What(r.Line),
                            RecordWords.Of(r.Line.Item.State),
                            r.Line.Item.CountedInAt is { } at ? RecordWords.Of(at) : RecordWords.Nothing,
                        ]
            );
        return RecordSection.Of(
            "二、移交清册",
            [
                new("序号", IsShort: true),
                new("账号"),
                new("类别"),
                new("事项"),
                new("点收", IsShort: true),
                new("点收时间", IsShort: true),
            ],
            [.. rows],
            "无。"
        );
    }

    private static string What(HandoverItemLine line) =>
        line.Item switch
        {
            { Kind: HandoverItemKind.Duty, Role: { } role } => $"{RecordWords.Of(role)}职务",
            { Kind: HandoverItemKind.Secret, Component: { } component } => RecordWords.Of(component),
            { Kind: HandoverItemKind.Holding, HoldingKind: { } kind } => RecordWords.Of(kind),
            { Kind: HandoverItemKind.Checkout } => "发起时正在领用，已收回",
            { Kind: HandoverItemKind.Approval } => "同事的领用申请，转由其他审批人处理",
            _ => line.Text ?? RecordWords.Nothing,
        };

    /// <summary>Versions only: no value has ever a place on paper.</summary>
    private RecordSection Changes(HandoverFile file, HandoverFacts facts)
    {
        var closed = file
            .Parts.Where(p => p.Part.ClosedAt is not null)
            .SelectMany(p => HandoverChanges.Of(db, equal, facts, p.Part).Select(c => (p.Account, Change: c)))
            .ToList();
        var setters = closed.Select(c => c.Change.InUse?.SetBy).OfType<PersonId>().ToHashSet();
        var names = db.Set<Person>().Where(p => setters.Contains(p.Id)).ToDictionary(p => p.Id, p => p.DisplayName);
        var rows = closed.Select(c =>
            (IReadOnlyList<string>)
                [
                    c.Account.Name,
                    RecordWords.Of(c.Change.Component),
                    RecordWords.VersionOf(c.Change.Known),
                    c.Change.InUse is { } used ? RecordWords.VersionOf(used.Version) : RecordWords.Nothing,
                    c.Change is { IsChanged: true, InUse: { } version } ? names[version.SetBy] : RecordWords.Nothing,
                    c.Change is { IsChanged: true, InUse.VerifiedAt: { } at } ? RecordWords.Of(at) : "豁免，未改换",
                ]
        );
        return RecordSection.Of(
            "三、改密（只列版本，不列密码）",
            [
                new("账号"),
                new("密码"),
                new("移交人知情", IsShort: true),
                new("现用版本", IsShort: true),
                new("改密人"),
                new("登录验证", IsShort: true),
            ],
            [.. rows],
            "移交人不知道这些账号的任何密码。"
        );
    }

    private static RecordSection Remarks(List<HandoverPartFile> signed)
    {
        var rows = signed
            .SelectMany(p => p.Items.Where(i => i.Remark is not null).Select(i => (p.Account, Line: i)))
            .Select(r =>
                (IReadOnlyList<string>)[r.Account.Name, What(r.Line), r.Line.Remark!, RecordWords.Of(r.Line.Item.State)]
            );
        return RecordSection.Of(
            "四、差异与不适用",
            [new("账号"), new("事项"), new("说明"), new("处理", IsShort: true)],
            [.. rows],
            "无差异。"
        );
    }

    private static RecordSection Waivers(HandoverFile file)
    {
        var accounts = file.Parts.ToDictionary(p => p.Account.Id, p => p.Account.Name);
        var rows = file.Waivers.Select(w =>
            (IReadOnlyList<string>)
                [
                    accounts[w.Waiver.Account],
                    RecordWords.Of(w.Waiver.Component),
                    w.Why,
                    file.Names[w.Waiver.By].DisplayName,
                    RecordWords.Of(w.Waiver.At),
                ]
        );
        return RecordSection.Of(
            "五、豁免改密",
            [new("账号"), new("密码"), new("理由"), new("批准人"), new("时间", IsShort: true)],
            [.. rows],
            "无。"
        );
    }

    private static RecordSection Duties(HandoverFile file)
    {
        var rows = file.Duties.Select(d =>
            (IReadOnlyList<string>)
                [
                    d.Unit,
                    RecordWords.Of(d.Duty.Role),
                    d.Duty.Successor is { } successor ? file.Names[successor].DisplayName : "无人接任",
                ]
        );
        return RecordSection.Of("六、单位职责", [new("单位"), new("职责"), new("接任人")], [.. rows], "无。");
    }

    /// <summary>A box for each who signed on a side; of those who signed for many accounts the last time.</summary>
    private static IEnumerable<RecordSignature> Signatures(
        HandoverFile file,
        HandoverFacts facts,
        List<HandoverPartFile> signed,
        HandoverSide side
    ) =>
        facts
            .Signatures.Where(s => s.Side == side)
            .Where(s => signed.Exists(p => p.Part.Account == s.Account && IsOver(s, p.Part)))
            .GroupBy(s => s.Person)
            .Select(of => new RecordSignature(
                side == HandoverSide.Leaver && of.Key != file.Handover.Leaver ? "代移交人" : RecordWords.Of(side),
                file.Names[of.Key].DisplayName,
                $"电子签名 {RecordWords.Of(of.Max(s => s.At))}，{RecordWords.Of(of.Count())} 个账号"
            ))
            .OrderBy(s => s.Name, StringComparer.Ordinal);

    private static bool IsOver(HandoverSignature signature, HandoverPart part) =>
        part.DocumentHash is { } document && document.AsSpan().SequenceEqual(signature.DocumentHash);
}
