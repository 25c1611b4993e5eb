using System.Globalization;

namespace Vault.Core.Evidence;

/// <summary>What is wrong with a log. <c>Audit/README.md</c> says of each when it is found, and in which order.</summary>
public enum LogFault
{
    /// <summary>A file could not be read at all; nothing is known of the log.</summary>
    Unreadable,

    /// <summary>Neither an export nor a database, or an export that breaks off.</summary>
    Format,

    /// <summary>SQLite cannot read the database.</summary>
    Database,
    Leaf,
    Sequence,
    Hash,
    Nodes,
    Columns,
    Epoch,
    Head,
    Texts,
    Note,
    Size,
    Root,
    Origin,
    Signature,
    Checkpoint,
    CheckpointSignature,
    CheckpointSize,
    CheckpointRoot,

    /// <summary>Everything holds, but nobody could say by whose key.</summary>
    NoKey,

    /// <summary>Everything holds, but no checkpoint says that this is the log.</summary>
    NoCheckpoint,
}

/// <summary>The end of a verification: what was proven, or the first thing that does not hold.</summary>
/// <param name="At">The entry that is wrong; null where no single one is.</param>
/// <param name="Size">Entries that the signed head covers; 0 where unsound.</param>
public sealed record LogVerdict(LogFault? Fault, long? At, long Size, byte[] Root)
{
    public bool IsSound => Fault is null;

    /// <summary>The code in <see cref="ToString"/>.</summary>
    public static string CodeOf(LogFault fault) =>
        string.Concat(fault.ToString().Select((c, i) => i > 0 && char.IsUpper(c) ? $"-{c}" : $"{c}"))
            .ToLowerInvariant();

    /// <summary>The line that every verifier of this log prints last.</summary>
    public override string ToString() =>
        Fault is { } fault
            ? $"UNSOUND code={CodeOf(fault)} at={At?.ToString(CultureInfo.InvariantCulture) ?? "--"}"
            : string.Create(CultureInfo.InvariantCulture, $"SOUND size={Size} root={Convert.ToBase64String(Root)}");
}

/// <summary>Ends a verification at the first thing that does not hold.</summary>
public sealed class UnsoundException(LogFault fault, long? at = null) : Exception(fault.ToString())
{
    public LogFault Fault => fault;

    public long? At => at;
}
