namespace Vault.Core.Audit;

/// <summary>Whether a stored entry is what the vault wrote. Start-up and <c>check</c> hold the whole log against its head.</summary>
public enum EntryState
{
    Sound,

    /// <summary>The leaf does not have the hash stored beside it.</summary>
    HashDiffers,

    /// <summary>A column that repeats a part of the leaf says something else.</summary>
    ColumnsDiffer,

    /// <summary>The leaf is not one of a known version and kind.</summary>
    Unreadable,
}

/// <summary>What became of a private text.</summary>
public enum DetailState
{
    /// <summary>It is there and matches the commitment in the leaf.</summary>
    Open,

    /// <summary>Salt and text were destroyed; the commitment stays.</summary>
    Destroyed,

    /// <summary>It is gone without having been destroyed, does not open, or does not match its commitment.</summary>
    Damaged,
}

/// <summary>One private field of an entry: by the name it has in the leaf, with salt and text where they are open.</summary>
public sealed record LogDetail(string Field, DetailState State, PrivateText Text);

/// <summary>One entry of the log for a reader. Everything in it comes from the leaf, not from the columns beside it.</summary>
/// <param name="Content">Null if the leaf cannot be read; <paramref name="Stored"/> is then all there is.</param>
/// <param name="Event">The event with its private texts put back; null with <paramref name="Content"/>.</param>
/// <param name="Details">The private fields; the author's name stands under <see cref="DetailSealer.ActorName"/>.</param>
public sealed record LogEntry(
    AuditEntry Stored,
    EntryState State,
    LeafContent? Content,
    AuditEvent? Event,
    IReadOnlyList<LogDetail> Details
)
{
    public long Sequence => Stored.Sequence;

    public DateTimeOffset At => Content?.At ?? DateTimeOffset.FromUnixTimeMilliseconds(Stored.At);

    public string Kind => Event?.GetType().Name ?? Stored.Kind;

    public AuditOutcome Outcome => Content?.Outcome ?? Stored.Outcome;

    public PersonId? Actor => Content?.Actor;

    /// <summary>The author's name as it was; null for the vault itself, for a caller not signed in, and once destroyed.</summary>
    public string? ActorNameThen => Details.SingleOrDefault(d => d.Field == DetailSealer.ActorName)?.Text.Text;
}

/// <summary>A page of entries, newest first, with the names of whom and what they mention as they are now.</summary>
public sealed record LogPage(IReadOnlyList<LogEntry> Entries, bool HasNewer, bool HasOlder, LogNames Names);
