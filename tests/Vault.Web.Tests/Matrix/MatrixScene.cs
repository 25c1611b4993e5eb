using System.Net;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Data.Sqlite;
using Vault.Core;
using Vault.Core.Accounts;
using Vault.Core.Audit;
using Vault.Core.Custody;
using Vault.Core.Imports;
using Vault.Core.People;
using Vault.Core.Playbooks;
using Vault.Core.Rotations;
using Vault.Core.SignIns;
using Vault.TestKit;
using Vault.Web.Hosting;
using Vault.Web.Pages.Imports;
using Vault.Web.Tests.Support;
using Xunit;

namespace Vault.Web.Tests.Matrix;

/// <summary>
/// One vault for the whole matrix. Whoever asks has a session of this moment; what he asks about is made for the request
/// where the request would use it up.
/// </summary>
public sealed class MatrixScene : IAsyncLifetime
{
    private readonly Dictionary<Principal, Enrolled> _who = [];
    private readonly Dictionary<Principal, TestBrowser> _browsers = [];
    private readonly Dictionary<string, Account> _accounts = [];
    private SqliteConnection _file = null!;
    private int _made;

    public WebVault Web { get; private set; } = null!;

    public TestVault Vault => Web.Vault;

    public IReadOnlyList<string> Rows { get; private set; } = [];

    public Unit OtherUnit { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        // What becomes due while the matrix is asked would stand in whatever row is asked just then.
        Type[] passes = [typeof(Reminding), typeof(RotationPasses), typeof(BackupPasses)];
        Web = await WebVault.Started(b =>
        {
            foreach (var pass in passes)
                b.Services.Remove(b.Services.Single(s => s.ImplementationType == pass));
        });
        Rows = await Endpoints.Of(Web.App.Services);
        OtherUnit = await NewUnit();
        foreach (var principal in Enum.GetValues<Principal>())
            await Enter(principal);
        await Vault.Appoint(Person(Principal.Other), await Vault.AddAccount("示例大学外国语学院"));
        var spare = await Vault.AddPerson("security.spare", "安全员乙");
        await Vault.Give(spare, OfficeRole.SecurityAdministrator);
        await Vault.Enrol(spare);
        await Vault.Write(scope =>
        {
            scope.Db.Set<Person>().Single(p => p.UserName == "disabled").Disable(scope.Now);
            scope.Append(new PersonDisabled(Person(Principal.Disabled).Id));
        });
        _file = new SqliteConnection($"Data Source={Vault.DatabaseFile};Mode=ReadOnly;Pooling=False");
        _file.Open();
    }

    public async Task DisposeAsync()
    {
        await _file.DisposeAsync();
        await Web.DisposeAsync();
    }

    public Person Person(Principal principal) => _who[principal].Person;

    /// <summary>The principal's browser with a session of this moment, and the token of its forms.</summary>
    public async Task<TestBrowser> As(Principal principal)
    {
        var known = _browsers.TryGetValue(principal, out var browser);
        // Whoever has no session that counts is a stranger every time, whatever he did last.
        if (!known || principal <= Principal.Disabled)
            browser = _browsers[principal] = Web.Browser();
        if (principal != Principal.Anonymous)
            browser!.Cookies.Add(
                WebVault.Address,
                new Cookie("__Host-vault", await Session(principal)) { Secure = true }
            );
        if (principal <= Principal.Disabled)
            await browser!.Get("/sign-in");
        else if (!known)
            await browser!.Get("/my/sign-in/password");
        return browser!;
    }

    /// <summary>A code of the principal's authenticator that was never used before.</summary>
    public string Code(Principal principal)
    {
        Vault.Clock.Turn(TimeSpan.FromSeconds(30));
        return _who[principal].Code(Vault.Clock.Now);
    }

    /// <summary>A second session of the principal, as he may end it.</summary>
    public async Task<SessionId> OtherSession(Principal principal)
    {
        var token = await Session(principal);
        return Web.Get<SessionStore>().Find(token, Vault.Clock.Now)?.Id ?? SessionId.New();
    }

    /// <summary>A new passkey of the principal; nobody's, where he cannot have one.</summary>
    public async Task<PasskeyId> PasskeyOf(Principal principal)
    {
        if (principal <= Principal.Disabled)
            return PasskeyId.New();
        var browser = await As(principal);
        using var key = new SoftPasskey($"https://{WebVault.Host}");
        await PasskeySteps.Add(Web, browser, _who[principal], key);
        using var db = Vault.Read();
        return db.Set<Passkey>().Single(p => p.CredentialId == key.Id).Id;
    }

    /// <summary>What the passkey of somebody new answers at the door.</summary>
    public async Task<(string, string)[]> AnswerAtTheDoor(SoftPasskey key)
    {
        var has = await Vault.Enrol(await Newcomer());
        using var own = await Web.SignedIn(has.Person);
        await PasskeySteps.Add(Web, own, has, key);
        using var door = Web.Browser();
        await door.Get("/sign-in");
        var (ticket, options) = await PasskeySteps.Challenge(door, "/sign-in/challenge");
        return [("PasskeyTicket", ticket), ("PasskeyAnswer", key.Answer(options))];
    }

    /// <summary>A number that was not used before, for names.</summary>
    public int Next() => Interlocked.Increment(ref _made);

    /// <summary>A unit to which nothing belongs.</summary>
    public async Task<Unit> NewUnit()
    {
        var unit = RegisterRows.Unit(UnitId.New(), Vault.Unit, $"外国语学院 {Next()}");
        await Vault.Write(scope =>
        {
            scope.Db.Add(unit);
            scope.Append(new UnitAdded(unit.Id, Vault.Unit, PrivateText.Of(unit.Name), unit.Kind));
        });
        return unit;
    }

    /// <summary>Somebody in the register who is nobody in particular.</summary>
    public Task<Person> Newcomer() => Vault.AddPerson($"newcomer{Next()}", "王五");

    /// <summary>An account of its own for a row: with custodian, former custodian, a password, a seed.</summary>
    public async Task<Account> AccountFor(string row)
    {
        if (_accounts.TryGetValue(row, out var known))
            return known;
        var account = await Vault.AddAccount($"示例大学招生办 {Next()}", "weibo");
        await Vault.Appoint(Person(Principal.Former), account);
        await Vault.Write(scope =>
        {
            scope.Db.Set<Appointment>().Single(a => a.Account == account.Id).End(scope.Now);
            scope.Append(new AppointmentEnded(account.Id, Person(Principal.Former).Id, AppointmentRole.Custodian));
        });
        await Staff(account);
        await Deposit(account, Component.Password, "Canary-7Yq2!vault");
        await Deposit(account, Component.TotpSeed, "otpauth://totp/a?secret=JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP");
        return _accounts[row] = account;
    }

    /// <summary>The same for one request, since the row uses it up.</summary>
    public async Task<Account> NewAccount(string row) => await AccountFor($"{row} {Next()}");

    /// <summary>A guided change that its custodian has begun, and its first step.</summary>
    public async Task<(RotationId Rotation, string Step)> Begun(Account account)
    {
        var (_, actor) = await Vault.SignIn(Person(Principal.Own));
        await Vault.Get<BeginRotation>().Run(actor, account.Id);
        using var db = Vault.Read();
        var rotation = db.Set<Rotation>().Single(r => r.Account == account.Id);
        return (rotation.Id, Vault.Get<PlaybookList>().Find(rotation.Playbook)!.Steps[0].Key);
    }

    /// <summary>Everybody who is somebody to an account.</summary>
    public async Task Staff(Account account)
    {
        await Vault.Appoint(Person(Principal.Own), account);
        await Vault.Appoint(Person(Principal.Requester), account, AppointmentRole.Administrator);
        await Vault.Appoint(Person(Principal.Requester), account, AppointmentRole.SupervisingLeader);
        await Vault.Appoint(Person(Principal.Approver), account, AppointmentRole.SupervisingLeader);
    }

    public async Task Deposit(Account account, Component component, string value, bool pending = false)
    {
        var (session, actor) = await Vault.SignIn(Person(Principal.Own));
        var proof = session.ProofFor(ProofPurpose.UseSecrets, account.Id.Value, Vault.Clock.Now);
        var origin = pending ? ValueOrigin.Generated : ValueOrigin.Typed;
        await Vault.Get<Deposit>().Run(actor, proof, account.Id, component, Encoding.UTF8.GetBytes(value), origin);
    }

    /// <summary>The current password of an account, shown to its custodian.</summary>
    public async Task<SecretVersion> Shown(Account account)
    {
        await Reveal(account, Component.Password, WhichVersion.Current);
        using var db = Vault.Read();
        return db.Set<SecretVersion>().Single(v => v.Account == account.Id && v.Component == Component.Password);
    }

    /// <summary>A value that waits to be seen to work; whatever was pending before is the one.</summary>
    public async Task<SecretVersion> Applied(Account account, Component component)
    {
        if (PendingOf(account, component) is not { } pending)
        {
            await Pending(account, component);
            pending = PendingOf(account, component)!;
        }
        if (pending.AppliedAt is null)
        {
            var (session, actor) = await Vault.SignIn(Person(Principal.Own));
            var proof = session.ProofFor(ProofPurpose.UseSecrets, account.Id.Value, Vault.Clock.Now);
            await Vault.Get<ApplyPending>().Run(actor, proof, account.Id, component);
        }
        return pending;
    }

    private SecretVersion? PendingOf(Account account, Component component)
    {
        using var db = Vault.Read();
        return db.Set<SecretVersion>()
            .SingleOrDefault(v =>
                v.Account == account.Id && v.Component == component && v.State == VersionState.Pending
            );
    }

    /// <summary>A password in place of a former one, seen to work; whatever was replaced before is the one.</summary>
    public async Task Replaced(Account account)
    {
        using (var db = Vault.Read())
        {
            var passwords = db.Set<SecretVersion>()
                .Where(v => v.Account == account.Id && v.Component == Component.Password);
            if (passwords.Any(v => v.State == VersionState.Retired))
                return;
        }
        await Deposit(account, Component.Password, $"value {Next()}");
        await Vault.Verify(Person(Principal.Approver), account.Id, Component.Password);
    }

    /// <summary>A generated value that its setter has seen and may put on the platform.</summary>
    public async Task Pending(Account account, Component component)
    {
        await Deposit(account, component, $"value {Next()}", pending: true);
        await Reveal(account, component, WhichVersion.Pending);
    }

    private async Task Reveal(Account account, Component component, WhichVersion which)
    {
        var (session, actor) = await Vault.SignIn(Person(Principal.Own));
        var proof = session.ProofFor(ProofPurpose.UseSecrets, account.Id.Value, Vault.Clock.Now);
        Assert.True(Reason.TryParse("发布今天的招生通知", out var reason, out _));
        await Vault.Get<Reveal>().Run(actor, proof, account.Id, component, reason, which);
    }

    public async Task<Appointment> Appointed(Person person, Account account)
    {
        await Vault.Appoint(person, account, AppointmentRole.Administrator);
        using var db = Vault.Read();
        return db.Set<Appointment>().Single(a => a.Person == person.Id && a.Account == account.Id);
    }

    /// <summary>A new account whose supervising leader the beneficiary shall be.</summary>
    public async Task<ProposalId> OpenProposal()
    {
        var account = await Vault.AddAccount($"示例大学团委 {Next()}");
        return await Proposed(
            Proposal.OfAppointment(
                Person(Principal.Beneficiary).Id,
                AppointmentTarget.Of(account.Id),
                AppointmentRole.SupervisingLeader,
                null,
                Person(Principal.Proposer).Id,
                Vault.Clock.Now
            )
        );
    }

    /// <summary>An import of one account, and the digest of what it would do.</summary>
    public async Task<(RegisterImportId Id, string Digest)> OpenImport()
    {
        var content = new ImportContent("台账.csv", [.. Sheet().Rows]);
        var (id, fields) = (RegisterImportId.New(), Vault.Get<FieldSealer>());
        var by = Person(Principal.Proposer).Id;
        await Vault.Write(scope =>
        {
            scope.Db.Add(RegisterImport.Of(id, content, ImportSealer.Seal(fields, id, content), by, scope.Now));
            scope.Append(new RegisterImportProposed(id, PrivateText.Of(content.File), 1, 0));
        });
        using var db = Vault.Read();
        var state = RegisterState.Read(db, Vault.Clock.Now);
        return (id, PlanImport.Run(state, fields, Vault.Get<Sealer>(), by, content.Rows).Digest());
    }

    /// <summary>A file that this person has just had read.</summary>
    public void DraftOf(Principal who)
    {
        if (who != Principal.Anonymous)
            Web.Get<ImportDrafts>().Keep(Person(who).Id, "台账.csv", [], Sheet());
    }

    private RegisterOutcome.Read Sheet()
    {
        var csv = $"设立单位,微信名称,负责人姓名\n示例导入学院 {Next()},示例官微 {Next()},示例负责人 {Next()}\n";
        var reading = ReadRegister.Run(Encoding.UTF8.GetBytes(csv), Vault.Clock);
        // A new sheet each time: what is in the register already could not be proposed.
        return reading as RegisterOutcome.Read ?? throw new InvalidOperationException($"{reading}");
    }

    /// <summary>A reset for the beneficiary that a security administrator has confirmed.</summary>
    public async Task<ProposalId> ConfirmedReset()
    {
        var (by, who) = (Person(Principal.Proposer).Id, Person(Principal.Beneficiary).Id);
        // Later than his password, which he would otherwise have set after the confirmation.
        Vault.Clock.Turn(TimeSpan.FromSeconds(30));
        var reset = Proposal.OfFactorReset(who, by, Vault.Clock.Now);
        reset.Decide(ProposalDecision.Confirmed, Person(Principal.SecurityAdministrator).Id, Vault.Clock.Now);
        return await Proposed(reset);
    }

    /// <summary>The token of an invitation nobody has followed.</summary>
    public async Task<string> Invitation()
    {
        var (person, token) = (await Newcomer(), "");
        await Vault.Write(scope =>
            token = IssueInvitation.Invite(scope, person.Id, InvitationPurpose.FirstSignIn).Token
        );
        return token;
    }

    /// <summary>Everything the tables hold beside the log.</summary>
    public byte[] State()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var table in Tables())
        foreach (var row in Read($"SELECT * FROM \"{table}\" ORDER BY rowid"))
            hash.AppendData(Encoding.UTF8.GetBytes($"{table}|{row}\n"));
        return hash.GetHashAndReset();
    }

    /// <summary>The lines since an earlier size of the log.</summary>
    public IReadOnlyList<LeafContent> LinesSince(long size)
    {
        using var db = Vault.Read();
        var leaves = db.AuditEntries.Where(e => e.Sequence >= size).OrderBy(e => e.Sequence).Select(e => e.Leaf);
        // What strangers were refused is counted by the clock, whoever is asking just then.
        return
        [
            .. leaves
                .AsEnumerable()
                .Select(l => EventCodec.Read(l))
                .Where(l => l.Event is not AnonymousRefusalsCounted),
        ];
    }

    /// <summary>The names of the events since an earlier size of the log.</summary>
    public IReadOnlyList<string> EventsSince(long size) => [.. LinesSince(size).Select(l => l.Event.GetType().Name)];

    private IEnumerable<string> Tables() =>
        Read("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")
            .Where(t => !t.StartsWith("sqlite_") && t is not ("audit_entries" or "audit_details" or "log_head"))
            .ToList();

    private IEnumerable<string> Read(string sql)
    {
        using var command = _file.CreateCommand();
        command.CommandText = sql;
        using var rows = command.ExecuteReader();
        var values = new object[rows.FieldCount];
        while (rows.Read())
        {
            rows.GetValues(values);
            yield return string.Join('|', values.Select(v => v is byte[] b ? Convert.ToHexString(b) : $"{v}"));
        }
    }

    private async Task<ProposalId> Proposed(Proposal proposal)
    {
        await Vault.Write(scope =>
        {
            scope.Db.Add(proposal);
            scope.Append(
                new GrantProposed(
                    proposal.Id,
                    proposal.Grant,
                    proposal.Beneficiary,
                    proposal.Account,
                    proposal.Unit,
                    proposal.AppointmentRole,
                    proposal.ActingFor,
                    proposal.Fallback,
                    proposal.OfficeRole
                )
            );
        });
        return proposal.Id;
    }

    private async Task Enter(Principal principal)
    {
        var person = await Vault.AddPerson(principal.ToString().ToLowerInvariant(), $"示例 {principal}");
        OfficeRole? role = principal switch
        {
            Principal.Proposer or Principal.Beneficiary or Principal.Registrar => OfficeRole.Registrar,
            Principal.Reviewer => OfficeRole.Reviewer,
            Principal.SystemAdministrator => OfficeRole.SystemAdministrator,
            Principal.SecurityAdministrator => OfficeRole.SecurityAdministrator,
            _ => null,
        };
        if (role is { } given)
            await Vault.Give(person, given);
        _who[principal] = await Vault.Enrol(person);
    }

    private async Task<string> Session(Principal principal)
    {
        var person = Person(principal);
        var receipt = await Vault.Writer.Write(
            Actor.Of(person, null, "127.0.0.1"),
            scope => scope.Append(new SignedIn(SessionId.New(), PrivateText.Of("test")))
        );
        var store = Web.Get<SessionStore>();
        var (session, token) = store.Start(receipt, person.Id, "127.0.0.1", "test", Vault.Clock.Now);
        if (principal == Principal.Ended)
            store.End(session);
        return token;
    }
}
