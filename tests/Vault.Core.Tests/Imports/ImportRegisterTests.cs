using System.Globalization;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Vault.Core.Accounts;
using Vault.Core.Audit;
using Vault.Core.Checks;
using Vault.Core.Custody;
using Vault.Core.Imports;
using Vault.Core.People;
using Vault.Core.Rotations;
using Vault.Core.Tests.Accounts;
using Vault.TestKit;
using Xunit;
using static Vault.Core.Tests.Imports.ImportRows;

namespace Vault.Core.Tests.Imports;

/// <summary>
/// From the rows of a sheet to the register: proposed by one, confirmed by another, in one transaction; a second run
/// changes nothing, a changed sheet changes exactly what differs.
/// </summary>
public sealed class ImportRegisterTests : IAsyncLifetime
{
    private ImportScene _scene = null!;

    static ImportRegisterTests() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    public async Task InitializeAsync() => _scene = await ImportScene.Open();

    public async Task DisposeAsync() => await _scene.DisposeAsync();

    [Theory]
    [InlineData("printed xlsx")]
    [InlineData("csv in UTF-8")]
    [InlineData("csv in GB18030")]
    public async Task Fifteen_accounts_come_in_with_their_people_and_a_second_run_changes_nothing(string shape)
    {
        var rows = RegisterForm.AccountsOf(
            shape switch
            {
                "printed xlsx" => RegisterForm.Printed().Xlsx(),
                "csv in UTF-8" => RegisterForm.AsCsv().Csv(new UTF8Encoding(false)),
                _ => RegisterForm.AsCsv().Csv(Encoding.GetEncoding("GB18030")),
            }
        );

        var plan = await _scene.Import(rows);

        Assert.Equal((15, 0, 2, 30), (plan.NewAccounts, plan.ChangedAccounts, plan.Units.Count, plan.NewPersons));
        foreach (var row in rows)
        {
            var account = await _scene.Account(row.AccountName);
            Assert.Equal(
                (row.PublicId, row.Nature, row.Verified, row.VerifiedOn),
                (account.PublicId, account.Nature, account.IsVerified, account.VerifiedOn)
            );
            Assert.Equal(
                row.Responsible.Select(p => p.Name),
                await _scene.Holders(row.AccountName, AppointmentRole.ResponsiblePerson)
            );
            Assert.Equal(
                row.Administrators.Select(p => p.Name),
                await _scene.Holders(row.AccountName, AppointmentRole.Custodian)
            );
        }
        var second = await _scene.Preview(rows);
        Assert.Empty(second.Problems);
        Assert.True(second.IsEmpty);
        Assert.Equal(15, second.SameAccounts);
        Assert.IsType<ProposeImportOutcome.NothingNew>(await _scene.Propose(_scene.Office.Registrar, rows));
        Assert.Empty(await Failures());
    }

    [Fact]
    public async Task A_changed_sheet_shows_exactly_the_changes()
    {
        var rows = RegisterForm.AccountsOf(RegisterForm.Printed().Xlsx()).ToList();
        await _scene.Import(rows);
        rows[2] = rows[2] with { Nature = AccountNature.Service, PublicId = "example_new_03" };
        rows[6] = rows[6] with { Responsible = [new("新负责", false, null, "13912345678", null, null)] };
        rows[9] = rows[9] with { AccountName = "示例官微改名" };
        rows.Add(rows[0] with { AccountName = "示例官微新增", PublicId = "example_mp_16" });

        var plan = await _scene.Preview(rows);

        Assert.Equal((1, 3, 12), (plan.NewAccounts, plan.ChangedAccounts, plan.SameAccounts));
        Assert.Equal(
            [
                new PlannedChange(AccountFact.PublicId, "example_mp_03", "example_new_03"),
                new PlannedChange(AccountFact.Nature, "Subscription", "Service"),
            ],
            plan.Accounts[2].Changes
        );
        var appointed = Assert.Single(plan.Accounts[6].Appoint);
        Assert.Equal((AppointmentRole.ResponsiblePerson, "新负责"), (appointed.Role, appointed.Name));
        Assert.Equal("负责庚", Assert.Single(plan.Accounts[6].End).Name);
        // The public id says which account it is; only its name is another.
        Assert.Equal([new(AccountFact.Name, "示例官微10", "示例官微改名")], plan.Accounts[9].Changes);
        Assert.Equal("新负责", Assert.Single(plan.Persons).Name);

        await _scene.Import(rows);

        Assert.True((await _scene.Preview(rows)).IsEmpty);
        Assert.Equal(["新负责"], await _scene.Holders("示例官微07", AppointmentRole.ResponsiblePerson));
        Assert.Empty(await Failures());
    }

    [Fact]
    public async Task A_password_is_sealed_presumed_known_by_those_named_and_has_to_be_changed()
    {
        const string password = "示例-Passw0rd-7731";
        var row = Row("示例官微") with
        {
            Password = password,
            LoginName = "示例登录名",
            Responsible = [Named("赵甲")],
            Administrators = [Named("钱乙"), Named("孙丙")],
        };

        await _scene.Import([row]);

        var account = await _scene.Account("示例官微");
        await using var db = _scene.Vault.Read();
        var version = await db.Set<SecretVersion>()
            .SingleAsync(v => v.Account == account.Id && v.Component == Component.Password);
        Assert.Equal((ValueOrigin.Imported, VersionState.Current), (version.Origin, version.State));
        Assert.True(
            _scene
                .Vault.Get<Sealer>()
                .HadValue(version, Plaintext.From(Encoding.UTF8.GetBytes(password)), Component.Password)
        );
        var knowers = await db.Set<Knowledge>().Where(k => k.Version == version.Id).ToListAsync();
        Assert.All(knowers, k => Assert.Equal(KnowledgeSource.Imported, k.Source));
        var ids = knowers.ConvertAll(k => k.Person);
        Assert.Equal(
            ["孙丙", "经办人甲", "赵甲", "钱乙"],
            (await db.Set<Person>().Where(p => ids.Contains(p.Id)).ToListAsync())
                .Select(p => p.DisplayName)
                .Order(StringComparer.Ordinal)
        );
        var owed = await db.Set<RotationObligation>().SingleAsync(o => o.Account == account.Id);
        Assert.Equal((Component.Password, RotationReason.PresumedKnown), (owed.Component, owed.Reason));
        Assert.True(owed.IsOpen([version]));
        Assert.Empty(await Failures());

        // Somebody else who is named beside the same password knows it as well; nothing is owed twice.
        var more = row with
        {
            Administrators = [.. row.Administrators, Named("李丁")],
        };
        await _scene.Import([more]);
        await using var later = _scene.Vault.Read();
        Assert.Equal(5, await later.Set<Knowledge>().CountAsync(k => k.Version == version.Id));
        Assert.Equal(1, await later.Set<RotationObligation>().CountAsync());
        Assert.True((await _scene.Preview([more])).IsEmpty);
        var other = await _scene.Preview([more with { Password = "another-password-1" }]);
        Assert.Equal(PlanProblemKind.PasswordHeld, Assert.Single(other.Problems).Kind);
        Assert.True(other.IsEmpty);
    }

    [Fact]
    public async Task What_has_to_be_changed_is_found_by_account_and_in_the_list_until_a_newer_version_is_in_use()
    {
        var row = Row("示例官微") with { Password = "示例-Passw0rd-7731", Administrators = [Named("钱乙")] };
        await _scene.Import([row, Row("示例官微乙")]);
        var account = await _scene.Account("示例官微");

        var owed = Assert.Single(await Owed(account));
        Assert.Equal((Component.Password, 1), (owed.Obligation.Component, owed.Obligation.Version));
        Assert.Equal(["经办人甲", "钱乙"], owed.Knowers);
        Assert.Equal(["示例官微"], await Owing());
        Assert.Empty(await Owed(await _scene.Account("示例官微乙")));

        await using var db = _scene.Vault.Read();
        var custodian = await db.Set<Person>().SingleAsync(p => p.DisplayName == "钱乙");
        var (session, actor) = await _scene.Vault.SignIn(custodian);
        var proof = await _scene.Vault.Prove(session, actor, account.Id.Value);
        var next = Encoding.UTF8.GetBytes("a newer one 4471");
        var deposited = await _scene
            .Vault.Get<Deposit>()
            .Run(actor, proof, account.Id, Component.Password, next, ValueOrigin.Generated);
        Assert.IsType<DepositOutcome.Deposited>(deposited);
        Assert.True(Reason.TryParse("在平台上更改登录密码", out var reason, out _));
        proof = await _scene.Vault.Prove(session, actor, account.Id.Value);
        var shown = await _scene
            .Vault.Get<Reveal>()
            .Run(actor, proof, account.Id, Component.Password, reason, WhichVersion.Pending);
        Assert.IsType<RevealOutcome.Granted>(shown);
        // Deposited is not yet in use.
        Assert.Equal(["示例官微"], await Owing());
        proof = await _scene.Vault.Prove(session, actor, account.Id.Value);
        var used = await _scene.Vault.Get<ApplyPending>().Run(actor, proof, account.Id, Component.Password);
        Assert.IsType<PendingOutcome.Done>(used);
        // On the platform is not yet seen to work.
        Assert.Equal(["示例官微"], await Owing());
        var registrar = _scene.Office.Registrar;
        Assert.IsType<VerificationOutcome.Done>(await _scene.Vault.Verify(registrar, account.Id, Component.Password));

        Assert.Empty(await Owed(account));
        Assert.Empty(await Owing());
    }

    [Fact]
    public async Task What_has_to_be_changed_cannot_be_removed_unseen()
    {
        await _scene.Import([Row("示例官微") with { Password = "示例-Passw0rd-7731" }]);
        var account = await _scene.Account("示例官微");

        Assert.Equal(1, _scene.Vault.Sql("DELETE FROM rotation_obligations"));

        await Assert.ThrowsAsync<TamperedRowException>(() => Owed(account));
    }

    [Fact]
    public async Task A_refused_import_says_who_refused_it_and_why()
    {
        var id = await _scene.Proposed([Row("示例官微")]);
        Assert.True(Reason.TryParse("表中的单位名称不对，请核对后再提交", out var why, out _));
        await _scene.Decide(_scene.Office.Security, id, new ProposalStep.Refuse(why));
        var other = await _scene.Proposed([Row("示例官微")]);
        Assert.True(Reason.TryParse("这一份也不对，请一并核对后再提交", out var otherWhy, out _));
        await _scene.Decide(_scene.Office.Security, other, new ProposalStep.Refuse(otherWhy));

        var file = await _scene.Read(_scene.Office.Registrar, id);

        Assert.Equal(("安全员甲", "表中的单位名称不对，请核对后再提交"), (file!.DecidedBy!.DisplayName, file.Why));
        var open = await _scene.Read(_scene.Office.Registrar, await _scene.Proposed([Row("示例官微")]));
        Assert.Null(open!.Why);
    }

    [Fact]
    public async Task Nothing_happens_before_another_confirms_and_the_proposer_cannot()
    {
        var id = await _scene.Proposed([Row("示例官微")]);
        await using (var db = _scene.Vault.Read())
            Assert.False(await db.Set<Account>().AnyAsync(a => a.Name == "示例官微"));

        Assert.Equal(GrantRefusal.OwnProposal, await Refusal(_scene.Office.Registrar, id));
        foreach (var other in new[] { _scene.Office.Zhang, _scene.Office.Reviewer, _scene.Office.System })
            Assert.Equal(GrantRefusal.NotYourRole, await Refusal(other, id));
        Assert.Equal(
            GrantRefusal.NotYourRole,
            Assert
                .IsType<ProposeImportOutcome.Refused>(await _scene.Propose(_scene.Office.Zhang, [Row("示例官微乙")]))
                .Why
        );

        Assert.IsType<DecideImportOutcome.Done>(
            await _scene.Decide(_scene.Office.OtherRegistrar, id, new ProposalStep.Confirm())
        );
        await using var after = _scene.Vault.Read();
        Assert.True(await after.Set<Account>().AnyAsync(a => a.Name == "示例官微"));
        // What it brought is gone with the decision.
        Assert.Null((await after.Set<RegisterImport>().SingleAsync()).SealedContent);
    }

    [Fact]
    public async Task It_does_what_the_confirming_person_saw_or_nothing()
    {
        var id = await _scene.Proposed([Row("示例官微") with { PublicId = "a1" }]);
        var seen = (await _scene.Read(_scene.Office.Security, id))!.Plan!.Digest();
        await _scene.Import([Row("示例官微") with { PublicId = "b2" }]);

        Assert.IsType<DecideImportOutcome.PlanChanged>(
            await _scene.Decide(_scene.Office.Security, id, new ProposalStep.Confirm(), seen)
        );
        Assert.Equal("b2", (await _scene.Account("示例官微")).PublicId);

        Assert.IsType<DecideImportOutcome.Done>(
            await _scene.Decide(_scene.Office.Security, id, new ProposalStep.Confirm())
        );
        Assert.Equal("a1", (await _scene.Account("示例官微")).PublicId);
    }

    [Fact]
    public async Task Of_sixteen_who_confirm_at_once_one_wins()
    {
        var id = await _scene.Proposed([Row("示例官微")]);
        var digest = (await _scene.Read(_scene.Office.Security, id))!.Plan!.Digest();

        var outcomes = await Task.WhenAll(
            Enumerable
                .Range(0, 16)
                .Select(_ => _scene.Decide(_scene.Office.Security, id, new ProposalStep.Confirm(), digest))
        );

        Assert.Single(outcomes.OfType<DecideImportOutcome.Done>());
        Assert.Equal(15, outcomes.OfType<DecideImportOutcome.DecidedBefore>().Count());
    }

    [Fact]
    public async Task Persons_of_one_name_are_one_only_in_one_unit_or_with_one_way_to_reach_them()
    {
        var plan = await _scene.Import([
            Row("甲", unit: "示例一院") with
            {
                Responsible = [Named("王明")],
            },
            Row("乙", unit: "示例一院") with
            {
                Responsible = [Named("王明")],
            },
            Row("丙", unit: "示例二院") with
            {
                Responsible = [Named("王明")],
            },
            Row("丁", unit: "示例三院") with
            {
                Responsible = [Named("李红", "13900000001")],
            },
            Row("戊", unit: "示例四院") with
            {
                Responsible = [Named("李红", "13900000001")],
            },
        ]);

        Assert.Equal(["李红", "王明", "王明"], plan.Persons.Select(p => p.Name).Order(StringComparer.Ordinal));
        var problem = Assert.Single(plan.Problems, p => p.Kind == PlanProblemKind.SameNameElsewhere);
        Assert.Equal("王明", problem.Name);
    }

    [Fact]
    public async Task A_student_assists_and_his_teacher_holds_the_account()
    {
        var plan = await _scene.Import([
            Row("学生会公众号", unit: "示例学生会") with
            {
                Administrators = [new("周同学", true, null, null, null, null), Named("吴老师")],
            },
            Row("社团公众号", unit: "示例社团") with
            {
                Administrators = [new("郑同学", true, null, null, null, null)],
            },
        ]);

        Assert.Equal(["吴老师"], await _scene.Holders("学生会公众号", AppointmentRole.Custodian));
        Assert.Equal(["周同学"], await _scene.Holders("学生会公众号", AppointmentRole.Assistant));
        Assert.Equal(["郑同学"], await _scene.Holders("社团公众号", AppointmentRole.Assistant));
        Assert.Contains(plan.Problems, p => p is { Kind: PlanProblemKind.NoCustodian, Name: "社团公众号" });
        Assert.All(plan.Units, u => Assert.Equal(UnitKind.StudentBody, u.Kind));
    }

    [Fact]
    public async Task Who_holds_an_office_or_was_disabled_is_named_and_not_appointed()
    {
        var row = Row("示例官微", unit: "示例大学") with
        {
            Administrators = [Named(_scene.Office.Reviewer.DisplayName), Named("钱乙")],
        };

        var plan = await _scene.Import([row]);

        Assert.Equal(PlanProblemKind.HoldsOffice, Assert.Single(plan.Problems).Kind);
        Assert.Equal(["钱乙"], await _scene.Holders("示例官微", AppointmentRole.Custodian));
    }

    [Fact]
    public async Task A_platform_off_the_list_gets_no_new_account_and_those_it_has_are_still_changed()
    {
        await _scene.Import([Row("示例官微")]);
        await _scene.Office.ChangePlatform("weixin-mp", e => e with { IsOffered = false });

        var plan = await _scene.Import([
            Row("示例官微") with
            {
                Nature = AccountNature.Service,
            },
            Row("示例新号", unit: "从未有过的单位") with
            {
                Row = 3,
            },
        ]);

        Assert.Equal("示例官微", Assert.Single(plan.Accounts).Name);
        Assert.Equal(AccountNature.Service, (await _scene.Account("示例官微")).Nature);
        Assert.Equal(
            new PlanProblem(PlanProblemKind.PlatformNotOffered, "表一", 3, RegisterColumn.Platform, "微信公众号"),
            Assert.Single(plan.Problems, p => p.Kind != PlanProblemKind.NoCustodian)
        );
        // A row that is left out leaves nothing behind, not even its unit.
        Assert.Empty(plan.Units);
    }

    [Fact]
    public async Task A_new_custodian_takes_over_and_other_administrators_stay_and_are_named()
    {
        await _scene.Import([Row("示例官微") with { Administrators = [Named("钱乙"), Named("孙丙")] }]);

        var plan = await _scene.Import([Row("示例官微") with { Administrators = [Named("李丁")] }]);

        Assert.Equal(["李丁"], await _scene.Holders("示例官微", AppointmentRole.Custodian));
        Assert.Equal(["孙丙"], await _scene.Holders("示例官微", AppointmentRole.Administrator));
        Assert.Equal("孙丙", Assert.Single(plan.Problems, p => p.Kind == PlanProblemKind.NotNamed).Name);
    }

    [Fact]
    public async Task A_thousand_rows_come_in_at_once_and_say_how_far_they_are()
    {
        var rows = Enumerable
            .Range(0, 1000)
            .Select(i =>
                Row(string.Create(CultureInfo.InvariantCulture, $"账号{i}"), unit: $"示例单位{i % 200}") with
                {
                    PublicId = string.Create(CultureInfo.InvariantCulture, $"id{i}"),
                    Responsible = [Named($"负责{i % 1000}", $"13{i % 1000:000000000}")],
                    Administrators = [Named($"管理{i % 4000}", $"15{i % 4000:000000000}")],
                }
            )
            .ToList();
        var id = await _scene.Proposed(rows);
        var digest = (await _scene.Read(_scene.Office.Security, id))!.Plan!.Digest();
        var done = new List<int>();
        var actor = await _scene.Office.As(_scene.Office.Security);
        var proof = await _scene.Office.Proof(_scene.Office.Security, ProofPurpose.Confirm, id.Value);

        var outcome = await _scene
            .Vault.Get<DecideImport>()
            .Run(actor, proof, id, new ProposalStep.Confirm(), digest, new Listed(done));

        Assert.Equal(1000, Assert.IsType<DecideImportOutcome.Done>(outcome).Plan!.NewAccounts);
        Assert.Equal(20, done.Count);
        Assert.Equal(1000, done[^1]);
        await using var db = _scene.Vault.Read();
        Assert.Equal(1001, await db.Set<Account>().CountAsync());
    }

    private Task<IReadOnlyList<OwedRotation>> Owed(Account account) =>
        _scene.Vault.Get<ListOwedRotations>().Run(account.Id);

    /// <summary>The accounts that the registrar's list says something is owed of; the filter and the mark agree.</summary>
    private async Task<IReadOnlyList<string>> Owing()
    {
        var search = _scene.Vault.Get<SearchAccounts>();
        var registrar = await _scene.StandingOf(_scene.Office.Registrar);
        var narrowed = await search.Run(registrar, new AccountQuery { RotationOwed = true });
        var all = await search.Run(registrar, new AccountQuery());
        Assert.Equal(
            narrowed.Lines.Select(l => l.Account.Name),
            all.Lines.Where(l => l.RotationOwed).Select(l => l.Account.Name)
        );
        return [.. narrowed.Lines.Select(l => l.Account.Name)];
    }

    private async Task<GrantRefusal> Refusal(Person by, RegisterImportId id) =>
        Assert.IsType<DecideImportOutcome.Refused>(await _scene.Decide(by, id, new ProposalStep.Confirm(), "x")).Why;

    /// <summary>What <c>check</c> finds; the office's sign-ins are not real ones.</summary>
    private async Task<IEnumerable<Finding>> Failures() =>
        (await new Check(_scene.Vault.Instance).Run())
            .Lines.Where(l => l.Invariant != Invariant.SignIns)
            .SelectMany(l => l.Findings);

    private sealed class Listed(List<int> done) : IProgress<int>
    {
        public void Report(int value) => done.Add(value);
    }
}
