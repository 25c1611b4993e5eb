using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Vault.Core.Audit;
using Vault.Core.Keys;
using Vault.Core.SignIns;
using Vault.Core.Witnesses;

namespace Vault.Core.People;

/// <summary>A founder as he stands in the record, with his way in.</summary>
/// <param name="Token">Of his invitation; shown once and kept nowhere.</param>
public sealed record FoundedPerson(
    PersonId Id,
    string Name,
    string UserName,
    IReadOnlyList<OfficeRole> Roles,
    string Token,
    DateTimeOffset ExpiresAt
);

/// <summary>What is printed, signed and filed.</summary>
/// <param name="LogSize">Entries of the log after the founding.</param>
/// <param name="LogRoot">RFC 6962 root over them: whoever holds the paper can tell this log from any other.</param>
/// <param name="SigningKeySha256">Of the key that signs checkpoints, SubjectPublicKeyInfo in DER.</param>
public sealed record FoundingRecord(
    VaultId Vault,
    string Organisation,
    string RootUnit,
    DateTimeOffset FoundedAt,
    IReadOnlyList<FoundedPerson> Founders,
    long LogSize,
    byte[] LogRoot,
    byte[] SigningKeySha256,
    byte[] RootKeyFingerprint
);

/// <summary>What came of founding.</summary>
public abstract record FoundOutcome
{
    private FoundOutcome() { }

    public sealed record Founded(FoundingRecord Record) : FoundOutcome;

    /// <summary>The link is unknown, expired or used, or the vault is founded already.</summary>
    public sealed record LinkNotValid : FoundOutcome;
}

/// <summary>
/// Founds the vault in one command: organisation, root unit, first persons with their roles and one invitation each.
/// Its first leaf says whose vault this is, and whether it is a demo.
/// </summary>
public sealed class Found(VaultInstance vault, SetUpLink link, FieldSealer fields)
{
    /// <exception cref="VaultUnavailableException">The log took no line in time; see there what that leaves open.</exception>
    public async Task<FoundOutcome> Run(Actor actor, string? token, FoundingPlan plan)
    {
        var founded = await vault.Writer.Write<(DateTimeOffset At, List<FoundedPerson> People)?>(
            actor,
            scope =>
            {
                if (!link.Opens(token) || scope.Db.Set<Organisation>().Any())
                    return null;
                return (scope.Now, FoundIn(scope, plan));
            }
        );
        if (founded is not var (at, people))
            return new FoundOutcome.LinkNotValid();
        link.UseUp();
        var (size, root) = vault.Log.Head();
        return new FoundOutcome.Founded(
            new(
                vault.Log.Vault,
                plan.Organisation,
                plan.RootUnit,
                at,
                people,
                size,
                root,
                SHA256.HashData(vault.Signer.PublicKey),
                vault.RootKeyFingerprint
            )
        );
    }

    private List<FoundedPerson> FoundIn(WriteScope scope, FoundingPlan plan)
    {
        var root = Unit.Of(UnitId.New(), new UnitFacts(null, plan.RootUnit, UnitKind.Organisation, null));
        scope.Append(FirstLeaf(plan, root.Id));
        foreach (var key in vault.Ring.KeyIds)
            scope.Append(new SecretsKeyCreated(key));
        scope.Append(new SigningKeyCreated(vault.Signer.PublicKey));
        scope.Db.Add(root);
        scope.Append(new UnitAdded(root.Id, null, PrivateText.Of(plan.RootUnit), UnitKind.Organisation));
        scope.Db.Add(Organisation.Of(plan.Organisation, root.Id, scope.Now));
        // The persons refer to the unit, the invitations to the persons.
        scope.SaveSoFar();
        return [.. plan.Founders.Select(f => Name(scope, f, root.Id))];
    }

    private AuditEvent FirstLeaf(FoundingPlan plan, UnitId root)
    {
        var organisation = PrivateText.Of(plan.Organisation);
        return vault.Demo
            ? new DemoVaultFounded(vault.Log.Vault, organisation, root)
            : new VaultFounded(vault.Log.Vault, organisation, root);
    }

    private FoundedPerson Name(WriteScope scope, Founder founder, UnitId unit)
    {
        var facts = new PersonFacts(founder.Name, founder.UserName.Text, unit, IsStudent: false, Contact.None);
        var id = AddPerson.Enter(scope, fields, facts);
        foreach (var role in founder.Roles)
        {
            scope.Db.Add(RoleGrant.Of(id, role, scope.Now));
            scope.Append(new FounderNamed(id, role));
        }
        scope.SaveSoFar();
        var (invitation, token) = IssueInvitation.Invite(scope, id, InvitationPurpose.FirstSignIn);
        return new(id, founder.Name, founder.UserName.Text, founder.Roles, token, invitation.ExpiresAt);
    }
}
