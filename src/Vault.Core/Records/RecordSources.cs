using Vault.Core.People;

namespace Vault.Core.Records;

/// <summary>Something a paper can be printed of, as one reader may see it.</summary>
/// <param name="Name">What it is called in a sentence.</param>
/// <param name="Obstacle">Why it is not printed as it stands; null: nothing.</param>
/// <param name="Fill">What would stand on the paper now.</param>
internal sealed record RecordSource(string Name, RecordRefusal? Obstacle, Func<RecordContent> Fill);

/// <summary>
/// Where the papers come from. One rule for printing, reprinting and comparing: who may see a thing may have it on paper,
/// and nobody else learns whether there is one.
/// </summary>
public sealed class RecordSources(
    HandoverSheet handovers,
    CheckoutSlip checkouts,
    AccountSheet accounts,
    FoundingSheet founding
)
{
    /// <summary>Null if there is no such thing, or none for this reader.</summary>
    /// <exception cref="Audit.TamperedRowException">A row it rests on is not the attested one, or was removed.</exception>
    internal Task<RecordSource?> Find(Standing reader, RecordKind kind, RecordSubjectId subject) =>
        kind switch
        {
            RecordKind.Handover => handovers.Find(reader, new(subject.Value)),
            RecordKind.Checkout => checkouts.Find(reader, new(subject.Value)),
            RecordKind.Account => accounts.Find(reader, new(subject.Value)),
            RecordKind.Founding => founding.Find(reader, subject),
            _ => throw new ArgumentOutOfRangeException(nameof(kind)),
        };
}
