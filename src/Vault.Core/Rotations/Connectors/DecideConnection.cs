using Microsoft.EntityFrameworkCore;
using Vault.Core.Accounts;
using Vault.Core.Audit;
using Vault.Core.Custody;
using Vault.Core.People;
using Vault.Core.Text;

namespace Vault.Core.Rotations.Connectors;

/// <summary>What came of deciding which connector changes a component.</summary>
public abstract record ConnectionOutcome
{
    private ConnectionOutcome() { }

    /// <summary>It is so now; nothing was written if it was so already.</summary>
    public sealed record Decided : ConnectionOutcome;

    /// <summary>Connections are the security administrator's. Refused, and logged as refused.</summary>
    public sealed record NotYourRole : ConnectionOutcome;

    /// <summary>Refused, and logged as refused.</summary>
    public sealed record ProofNotFresh : ConnectionOutcome;

    /// <summary>The host has no such connector.</summary>
    public sealed record NotConfigured : ConnectionOutcome;

    /// <summary>The login name cannot be meant.</summary>
    public sealed record LoginFaulty(NameFault Why) : ConnectionOutcome;

    public sealed record NotFound : ConnectionOutcome;
}

/// <summary>
/// Decides which connector of the host changes a component of an account, or none. It is the security administrator's,
/// since a connector is handed the values: who keeps the register or uses the account does not choose where they go.
/// </summary>
public sealed class DecideConnection(VaultInstance vault, FieldSealer fields, ConnectorList connectors)
{
    /// <param name="proof">A second factor fresh for <see cref="ProofPurpose.Administer"/> with the account as subject.</param>
    /// <param name="connector">Null: none.</param>
    /// <param name="login">Not read where there is none.</param>
    /// <exception cref="VaultUnavailableException">The log took no line in time; see there what that leaves open.</exception>
    public Task<ConnectionOutcome> Run(
        Actor actor,
        FreshProof? proof,
        AccountId account,
        Component component,
        string? connector,
        string? login
    )
    {
        var by = actor.RequirePerson();
        return vault.Writer.Write<ConnectionOutcome>(
            actor,
            scope =>
            {
                if (Standing.Read(scope.Db, by, scope.Now)?.Holds(OfficeRole.SecurityAdministrator) != true)
                    return Refuse(new ConnectionOutcome.NotYourRole());
                var row = scope.Db.Set<Account>().Where(a => a.Id == account);
                if (!component.IsRotatable() || scope.Db.OneOfNow(row, account.ToString()) is null)
                    return new ConnectionOutcome.NotFound();
                if (connector is not null && !connectors.Has(connector))
                    return new ConnectionOutcome.NotConfigured();
                string? name = null;
                if (
                    connector is not null
                    && !NameText.TryParse(login, AccountConnection.LoginLimit, out name, out var fault)
                )
                    return new ConnectionOutcome.LoginFaulty(fault.Value);
                var found = AccountConnection.ReadAll(scope.Db, account).Find(c => c.Component == component);
                if (found?.Connector == connector && found?.Login(fields) == name)
                    return new ConnectionOutcome.Decided();
                if (EndRights.Prove(scope, proof, account.Value) is not null)
                    return Refuse(new ConnectionOutcome.ProofNotFresh());
                found ??= scope.Db.Add(AccountConnection.Of(account, component)).Entity;
                found.Decide(fields, connector, name);
                var said = name is null ? null : PrivateText.Of(name);
                scope.Append(new ConnectionDecided(account, component, connector, said));
                return new ConnectionOutcome.Decided();

                ConnectionOutcome Refuse(ConnectionOutcome outcome)
                {
                    scope.Append(new AccessRefused(nameof(DecideConnection), account.ToString()));
                    return outcome;
                }
            }
        );
    }
}
