using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Vault.Core;
using Vault.Core.Accounts;
using Vault.Core.Audit;
using Vault.Core.Custody;
using Vault.Core.Filings;
using Vault.Core.Handovers;
using Vault.Core.Holdings;
using Vault.Core.Imports;
using Vault.Core.Incidents;
using Vault.Core.People;
using Vault.Core.Rotations;
using Vault.Core.SignIns;
using Vault.Core.Storage;
using Vault.TestKit;
using Vault.Web.Commands;
using Vault.Web.Demo;
using Xunit;

namespace Vault.Web.Tests.Demo;

/// <summary>The demo tells the story so far, keeps every promise a vault keeps, and is made once.</summary>
public sealed class DemoSeedTests(DemoFolder demo) : IClassFixture<DemoFolder>
{
    [Fact]
    public async Task Every_invariant_holds_in_a_demo()
    {
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("en");
        using var output = new StringWriter();

        var code = await CheckCommand.Run(demo.Folders, output);

        Assert.True(code == 0, output.ToString());
    }

    [Fact]
    public async Task There_are_four_units_more_than_a_dozen_accounts_and_a_person_in_every_part()
    {
        await using var vault = await Opened(demo.Folders);
        using var db = vault.OpenReader();
        var now = vault.Clock.GetUtcNow();

        Assert.Equal(4, await db.Set<Unit>().CountAsync(u => u.Parent != null));
        var accounts = await db.Set<Account>().ToListAsync();
        Assert.InRange(accounts.Count, 12, 18);
        Assert.True(accounts.Select(a => a.Platform).Distinct().Count() >= 7);
        Assert.InRange(await db.Set<Person>().CountAsync(), 10, 15);
        var live = (await db.Set<RoleGrant>().ToListAsync()).Where(g => g.IsLive(now)).Select(g => g.Role);
        Assert.Equal(Enum.GetValues<OfficeRole>().Order(), live.Distinct().Order());
        var appointments = await db.Set<Appointment>().ToListAsync();
        // For emergencies nobody is named until somebody decides it.
        Assert.Equal(
            Enum.GetValues<AppointmentRole>().Except([AppointmentRole.BreakGlass]).Order(),
            appointments.Where(a => a.IsLive(now)).Select(a => a.Role).Distinct().Order()
        );
        Assert.Contains(appointments, a => !a.IsLive(now));
        Assert.Contains(await db.Set<SecretVersion>().ToListAsync(), v => v.State == VersionState.Pending);
    }

    [Fact]
    public async Task Something_waits_for_the_registrar_and_for_the_security_administrator()
    {
        await using var vault = await Opened(demo.Folders);
        using var db = vault.OpenReader();
        var now = vault.Clock.GetUtcNow();

        var open = (await db.Set<Proposal>().ToListAsync()).Where(p => p.IsOpen).ToList();
        var proposers = open.Select(p => db.Set<Person>().Single(x => x.Id == p.ProposedBy).UserName);
        Assert.Equal(["chen.qi", "qian.yi"], proposers.Order());
        var kept = (await db.Set<Appointment>().ToListAsync())
            .Where(a => a.Role == AppointmentRole.Custodian && a.IsLive(now))
            .Select(a => a.Account);
        var alone = (await db.Set<Account>().ToListAsync()).ExceptBy(kept, a => a.Id);
        Assert.Equal("示例大学招生", Assert.Single(alone).Name);
    }

    [Fact]
    public async Task The_register_shows_what_it_can_do()
    {
        await using var vault = await Opened(demo.Folders);
        using var db = vault.OpenReader();
        var (now, today) = (vault.Clock.GetUtcNow(), OrganisationTime.DayOf(vault.Clock.GetUtcNow()));

        var accounts = await db.Set<Account>().ToListAsync();
        Assert.Superset(
            new HashSet<AccountStatus>([
                AccountStatus.Active,
                AccountStatus.Suspended,
                AccountStatus.ToBeCancelled,
                AccountStatus.Compromised,
            ]),
            accounts.Select(a => a.Status).ToHashSet()
        );
        Assert.Superset(
            new HashSet<VerificationState>(Enum.GetValues<VerificationState>()),
            accounts.Select(a => AccountQuery.VerificationOf(a, today)).ToHashSet()
        );
        var appointments = (await db.Set<Appointment>().ToListAsync()).Where(a => a.IsLive(now)).ToList();
        Assert.Single(appointments, a => a.ActingFor is not null && a.MayReveal);
        Assert.Single(appointments, a => a.ActingFor is null && a.Until is not null);
        var holdings = await db.Set<Holding>().ToListAsync();
        Assert.Superset(
            new HashSet<HoldingState>(Enum.GetValues<HoldingState>()),
            holdings.Select(h => h.StateOn(today)).ToHashSet()
        );
        Assert.Equal(6, holdings.Count(h => h.Kind == HoldingKind.LongTermOperator));
        Assert.Contains(await db.Set<Person>().ToListAsync(), p => p.IsStudent);
    }

    [Fact]
    public async Task A_student_body_came_in_by_a_sheet_whose_passwords_have_to_be_changed()
    {
        await using var vault = await Opened(demo.Folders);
        using var db = vault.OpenReader();
        var now = vault.Clock.GetUtcNow();

        var body = await db.Set<Unit>().SingleAsync(u => u.Kind == UnitKind.StudentBody);
        var kept = await db.Set<Account>().Where(a => a.Unit == body.Id).ToListAsync();
        Assert.Equal(2, kept.Count);
        var held = await db.Set<Appointment>().ToListAsync();
        foreach (var account in kept)
        {
            // The sheet named a student only, who may not: the teacher behind the body is custodian.
            var custodian = held.Single(a => a.Account == account.Id && a.IsCustodianHimself && a.IsLive(now));
            Assert.Equal(body.Fallback, custodian.Person);
            Assert.Single(await db.Set<RotationObligation>().Where(o => o.Account == account.Id).ToListAsync());
        }
        var imports = await db.Set<RegisterImport>().OrderBy(i => i.ProposedAt).ToListAsync();
        Assert.Equal([ProposalDecision.Confirmed, ProposalDecision.Refused, null], imports.Select(i => i.Decision));
        Assert.Equal(2, imports[0].Passwords);
    }

    [Fact]
    public async Task A_handover_is_half_done_an_incident_is_open_and_filings_wait_for_either_side()
    {
        await using var vault = await Opened(demo.Folders);
        using var db = vault.OpenReader();

        var handover = Assert.Single(await db.Set<Handover>().ToListAsync());
        var facts = HandoverFacts.Read(db, handover.Id)!;
        Assert.Equal(2, facts.Parts.Count);
        Assert.Single(facts.Parts, p => p.ApprovedAt is not null);
        Assert.Contains(facts.Items, i => i.State == ItemState.Handed);
        Assert.True(vault.Clock.GetUtcNow() < OrganisationTime.StartOf(handover.Deadline!.Value));
        var owed = await db.Set<RotationObligation>().Where(o => o.Reason == RotationReason.Handover).ToListAsync();
        Assert.Superset(facts.Parts.Select(p => p.Account).ToHashSet(), owed.Select(o => o.Account).ToHashSet());
        Assert.Null(Assert.Single(await db.Set<Incident>().ToListAsync()).ConcludedAt);
        var filings = await db.Set<Filing>().ToListAsync();
        foreach (var state in new[] { FilingState.Submitted, FilingState.SentBack })
            Assert.Single(filings, f => f.State == state);
        Assert.Contains(filings, f => f.IsFiled);
    }

    [Fact]
    public async Task The_log_covers_five_months_in_order_and_has_refusals_of_every_sort()
    {
        await using var vault = await Opened(demo.Folders);
        using var db = vault.OpenReader();

        var entries = await db.AuditEntries.OrderBy(e => e.Sequence).ToListAsync();
        Assert.True(entries.Count is > 600 and < 3000, $"{entries.Count}");
        Assert.Equal(nameof(DemoVaultFounded), entries[0].Kind);
        var times = entries.Select(e => e.At).ToList();
        Assert.Equal(times.Order(), times);
        Assert.InRange(times[^1] - times[0], 148 * 86_400_000L, 156 * 86_400_000L);
        Assert.True(times[^1] < vault.Clock.GetUtcNow().ToUnixTimeMilliseconds());
        var kinds = entries.Select(e => e.Kind).ToHashSet();
        Assert.Superset(
            new HashSet<string>([
                nameof(SecretRevealed),
                nameof(CodeIssued),
                nameof(SecretCopied),
                nameof(CustodyRefused),
                nameof(GrantRefused),
                nameof(GrantWithdrawn),
                nameof(GrantAttemptRefused),
                nameof(AppointmentEnded),
                nameof(LogRead),
                "SignInFailed",
                "AnonymousRefusalsCounted",
                "AttemptTurnedAway",
            ]),
            kinds
        );
    }

    [Fact]
    public async Task A_second_start_serves_what_is_there()
    {
        var root = demo.Copy();
        try
        {
            var folders = DemoFolder.FoldersIn(root);
            var people = File.ReadAllText(Path.Combine(folders.Data, "demo-people.json"));

            var (opening, seeded) = await DemoFolder.Open(folders);

            await using var vault = TestVault.Opened(opening);
            Assert.False(seeded);
            Assert.Equal(people, File.ReadAllText(Path.Combine(folders.Data, "demo-people.json")));
        }
        finally
        {
            Directory.Delete(root, recursive: true);
        }
    }

    [Fact]
    public async Task A_demo_whose_making_was_interrupted_is_made_anew()
    {
        var root = Directory.CreateTempSubdirectory("vault-demo-").FullName;
        try
        {
            var folders = DemoFolder.FoldersIn(root);
            var former = await BeginOnly(folders);

            var (opening, seeded) = await DemoFolder.Open(folders);

            await using var vault = TestVault.Opened(opening);
            Assert.True(seeded);
            Assert.NotEqual(former, vault.Log.Vault);
            Assert.True(vault.Log.Size > 600);
        }
        finally
        {
            Directory.Delete(root, recursive: true);
        }
    }

    [Fact]
    public async Task A_real_vault_is_neither_opened_as_a_demo_nor_thrown_away()
    {
        await using var real = await TestVault.Founded();
        var (folders, size) = (real.Instance.Folders, real.Instance.Log.Size);

        var reopened = await real.Reopen(() =>
        {
            var seeded = false;
            var options = DemoFolder.Options(folders) with { MakeSchema = TestSchema.Make };
            var opening = DemoOpening.Open(options, () => seeded = true).GetAwaiter().GetResult();
            Assert.Equal(SealReason.DemoMismatch, Assert.IsType<Opening.Sealed>(opening).Reason);
            Assert.False(seeded);
        });

        Assert.Equal(size, TestVault.Opened(reopened).Log.Size);
    }

    [Fact]
    public async Task A_new_demo_does_not_use_keys_that_are_there_already()
    {
        await using var real = await TestVault.Founded();
        var folders = VaultFolders.From(Path.Combine(real.Root, "demo"), real.Instance.Folders.Keys)!;

        Assert.True(DemoOpening.WouldUseForeignKeys(folders));
        Assert.False(DemoOpening.WouldUseForeignKeys(demo.Folders));
    }

    [Fact]
    public async Task The_little_hashing_of_a_demo_is_not_to_be_had_for_a_real_vault()
    {
        await using var real = await TestVault.Founded();

        Assert.Throws<InvalidOperationException>(() => PasswordHashing.ForDemo(real.Instance));
    }

    private static async Task<VaultId> BeginOnly(VaultFolders folders)
    {
        var opened = VaultOpening.Open(DemoFolder.Options(folders) with { Demo = true });
        await using var vault = TestVault.Opened(opened);
        await vault.Writer.Write(
            Actor.System,
            scope => scope.Append(new DemoVaultFounded(vault.Log.Vault, PrivateText.Of("示例大学"), UnitId.New()))
        );
        return vault.Log.Vault;
    }

    private static async Task<VaultInstance> Opened(VaultFolders folders) =>
        TestVault.Opened((await DemoFolder.Open(folders)).Opening);
}
