using Vault.Core.Accounts;
using Vault.Core.Filings;
using Vault.Core.People;
using Vault.Core.Tests.Checkouts;
using Vault.TestKit;
using Xunit;

namespace Vault.Core.Tests.Filings;

/// <summary>
/// An account with its people, of which nothing is to be filed at the beginning: what the register was made with was
/// accepted by the office. Zhang is its custodian; the responsible person and the leader have signed in too.
/// </summary>
internal sealed class FilingScene : IAsyncDisposable
{
    /// <summary>A file that is a scan as far as its bytes go.</summary>
    public static byte[] Scan { get; } = "%PDF-1.4\nCanaryScan\n%%EOF\n"u8.ToArray();

    private int _receipts;

    private FilingScene(Office office) => Office = office;

    public Office Office { get; }

    public TestVault Vault => Office.Vault;

    public Account Account => Office.Account;

    public Person Zhang => Office.Zhang;

    public Person Leader { get; private set; } = null!;

    public Person Responsible { get; private set; } = null!;

    public DateTimeOffset Now => Vault.Clock.Now;

    public DateOnly Today => OrganisationTime.DayOf(Now);

    public static async Task<FilingScene> Set()
    {
        var office = await Office.Open();
        var scene = new FilingScene(office)
        {
            Leader = await Somebody(office, "leader", "领导甲"),
            Responsible = await Somebody(office, "responsible", "负责人甲"),
        };
        await scene.Vault.Appoint(scene.Zhang, scene.Account);
        await scene.Vault.Appoint(scene.Leader, scene.Account, AppointmentRole.SupervisingLeader);
        await scene.Vault.Appoint(scene.Responsible, scene.Account, AppointmentRole.ResponsiblePerson);
        await scene.File(scene.Open());
        return scene;
    }

    public Task<Person> Somebody(string userName, string name) => Somebody(Office, userName, name);

    /// <summary>The one of the account that is not filed.</summary>
    public Filing Open(Account? account = null) => Assert.Single(All(account), f => !f.IsFiled);

    public IReadOnlyList<Filing> All(Account? account = null)
    {
        var id = (account ?? Account).Id;
        using var db = Vault.Read();
        return [.. db.Set<Filing>().Where(f => f.Account == id).OrderBy(f => f.Year).ThenBy(f => f.Serial)];
    }

    public IReadOnlyList<FilingChange> ChangesOf(Filing filing)
    {
        using var db = Vault.Read();
        return
        [
            .. db.Set<FiledChange>().Where(c => c.Filing == filing.Id).Select(c => c.Change).AsEnumerable().Order(),
        ];
    }

    /// <summary>What the registrar changes of an account in the register.</summary>
    public async Task Change(Func<AccountEntry, AccountEntry> change, Account? account = null)
    {
        using var db = Vault.Read();
        var id = (account ?? Account).Id;
        var row = db.Set<Account>().Single(a => a.Id == id);
        var entry = new AccountEntry(row.Platform, row.Name, row.PublicId, row.Unit)
        {
            Status = row.Status,
            IsVerified = row.IsVerified,
            VerifiedOn = row.VerifiedOn,
            VerifiedUntil = row.VerifiedUntil,
        };
        var actor = await Office.As(Office.Registrar);
        var outcome = await Vault.Get<ChangeAccount>().Run(actor, id, row.Revision, change(entry));
        Assert.IsType<ChangeOutcome.Changed>(outcome);
    }

    public Task Rename(string name) => Change(e => e with { Name = name });

    public async Task End(Person person, AppointmentRole role)
    {
        using var db = Vault.Read();
        var held = db.Set<Appointment>()
            .Single(a => a.Account == Account.Id && a.Person == person.Id && a.Role == role && a.Until == null);
        var proof = await Office.Proof(Office.Registrar, ProofPurpose.Administer, held.Id.Value);
        var end = Vault.Get<EndAppointment>();
        Assert.IsType<EndOutcome.Ended>(await end.Run(await Office.As(Office.Registrar), proof, held.Id));
    }

    public async Task<FilingOutcome> Print(Person by, Filing filing) =>
        await Vault
            .Get<PrintFilingForm>()
            .Run(await Office.As(by), await Proof(by, filing, ProofPurpose.Export), filing.Id);

    public async Task<PrintedForm> Printed(Filing filing, Person? by = null) =>
        Assert.IsType<FilingOutcome.Paper>(await Print(by ?? Zhang, filing)).Form;

    public async Task<FilingOutcome> Reprint(Person by, Filing filing, int revision) =>
        await Vault
            .Get<ReprintFilingForm>()
            .Run(await Office.As(by), await Proof(by, filing, ProofPurpose.Export), filing.Id, revision);

    public async Task<FilingOutcome> Submit(Person by, Filing filing, byte[]? file = null) =>
        await Vault.Get<SubmitFiling>().Run(await Office.As(by), filing.Id, file ?? Scan);

    public async Task<FilingOutcome> Accept(Person by, Filing filing, string? receipt = null, DateOnly? on = null) =>
        await Vault
            .Get<AcceptFiling>()
            .Run(
                await Office.As(by),
                await Proof(by, filing, ProofPurpose.Approve),
                filing.Id,
                receipt ?? $"示例备〔2026〕{++_receipts}号",
                on ?? Today
            );

    public async Task<FilingOutcome> SendBack(Person by, Filing filing) =>
        await Vault
            .Get<SendFilingBack>()
            .Run(await Office.As(by), filing.Id, CheckoutScene.Reason("扫描件上没有单位盖章"));

    public async Task<FilingOutcome> OpenScan(Person by, Filing filing, FilingScanId scan) =>
        await Vault.Get<OpenFilingScan>().Run(await Office.As(by), filing.Id, scan);

    /// <summary>Printed and sent in by the custodian, accepted by the office.</summary>
    public async Task<PrintedForm> File(Filing filing)
    {
        var form = await Printed(filing);
        Done(await Submit(Zhang, filing));
        Done(await Accept(Office.Registrar, filing));
        return form;
    }

    /// <summary>As it is in the database now.</summary>
    public Filing Again(Filing filing)
    {
        using var db = Vault.Read();
        return db.Set<Filing>().Single(f => f.Id == filing.Id);
    }

    public FilingScan ScanOf(Filing filing)
    {
        using var db = Vault.Read();
        return db.Set<FilingScan>().Single(s => s.Filing == filing.Id);
    }

    public static void Done(FilingOutcome outcome) => Assert.IsType<FilingOutcome.Done>(outcome);

    public static void Refused(FilingRefusal why, FilingOutcome outcome) =>
        Assert.Equal(why, Assert.IsType<FilingOutcome.Refused>(outcome).Why);

    public ValueTask DisposeAsync() => Office.DisposeAsync();

    private Task<FreshProof> Proof(Person by, Filing filing, ProofPurpose purpose) =>
        Office.Proof(by, purpose, filing.Id.Value);

    private static async Task<Person> Somebody(Office office, string userName, string name)
    {
        var person = await office.Vault.AddPerson(userName, name);
        await office.GiveSignIn(person);
        return person;
    }
}
