namespace Vault.Core.Checks;

/// <summary>What must hold at every moment. Each is one line of the report.</summary>
public enum Invariant
{
    /// <summary>The database file is sound, and no reference in it leads nowhere.</summary>
    Database,

    /// <summary>The log has no gap, every leaf has its hash, and size and root are those of its head.</summary>
    LogTree,

    /// <summary>What stands beside each leaf for searching says what the leaf says.</summary>
    LogColumns,

    /// <summary>Every private text of the log is there and matches its commitment.</summary>
    LogDetails,

    /// <summary>The log is what the newest witnessed checkpoint says, with entries added.</summary>
    Witness,

    /// <summary>Every row with power is as the log attests it, none is missing, none is foreign.</summary>
    Rows,

    /// <summary>Every secret that is not destroyed opens at its place, under a key the ring holds.</summary>
    SecretsOpen,

    /// <summary>Every secret is the one its line of the log put in custody, in the state the log says.</summary>
    SecretsMatchLog,

    /// <summary>No component has two current values, or two pending ones.</summary>
    OneCurrent,

    /// <summary>Who knows what is what the log says was shown and set.</summary>
    Knowledge,

    /// <summary>What people sign in with opens for the person it belongs to.</summary>
    SignIns,

    /// <summary>Data and keys can be read by nobody but the vault's own user.</summary>
    FileModes,
}

/// <summary>What was found wrong.</summary>
public enum FindingKind
{
    DatabaseDamaged,
    ReferenceBroken,
    SchemaDiffers,
    EntryMissing,
    WitnessMissing,
    WitnessUnreadable,
    ShorterThanWitnessed,
    OtherThanWitnessed,
    EntryUnreadable,
    EntryHashDiffers,
    EntryNodesDiffer,
    HeadDiffers,
    EntryColumnsDiffer,
    DetailDestroyed,
    DetailDamaged,
    RowDiffers,
    RowMissing,
    RowUnknown,
    SecretDoesNotOpen,
    SecretKeyMissing,
    SecretDiffersFromLog,
    SecretNotInLog,
    SecretMissing,
    TwoCurrent,
    KnowledgeMissing,
    KnowledgeUnfounded,
    SignInDoesNotOpen,
    ModeTooWide,
}

/// <summary>One thing that is wrong, and where: a sequence, a row, a path. Never a content.</summary>
public sealed record Finding(FindingKind Kind, string Where);

/// <summary>One invariant: how much was looked at and what was found.</summary>
/// <param name="Looked">Entries, rows, files: what the invariant is about.</param>
/// <param name="Findings">At most <see cref="Limit"/>; more are only more of the same.</param>
public sealed record CheckLine(Invariant Invariant, long Looked, IReadOnlyList<Finding> Findings)
{
    public const int Limit = 20;

    /// <summary>Whether there was anything to look at it with; what was not checked neither holds nor fails.</summary>
    public bool WasChecked { get; init; } = true;

    /// <summary>From when what it was held against is, where that says something; null otherwise.</summary>
    public DateTimeOffset? At { get; init; }

    public bool Holds => Findings.Count == 0;
}

/// <summary>Every invariant, in the order of <see cref="Invariant"/>.</summary>
public sealed record CheckReport(IReadOnlyList<CheckLine> Lines)
{
    public bool IsSound => Lines.All(l => l.Holds);
}

/// <summary>Collects one line of the report.</summary>
internal sealed class LineBuilder(Invariant invariant)
{
    private readonly List<Finding> _findings = [];

    public long Looked { get; set; }

    public void Find(FindingKind kind, string where)
    {
        if (_findings.Count < CheckLine.Limit)
            _findings.Add(new(kind, where));
    }

    public CheckLine Line() => new(invariant, Looked, _findings);
}
