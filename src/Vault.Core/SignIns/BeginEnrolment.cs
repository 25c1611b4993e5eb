namespace Vault.Core.SignIns;

/// <summary>What came of choosing a password on an invitation.</summary>
public abstract record BeginEnrolmentOutcome
{
    private BeginEnrolmentOutcome() { }

    /// <summary>The password is held; now the second factor.</summary>
    public sealed record Begun : BeginEnrolmentOutcome;

    public sealed record PasswordRefused(IReadOnlyList<PasswordRefusal> Reasons) : BeginEnrolmentOutcome;

    /// <inheritdoc cref="OpenInvitation.Run"/>
    public sealed record Gone : BeginEnrolmentOutcome;
}

/// <summary>
/// First step of taking up an invitation: the person chooses a password and gets a seed for his authenticator. Nothing
/// is stored before a code shows that the seed arrived.
/// </summary>
public sealed class BeginEnrolment(
    VaultDb db,
    VaultInstance vault,
    PasswordHashing hashing,
    SignInSealer sealer,
    PendingSeeds pending,
    AnonymousRefusals refusals
)
{
    /// <exception cref="Audit.VaultUnavailableException">Too many passwords are being hashed now.</exception>
    public async Task<BeginEnrolmentOutcome> Run(string? token, string password)
    {
        if (OpenInvitation.Live(db, token, vault.Clock.GetUtcNow()) is not var (invitation, person))
        {
            refusals.Add();
            return new BeginEnrolmentOutcome.Gone();
        }
        switch (PasswordPolicy.Judge(password, PasswordOwners.Of(db, person)))
        {
            case PasswordVerdict.Refused refused:
                return new BeginEnrolmentOutcome.PasswordRefused(refused.Reasons);
            case PasswordVerdict.Accepted accepted:
                using (var turn = await hashing.TakeTurn())
                    pending.Begin(invitation.Id.Value, sealer.SealHash(person.Id, turn.Hash(accepted.Normalised)));
                return new BeginEnrolmentOutcome.Begun();
            default:
                throw new InvalidOperationException("A password is accepted or refused.");
        }
    }
}
