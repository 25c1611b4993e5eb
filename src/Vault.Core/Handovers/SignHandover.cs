using Microsoft.EntityFrameworkCore;
using Vault.Core.Audit;
using Vault.Core.Custody;
using Vault.Core.People;

namespace Vault.Core.Handovers;

/// <summary>One account, and the document that its signer has read.</summary>
/// <param name="DocumentHash">32 bytes.</param>
public sealed record DocumentToSign(AccountId Account, byte[] DocumentHash);

/// <summary>
/// 签字: leaver, successor and witness sign in this order, each over the document as it is at that moment. With the third
/// signature the account is closed, and only if then, inside the writer, nothing live of it is known to the leaver or
/// bound to him: a reveal that raced with it either stands in the ledger or was refused.
/// </summary>
public sealed class SignHandover(VaultInstance vault, FieldSealer fields, EqualValues equal)
{
    /// <param name="proof">A second factor fresh for <see cref="ProofPurpose.Sign"/> with the handover as subject.</param>
    /// <param name="documents">All of them are signed, or none.</param>
    /// <exception cref="VaultUnavailableException">The log took no line in time; see there what that leaves open.</exception>
    public Task<HandoverOutcome> Run(
        Actor actor,
        FreshProof? proof,
        HandoverId id,
        IReadOnlyCollection<DocumentToSign> documents
    )
    {
        var by = actor.RequirePerson();
        return vault.Writer.Write<HandoverOutcome>(
            actor,
            scope =>
            {
                if (HandoverSteps.Find(scope, id, HandoverStep.Sign) is not { } facts)
                    return new HandoverOutcome.NotFound();
                if (facts.Some([.. documents.Select(d => d.Account)]) is not { } parts)
                    return new HandoverOutcome.NotFound();
                var known = KnownComponent.KnownTo(scope.Db, equal, facts.Handover.Leaver);
                var read = PartProgress.Read(scope.Db, fields, facts, parts, known);
                foreach (var progress in read)
                    if (Barred(facts, progress, documents, by) is { } why)
                        return HandoverSteps.Refuse(scope, id, HandoverStep.Sign, why);
                if (!HandoverSteps.Proves(scope, proof, id))
                    return HandoverSteps.Refuse(scope, id, HandoverStep.Sign, HandoverRefusal.ProofNotFresh);
                foreach (var progress in read)
                    Sign(scope, facts, progress, by);
                return new HandoverOutcome.Done(id);
            }
        );
    }

    private static HandoverRefusal? Barred(
        HandoverFacts facts,
        PartProgress progress,
        IReadOnlyCollection<DocumentToSign> documents,
        PersonId by
    )
    {
        if (HandoverSteps.NotOpen(facts.Handover) is { } notOpen)
            return notOpen;
        var part = progress.Part;
        if (SideOf(facts, part, by) is not { } side)
            return HandoverRefusal.NotYourRole;
        if (progress.BeforeSigning is { } why)
            return why;
        var read = documents.First(d => d.Account == part.Account).DocumentHash;
        if (!progress.Document.AsSpan().SequenceEqual(read))
            return HandoverRefusal.DocumentChanged;
        if (progress.Signed.Any(s => s.Side == side))
            return HandoverRefusal.SignedBefore;
        return progress.NextSide == side ? null : HandoverRefusal.NotYourTurn;
    }

    private static HandoverSide? SideOf(HandoverFacts facts, HandoverPart part, PersonId person) =>
        Enum.GetValues<HandoverSide>()
            .Where(side => facts.PersonOn(part, side) == person)
            .Cast<HandoverSide?>()
            .FirstOrDefault();

    private static void Sign(WriteScope scope, HandoverFacts facts, PartProgress progress, PersonId by)
    {
        var part = progress.Part;
        var side = progress.NextSide!.Value;
        var signature = facts.Signatures.FirstOrDefault(s => s.Account == part.Account && s.Side == side);
        if (signature is null)
        {
            signature = HandoverSignature.Of(part, side);
            scope.Db.Add(signature);
        }
        signature.Sign(by, progress.Document, scope.Now);
        scope.Append(new HandoverSigned(part.Account, part.Handover, side, progress.Document));
        if (side == HandoverSide.Witness)
            Close(scope, facts.Handover, progress);
    }

    private static void Close(WriteScope scope, Handover handover, PartProgress progress)
    {
        var part = progress.Part;
        part.Close(progress.Document, scope.Now);
        // Duties ended when it was opened. Whatever he has of the account none the less ends here.
        var all = scope.Db.AllOfNow(
            part.Account.Value,
            scope.Db.Set<Appointment>().Where(a => a.Account == part.Account)
        );
        foreach (var left in all.Where(a => a.Person == handover.Leaver && a.IsAhead(scope.Now)).ToList())
            Appoint.End(scope, all, left);
        var waived = progress.Known.Count(k => k.Waiver is not null && !k.IsChanged);
        scope.Append(
            new HandoverPartClosed(
                part.Account,
                handover.Id,
                handover.Leaver,
                progress.Known.Count - waived,
                waived,
                progress.Document
            )
        );
    }
}
