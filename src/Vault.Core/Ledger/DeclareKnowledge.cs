using Microsoft.EntityFrameworkCore;
using Vault.Core.Accounts;
using Vault.Core.Audit;
using Vault.Core.Custody;
using Vault.Core.People;
using Vault.Core.Rotations;

namespace Vault.Core.Ledger;

/// <summary>What came of telling the vault who knows a value.</summary>
public abstract record DeclarationOutcome
{
    private DeclarationOutcome() { }

    /// <param name="IsOwed">The value has to be changed: who knows it may not use the account.</param>
    public sealed record Declared(bool IsOwed) : DeclarationOutcome;

    public sealed record Refused(DeclarationRefusal Why) : DeclarationOutcome;
}

/// <summary>
/// 登记知情: the vault is told that a person knows the value in use. Whoever sees the account may tell; of whom, is for
/// the registrar anybody in the register, for others who is or was appointed to it. Nobody is allowed anything by it: if
/// the person may not use the account, the value has to be changed.
/// </summary>
public sealed class DeclareKnowledge(VaultDb db, VaultInstance vault)
{
    /// <param name="how">From where he has it, as far as it is known.</param>
    /// <exception cref="VaultUnavailableException">The log took no line in time; see there what that leaves open.</exception>
    /// <exception cref="TamperedRowException">A row the decision rests on is not the attested one.</exception>
    public Task<DeclarationOutcome> Run(
        Actor actor,
        AccountId account,
        Component component,
        PersonId person,
        Reason how
    ) => db.DecideOver(() => Decide(actor, account, component, person, how));

    /// <summary>Whom this reader may name, for somebody who sees the account; null: anybody in the register.</summary>
    public static IReadOnlySet<PersonId>? Nameable(Standing reader, SeenAccount seen) =>
        reader.Holds(OfficeRole.Registrar)
            ? null
            : seen.Appointments.Concat(seen.OverUnits).Select(a => a.Person).ToHashSet();

    private async Task<DeclarationOutcome> Decide(
        Actor actor,
        AccountId account,
        Component component,
        PersonId person,
        Reason how
    )
    {
        var now = vault.Clock.GetUtcNow();
        var who = Standing.Read(db, actor.RequirePerson(), now)!;
        var seen = await AccountAccess.Find(db, account, who, now);
        var isNameable = seen is not null && IsNameable(who, seen, person);
        var current = seen is null ? null : Current(account, component);
        var refusal = Refusal(seen, isNameable, current, person);
        return await vault.Writer.Write<DeclarationOutcome>(
            actor,
            db.RowsRead,
            scope =>
            {
                if (refusal is { } why)
                {
                    scope.Append(new KnowledgeNotDeclared(account, component, why));
                    return new DeclarationOutcome.Refused(why);
                }
                var said = PrivateText.Of(how.Text, person);
                scope.Db.Add(Knowledge.Of(person, current!.Id, account, KnowledgeSource.Declared, scope.Now));
                scope.Append(new KnowledgeDeclared(account, person, current.Id, component, current.Version, said));
                var isOwed = !CustodyRules.MayUse(seen!.Appointments, person, scope.Now);
                if (isOwed)
                    Owe(scope, current);
                return new DeclarationOutcome.Declared(isOwed);
            }
        );
    }

    private bool IsNameable(Standing who, SeenAccount seen, PersonId person) =>
        db.OneOfNow(db.Set<Person>().Where(p => p.Id == person), person.ToString()) is not null
        && Nameable(who, seen)?.Contains(person) != false;

    private SecretVersion? Current(AccountId account, Component component) =>
        component.IsRotatable()
            ? db.AllOfNow(account.Value, db.Set<SecretVersion>().Where(v => v.Account == account))
                .Find(v => v.Component == component && v.State == VersionState.Current)
            : null;

    private DeclarationRefusal? Refusal(SeenAccount? seen, bool isNameable, SecretVersion? current, PersonId person)
    {
        if (seen is null)
            return DeclarationRefusal.NotYourAccount;
        if (!isNameable)
            return DeclarationRefusal.NobodyOfTheAccount;
        if (current is null)
            return DeclarationRefusal.NothingInUse;
        var key = Knowledge.Key(person, current.Id, KnowledgeSource.Declared);
        var row = db.Set<Knowledge>()
            .Where(k => k.Person == person && k.Version == current.Id && k.Source == KnowledgeSource.Declared);
        return db.OneOfNow(row, key) is null ? null : DeclarationRefusal.DeclaredBefore;
    }

    private static void Owe(WriteScope scope, SecretVersion version)
    {
        var (account, component, number) = (version.Account, version.Component, version.Version);
        var owed = scope.Db.AllOfNow(
            account.Value,
            scope.Db.Set<RotationObligation>().Where(o => o.Account == account)
        );
        if (
            owed.Exists(o =>
                o.Component == component && o.Version == number && o.Reason == RotationReason.DeclaredKnown
            )
        )
            return;
        RotationObligation.Owe(scope, account, component, number, RotationReason.DeclaredKnown);
    }
}
