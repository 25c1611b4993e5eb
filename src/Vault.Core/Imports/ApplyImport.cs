using System.Text;
using Vault.Core.Accounts;
using Vault.Core.Audit;
using Vault.Core.Custody;
using Vault.Core.Holdings;
using Vault.Core.People;
using Vault.Core.Rotations;

namespace Vault.Core.Imports;

/// <summary>Does what a confirmed plan says, within one command. Every thing it does is a line of its own.</summary>
internal sealed class ApplyImport(
    WriteScope scope,
    RegisterState state,
    FieldSealer fields,
    Sealer sealer,
    RegisterImport import,
    IProgress<int>? progress
)
{
    /// <summary>So many accounts are attested by one line.</summary>
    private const int Portion = 50;

    private readonly Dictionary<PersonId, Person> _persons = state.Persons.ToDictionary(p => p.Id);
    private readonly Dictionary<AccountId, Account> _accounts = state.Accounts.ToDictionary(a => a.Id);

    public void Run(ImportPlan plan)
    {
        foreach (var unit in plan.Units)
        {
            scope.Db.Add(Unit.Of(unit.Id, new UnitFacts(unit.Parent, unit.Name, unit.Kind, null)));
            scope.Append(new UnitAdded(unit.Id, unit.Parent, PrivateText.Of(unit.Name), unit.Kind));
        }
        if (plan.Units.Count > 0)
            scope.AttestSoFar();
        foreach (var portion in plan.Persons.Chunk(Portion))
        {
            Array.ForEach(portion, Enter);
            scope.AttestSoFar();
        }
        var done = 0;
        foreach (var portion in plan.Accounts.Where(a => !a.IsSame).Chunk(Portion))
        {
            Array.ForEach(portion, Enter);
            scope.AttestSoFar();
            done += portion.Length;
            progress?.Report(done);
        }
    }

    private void Enter(PlannedPerson planned)
    {
        if (planned.IsNew)
        {
            AddPerson.Enter(scope, fields, planned.Facts, planned.Id);
            return;
        }
        var person = _persons[planned.Id];
        scope.Db.Attach(person);
        ChangePerson.Change(scope, fields, person, planned.Facts);
    }

    private void Enter(PlannedAccount planned)
    {
        if (planned.IsNew)
            RegisterAccount.Enter(scope, fields, planned.Platform, planned.Facts, planned.Id);
        else if (planned.Changes.Count > 0)
        {
            var account = _accounts[planned.Id];
            scope.Db.Attach(account);
            ChangeAccount.Change(scope, fields, account, planned.Facts);
        }
        foreach (var (kind, value) in planned.Media)
            Bind(planned.Id, kind, value);
        AppointAll(planned);
        if (planned.LoginName is { } login)
            Deposit(planned.Id, Component.LoginName, login);
        var version = planned.Password is { } password
            ? Deposit(planned.Id, Component.Password, password)
            : planned.Held;
        if (planned.TakesPassword)
            Owe(version!);
        foreach (var person in planned.Presumes)
            Presume(person, version!);
    }

    private void Bind(AccountId account, HoldingKind kind, string value)
    {
        var by = scope.Actor.RequirePerson();
        foreach (var former in state.Holdings[account].Where(h => h.Kind == kind))
        {
            scope.Db.Attach(former);
            EndHolding.End(scope, former, by, evidence: null);
        }
        // A sheet does not say in whose hands it is, nor since when: the office asks, and records it anew.
        var text = new HoldingText(value, Outside: null, Evidence: null);
        RecordHolding.Enter(scope, fields, account, kind, holder: null, text, (null, null), by);
    }

    private void AppointAll(PlannedAccount planned)
    {
        var held = state.Appointments[planned.Id].ToList();
        scope.Db.AttachRange(held);
        foreach (var end in planned.End)
            Appoint.End(scope, held, held.Single(a => a.Id == end.Appointment));
        foreach (var next in planned.Appoint)
        {
            if (next.Role == AppointmentRole.Custodian)
                Appoint.EndFormerCustodians(scope, held);
            var target = AppointmentTarget.Of(planned.Id);
            Appoint.Enter(
                scope,
                Appointment.Of(target, next.Person, next.Role, scope.Now, null, null, null, import.Id)
            );
        }
    }

    private SecretVersion Deposit(AccountId account, Component component, string value)
    {
        var plaintext = Plaintext.From(Encoding.UTF8.GetBytes(value));
        var id = SecretVersionId.New();
        var secret = sealer.Seal(plaintext, id, new(account, component, 1));
        var version = SecretVersion.Of(
            secret,
            Sealer.KeyIdOf(secret),
            sealer.SealFingerprint(plaintext, component, id),
            ValueOrigin.Imported,
            VersionState.Current,
            import.ProposedBy,
            scope.Now
        );
        scope.Db.Add(version);
        scope.Append(
            new SecretDeposited(
                account,
                id,
                component,
                version.Version,
                ValueOrigin.Imported,
                VersionState.Current,
                version.CiphertextHash
            )
        );
        return version;
    }

    private void Owe(SecretVersion version) =>
        RotationObligation.Owe(
            scope,
            version.Account,
            version.Component,
            version.Version,
            RotationReason.PresumedKnown
        );

    private void Presume(PersonId person, SecretVersion version)
    {
        scope.Db.Add(Knowledge.Of(person, version.Id, version.Account, KnowledgeSource.Imported, scope.Now));
        scope.Append(
            new KnowledgePresumed(
                version.Account,
                person,
                version.Id,
                version.Component,
                version.Version,
                KnowledgeSource.Imported
            )
        );
    }
}
