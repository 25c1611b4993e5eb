using Vault.Core.Audit;
using Vault.Core.People;
using Vault.Core.SignIns;

namespace Vault.Core.Witnesses;

/// <summary>What one of the two persons types.</summary>
public sealed record EpochSignature(string? UserName, string? Password, string? Code)
{
    public override string ToString() => nameof(EpochSignature);
}

/// <summary>What came of acknowledging that the log is not what its witness saw.</summary>
public abstract record BeginEpochOutcome
{
    private BeginEpochOutcome() { }

    /// <summary>The log goes on under a new origin; the vault can be opened anew.</summary>
    public sealed record Begun(int Epoch) : BeginEpochOutcome;

    /// <summary>Not the code on the console. No password was looked at.</summary>
    public sealed record WrongCode : BeginEpochOutcome;

    /// <summary>One of the two did not prove himself, holds no office, or is the other one; no more is said.</summary>
    public sealed record NotTwoPersons : BeginEpochOutcome;
}

/// <summary>
/// Leads out of a contradicted vault: two different persons with an office, each with both factors, and the code on the
/// console, because a database put back may hold rights that have been taken away since. Whoever may see a secret now may
/// have seen it in the part of the log that is lost: he is presumed to know it, and it has to be changed.
/// </summary>
public sealed class BeginEpoch(
    VaultDb db,
    VaultInstance vault,
    EpochCode code,
    SignInWithFactors signIn,
    SessionStore sessions,
    AnonymousRefusals refusals
)
{
    /// <param name="address">Where the caller is, from the connection.</param>
    /// <param name="device">The browser's own description.</param>
    /// <exception cref="VaultUnavailableException">The log took no line.</exception>
    /// <exception cref="IOException">The new epoch began, and the witness file could not be written.</exception>
    public async Task<BeginEpochOutcome> Run(
        string? typed,
        EpochSignature first,
        EpochSignature second,
        string? address,
        string device
    )
    {
        if (!code.Is(typed))
        {
            refusals.Add();
            return new BeginEpochOutcome.WrongCode();
        }
        if (await Proven(first, address, device) is not { } author)
            return new BeginEpochOutcome.NotTwoPersons();
        if (await Proven(second, address, device) is not { } other || other.Person.Id == author.Person.Id)
            return new BeginEpochOutcome.NotTwoPersons();
        var actor = Actor.Of(author.Person, author.Session, address);
        var epoch = await vault.Writer.Write(
            actor,
            scope => Begin(scope, other.Person.Id),
            patience: TimeSpan.FromMinutes(10)
        );
        code.UseUp();
        new WitnessFile(vault.Folders.WitnessFile).Begin(vault.Signer.Sign().Note);
        return new BeginEpochOutcome.Begun(epoch);
    }

    /// <summary>Both factors and an office. The session was only the proof of it.</summary>
    private async Task<(Person Person, SessionId Session)?> Proven(EpochSignature by, string? address, string device)
    {
        var outcome = await signIn.Run(by.UserName, by.Password, by.Code, address, device);
        if (outcome is not SignInOutcome.SignedIn { Session: var session })
            return null;
        sessions.End(session);
        db.BeginReading();
        return
            Standing.Read(db, session.Person, vault.Clock.GetUtcNow()) is { IsActive: true, HoldsOffice: true } standing
            ? (standing.Person, session.Id)
            : null;
    }

    private int Begin(WriteScope scope, PersonId second)
    {
        var finding = vault.Witnessed;
        // After every epoch that ever was, this log's own and those it lacks: no origin tells two stories.
        var witnessed = finding.Witnessed is { } head ? LogOrigin.EpochOf(vault.Log.Vault, head.Origin)!.Value : 1;
        var epoch = Math.Max(vault.Log.Epoch, witnessed) + 1;
        scope.Append(
            new EpochOpened(
                epoch,
                finding.FoundSize,
                finding.FoundRoot,
                finding.Witnessed?.Size,
                finding.Witnessed?.Root,
                second
            )
        );
        PresumeKnown.All(scope);
        return epoch;
    }
}
