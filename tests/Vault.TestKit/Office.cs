using Vault.Core;
using Vault.Core.Accounts;
using Vault.Core.People;
using Vault.Core.SignIns;

namespace Vault.TestKit;

/// <summary>
/// A founded vault with an office at work: two registrars, two security administrators, a system administrator, a
/// reviewer and two people of a college. All have signed in before, so all can be reset, disabled and asked.
/// </summary>
public sealed class Office : IAsyncDisposable
{
    private const string RegistrarName = "经办人甲";
    private const string OtherRegistrarName = "经办人乙";
    private const string SecurityName = "安全员甲";
    private const string OtherSecurityName = "安全员乙";
    private const string SystemName = "系统员";
    private const string ReviewerName = "审阅人";
    private const string ZhangName = "张三";
    private const string LiName = "李四";
    private const string AccountName = "示例大学招生办";

    private readonly Dictionary<PersonId, (Session Session, Actor Actor)> _signedIn = [];

    private Office(TestVault vault) => Vault = vault;

    public TestVault Vault { get; }

    public Person Registrar { get; private set; } = null!;

    public Person OtherRegistrar { get; private set; } = null!;

    public Person Security { get; private set; } = null!;

    public Person OtherSecurity { get; private set; } = null!;

    public Person System { get; private set; } = null!;

    public Person Reviewer { get; private set; } = null!;

    public Person Zhang { get; private set; } = null!;

    public Person Li { get; private set; } = null!;

    public Account Account { get; private set; } = null!;

    public IReadOnlyList<Person> Everybody =>
        [Registrar, OtherRegistrar, Security, OtherSecurity, System, Reviewer, Zhang, Li];

    public static async Task<Office> Open(Func<OpeningOptions, OpeningOptions>? adjust = null)
    {
        var vault = await TestVault.Founded(adjust);
        var office = new Office(vault)
        {
            Registrar = await vault.AddPerson("registrar", RegistrarName),
            OtherRegistrar = await vault.AddPerson("registrar2", OtherRegistrarName),
            Security = await vault.AddPerson("security", SecurityName),
            OtherSecurity = await vault.AddPerson("security2", OtherSecurityName),
            System = await vault.AddPerson("system", SystemName),
            Reviewer = await vault.AddPerson("reviewer", ReviewerName),
            Zhang = await vault.AddPerson("zhang.san", ZhangName),
            Li = await vault.AddPerson("li.si", LiName),
            Account = await vault.AddAccount(AccountName),
        };
        await vault.Give(office.Registrar, OfficeRole.Registrar);
        await vault.Give(office.OtherRegistrar, OfficeRole.Registrar);
        await vault.Give(office.Security, OfficeRole.SecurityAdministrator);
        await vault.Give(office.OtherSecurity, OfficeRole.SecurityAdministrator);
        await vault.Give(office.System, OfficeRole.SystemAdministrator);
        await vault.Give(office.Reviewer, OfficeRole.Reviewer);
        foreach (var person in office.Everybody)
            await office.GiveSignIn(person);
        return office;
    }

    /// <summary>The office that an earlier process left in the folder; everybody signs in anew.</summary>
    public static Office At(string root, Func<OpeningOptions, OpeningOptions>? adjust = null)
    {
        var vault = TestVault.At(root, adjust);
        using var db = vault.Read();
        var people = db.Set<Person>().ToList();
        return new Office(vault)
        {
            Registrar = Named(RegistrarName),
            OtherRegistrar = Named(OtherRegistrarName),
            Security = Named(SecurityName),
            OtherSecurity = Named(OtherSecurityName),
            System = Named(SystemName),
            Reviewer = Named(ReviewerName),
            Zhang = Named(ZhangName),
            Li = Named(LiName),
            Account = db.Set<Account>().AsEnumerable().Single(a => a.Name == AccountName),
        };

        Person Named(string name) => people.Single(p => p.DisplayName == name);
    }

    /// <summary>Password and factor as if set by following an invitation; their content is never verified here.</summary>
    public Task GiveSignIn(Person person) =>
        Vault.Write(scope =>
        {
            scope.Db.Add(Credential.Of(person.Id, [1, 2, 3], scope.Now));
            scope.Db.Add(SecondFactor.Of(person.Id, [1, 2, 3], 0, scope.Now));
            scope.Append(new PasswordChanged(person.Id));
            scope.Append(new SecondFactorEnrolled(person.Id));
        });

    /// <summary>Somebody in the register who has never signed in.</summary>
    public Task<Person> Newcomer(string userName = "wang.wu", string name = "王五") => Vault.AddPerson(userName, name);

    public async Task<Actor> As(Person person) => (await SignedIn(person)).Actor;

    /// <summary>A second factor given just now for this purpose and subject.</summary>
    public async Task<FreshProof> Proof(Person person, ProofPurpose purpose, Guid subject)
    {
        var (session, actor) = await SignedIn(person);
        return await Vault.Prove(session, actor, subject, purpose);
    }

    public async Task<ProposeOutcome> Propose(Person by, GrantRequest request) =>
        await Vault
            .Get<ProposeGrant>()
            .Run(await As(by), await Proof(by, ProofPurpose.Propose, request.Beneficiary.Value), request);

    /// <summary>A proposal that nothing stood in the way of.</summary>
    public async Task<ProposalId> Proposed(Person by, GrantRequest request) =>
        await Propose(by, request) is ProposeOutcome.Proposed proposed
            ? proposed.Id
            : throw new InvalidOperationException($"{by.DisplayName} could not propose {request}.");

    public async Task<DecideOutcome> Decide(Person by, ProposalId proposal, ProposalStep step) =>
        await Vault
            .Get<DecideProposal>()
            .Run(await As(by), await Proof(by, ProofPurpose.Confirm, proposal.Value), proposal, step);

    public Task<DecideOutcome> Confirm(Person by, ProposalId proposal) =>
        Decide(by, proposal, new ProposalStep.Confirm());

    /// <summary>An appointment proposed and confirmed as in real life.</summary>
    public async Task Appoint(
        Person person,
        AppointmentRole role = AppointmentRole.Custodian,
        DateTimeOffset? until = null,
        Account? account = null
    )
    {
        var request = new GrantRequest.ForAppointment(person.Id, (account ?? Account).Id, role, until);
        if (await Confirm(Security, await Proposed(Registrar, request)) is not DecideOutcome.Done)
            throw new InvalidOperationException("The appointment was not confirmed.");
    }

    public async ValueTask DisposeAsync() => await Vault.DisposeAsync();

    private async Task<(Session Session, Actor Actor)> SignedIn(Person person)
    {
        if (_signedIn.TryGetValue(person.Id, out var known) && known.Session.IsLive(Vault.Clock.Now))
            return known;
        return _signedIn[person.Id] = await Vault.SignIn(person);
    }
}
