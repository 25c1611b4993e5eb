using Microsoft.EntityFrameworkCore;
using Vault.Core.Audit;
using Vault.Core.Custody;
using Vault.Core.People;

namespace Vault.Core.Rotations.Connectors;

/// <summary>What came of having a connector change a value.</summary>
public abstract record RotateByConnectorOutcome
{
    private RotateByConnectorOutcome() { }

    /// <summary>It was asked, and this is what the platform has; the log says the same.</summary>
    public sealed record Answered(ConnectorResult Result) : RotateByConnectorOutcome;

    /// <summary>Refused, and logged as refused.</summary>
    public sealed record Refused(ConnectorRefusal Why) : RotateByConnectorOutcome;

    /// <summary>No such account, or one this person has nothing to do with: the two look alike.</summary>
    public sealed record NotFound : RotateByConnectorOutcome;
}

/// <summary>
/// Has a connector put the pending value on the platform and sign in with it. The line that it gets the values is durable
/// before it does; it is asked outside the writer, which waits for nobody; then what it saw is recorded. Nobody is shown
/// anything. Broken off at any point, both values stay and it can be asked again.
/// </summary>
public sealed class RotateByConnector(
    VaultInstance vault,
    FieldSealer fields,
    Sealer sealer,
    ConnectorList connectors,
    ConnectorRuns runs
)
{
    /// <param name="proof">A second factor fresh for <see cref="ProofPurpose.UseSecrets"/> of this account.</param>
    /// <exception cref="VaultUnavailableException">The log took no line in time; see there what that leaves open.</exception>
    /// <exception cref="TamperedRowException">A row it rests on is not the attested one, or was removed.</exception>
    /// <exception cref="SecretNotOpenedException">A value is not authentic; the platform was told nothing.</exception>
    public async Task<RotateByConnectorOutcome> Run(
        Actor actor,
        FreshProof? proof,
        AccountId account,
        Component component
    )
    {
        var isFirst = runs.Begin(account, component);
        try
        {
            var begun = await vault.Writer.Write(actor, scope => Begin(scope, proof, account, component, isFirst));
            if (begun.Refused is { } refused)
                return refused;
            // A thread of its own: it waits for the platform as long as the host allows.
            var result = await Task.Factory.StartNew(
                () => Ask(begun),
                CancellationToken.None,
                TaskCreationOptions.LongRunning,
                TaskScheduler.Default
            );
            await vault.Writer.Write(actor, scope => Record(scope, begun, result));
            return new RotateByConnectorOutcome.Answered(result);
        }
        finally
        {
            if (isFirst)
                runs.End(account, component);
        }
    }

    private Begun Begin(WriteScope scope, FreshProof? proof, AccountId account, Component component, bool isFirst)
    {
        var person = scope.Actor.RequirePerson();
        var facts = CustodyFacts.Read(scope.Db, person, account, component);
        var connection = AccountConnection.ReadAll(scope.Db, account).Find(c => c.Component == component);
        var refusal = Refusal(facts, connection, person, scope.Now);
        refusal ??= isFirst ? null : ConnectorRefusal.Running;
        refusal ??= vault.Witnesses.BlocksReveals ? ConnectorRefusal.NotWitnessed : null;
        if (refusal is null && proof?.Use(scope.Actor, ProofPurpose.UseSecrets, account.Value, scope.Now) != true)
            refusal = ConnectorRefusal.ProofNotFresh;
        if (refusal is { } why)
        {
            scope.Append(new ConnectorRefused(account, component, why));
            return new(
                why == ConnectorRefusal.NotAppointed
                    ? new RotateByConnectorOutcome.NotFound()
                    : new RotateByConnectorOutcome.Refused(why)
            );
        }
        return Hand(scope, facts!, connection!);
    }

    private ConnectorRefusal? Refusal(
        CustodyFacts? facts,
        AccountConnection? connection,
        PersonId person,
        DateTimeOffset now
    )
    {
        if (facts is null || !CustodyRules.MayUse(facts.Appointments, person, now))
            return ConnectorRefusal.NotAppointed;
        if (facts.IsBarred)
            return ConnectorRefusal.StudentsBarred;
        if (facts is not { Pending: { } pending, Current: not null })
            return ConnectorRefusal.NothingPending;
        if (CustodyRules.IsOthers(pending, person))
            return ConnectorRefusal.NotItsSetter;
        if (connection?.Connector is not { } name)
            return ConnectorRefusal.NoConnection;
        return connectors.Has(name) ? null : ConnectorRefusal.NotConfigured;
    }

    private Begun Hand(WriteScope scope, CustodyFacts facts, AccountConnection connection)
    {
        var (former, next) = (facts.Current!, facts.Pending!);
        var receipt = scope.Append(
            new SecretsHandedToConnector(
                next.Account,
                next.Id,
                next.Component,
                next.Version,
                next.CiphertextHash,
                former.Id,
                former.Version,
                former.CiphertextHash,
                connection.Connector!
            )
        );
        return new(null)
        {
            Former = former.Sealed,
            Next = next.Sealed,
            Receipt = receipt,
            Target = new(connection.Login(fields)!),
        };
    }

    private ConnectorResult Ask(Begun begun)
    {
        var connector = connectors.Find(begun.Receipt!.Event.Connector)!;
        return sealer.UseInConnector(
            begun.Former!,
            begun.Next!,
            begun.Receipt,
            (former, next) => connector.Change(begun.Target!, former, next)
        );
    }

    private static bool Record(WriteScope scope, Begun begun, ConnectorResult result)
    {
        var line = begun.Receipt!.Event;
        var (said, fault) = result switch
        {
            ConnectorResult.Changed => (ConnectorSaid.Changed, (ConnectorFault?)null),
            ConnectorResult.NotChanged not => (ConnectorSaid.NotChanged, not.Why),
            ConnectorResult.Unknown unknown => (ConnectorSaid.Unknown, unknown.Why),
            _ => throw new InvalidOperationException("Unknown result of a connector."),
        };
        scope.Append(
            new ConnectorAnswered(
                line.Account,
                line.VersionId,
                line.Component,
                line.Version,
                line.Connector,
                said,
                fault
            )
        );
        // Given up meanwhile, it stays recoverable, and the line says what the platform has.
        var versions = scope.Db.AllOfNow(line.Account.Value, VersionsOf(scope.Db, line.Account));
        if (versions.Find(v => v.Id == line.VersionId) is not { State: VersionState.Pending } next)
            return false;
        if (said == ConnectorSaid.NotChanged)
            return false;
        Apply(scope, next);
        if (said == ConnectorSaid.Changed)
            Verify(scope, versions, next, line.Connector);
        return true;
    }

    private static IQueryable<SecretVersion> VersionsOf(VaultDb db, AccountId account) =>
        db.Set<SecretVersion>().Where(v => v.Account == account);

    /// <summary>The platform may have it: whoever may use the account can have both shown.</summary>
    private static void Apply(WriteScope scope, SecretVersion next)
    {
        if (next.AppliedAt is not null)
            return;
        next.Apply(scope.Now);
        scope.Append(new SecretApplied(next.Account, next.Id, next.Component, next.Version));
    }

    private static void Verify(WriteScope scope, List<SecretVersion> all, SecretVersion next, string connector)
    {
        var former = all.SingleOrDefault(v => v.Component == next.Component && v.State == VersionState.Current);
        if (former is not null)
        {
            former.Retire(scope.Now);
            // Retired first: at no moment may there be two current values.
            scope.SaveSoFar();
        }
        next.BeVerified(by: null, scope.Now);
        scope.Append(new SecretVerifiedByConnector(next.Account, next.Id, next.Component, next.Version, connector));
    }

    /// <param name="Refused">Null if the connector is to be asked.</param>
    private sealed record Begun(RotateByConnectorOutcome? Refused)
    {
        public SealedSecret? Former { get; init; }

        public SealedSecret? Next { get; init; }

        public AuditReceipt<SecretsHandedToConnector>? Receipt { get; init; }

        public ConnectorTarget? Target { get; init; }
    }
}
