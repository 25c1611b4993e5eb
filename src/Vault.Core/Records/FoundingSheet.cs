using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Vault.Core.Audit;
using Vault.Core.People;

namespace Vault.Core.Records;

/// <summary>
/// 建库记录: whose vault this is, by which keys it is known, who founded it and who holds its offices now. For whoever holds
/// an office.
/// </summary>
public sealed class FoundingSheet(VaultInstance vault, VaultDb db, TimeProvider clock)
{
    internal Task<RecordSource?> Find(Standing reader, RecordSubjectId vaultId)
    {
        if (vaultId.Value != vault.Log.Vault.Value || !reader.IsActive || !reader.HoldsOffice)
            return Task.FromResult<RecordSource?>(null);
        var organisation = db.OneOfNow(db.Set<Organisation>(), "1")!;
        return Task.FromResult<RecordSource?>(new(organisation.Name, null, () => Fill(organisation)));
    }

    private RecordContent Fill(Organisation organisation)
    {
        var now = clock.GetUtcNow();
        var held = db.EveryNow<RoleGrant>().Where(g => g.IsLive(now)).Select(g => (g.Person, g.Role)).ToList();
        var founders = Founders.Seats(db);
        var ids = held.Concat(founders).Select(h => h.Person).ToHashSet();
        var persons = db.SomeOfNow(db.Set<Person>().Where(p => ids.Contains(p.Id)), ids.Select(id => id.ToString()))
            .ToDictionary(p => p.Id);
        return new(
            "建库记录",
            [
                new(null) { Facts = Facts(organisation) },
                Seats("一、首批人员", founders, persons),
                Seats("二、打印时在任人员", held, persons),
            ],
            "在任人员确认：本保管库由以上人员建立和任职，所列密钥指纹与保管库一致。请将本记录长期归档；根散列可随时与查阅记录核对。时间均为北京时间。",
            [
                .. held.GroupBy(h => h.Person)
                    .OrderBy(of => of.Min(h => h.Role))
                    .ThenBy(of => persons[of.Key].DisplayName, StringComparer.Ordinal)
                    .Select(of => new RecordSignature(RolesOf(of), persons[of.Key].DisplayName, null)),
                new("单位盖章", organisation.Name, null),
            ],
            null,
            RecordWords.Of(vault.Log.Head())
        );
    }

    private List<RecordFact> Facts(Organisation organisation)
    {
        var key = vault.Signer.PublicKey;
        var root = db.Set<Unit>().Single(u => u.Id == organisation.RootUnit);
        return
        [
            new("单位", organisation.Name),
            new("根单位", root.Name),
            new("建库时间", RecordWords.Of(organisation.FoundedAt)),
            new("保管库编号", vault.Log.Vault.ToString(), IsCode: true),
            new("日志名称", vault.Signer.Origin, IsCode: true),
            new("根密钥指纹", RecordWords.Of(vault.RootKeyFingerprint), IsCode: true),
            new("日志公钥指纹", RecordWords.Of(SHA256.HashData(key)), IsCode: true),
            new("日志公钥", Convert.ToBase64String(key), IsCode: true),
        ];
    }

    private static RecordSection Seats(
        string heading,
        IReadOnlyList<(PersonId Person, OfficeRole Role)> seats,
        Dictionary<PersonId, Person> persons
    )
    {
        var rows = seats
            .GroupBy(s => s.Person)
            .OrderBy(of => of.Min(s => s.Role))
            .ThenBy(of => persons[of.Key].DisplayName, StringComparer.Ordinal)
            .Select(of =>
                (IReadOnlyList<string>)
                    [persons[of.Key].DisplayName, persons[of.Key].UserName ?? RecordWords.Nothing, RolesOf(of)]
            );
        return RecordSection.Of(heading, [new("姓名"), new("用户名"), new("角色")], [.. rows], "无。");
    }

    private static string RolesOf(IEnumerable<(PersonId Person, OfficeRole Role)> seats) =>
        string.Join(RecordWords.Between, seats.Select(s => s.Role).Distinct().Order().Select(RecordWords.Of));
}
