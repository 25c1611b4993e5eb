using System.Collections.Concurrent;

namespace Vault.Core.Audit;

/// <summary>A row differs from what the log attests, is missing, or was never written by the vault.</summary>
public sealed class TamperedRowException(RowKey row, TamperKind how)
    : Exception($"Row {row.Id} of {row.Table} is not the one the log attests: {how}.")
{
    public RowKey Row => row;

    public TamperKind How => how;
}

public enum TamperKind
{
    /// <summary>The row's content is not what the newest leaf says.</summary>
    Differs,

    /// <summary>The log knows the row, the database does not have it.</summary>
    Missing,

    /// <summary>The database has a row that no leaf ever wrote.</summary>
    Unknown,
}

/// <summary>
/// Which refused rows were alarmed: each form of a row once, so that a page that is asked for again and again does not
/// fill the log, and no more than <see cref="Limit"/> in the life of the process, so that an attacker cannot either.
/// </summary>
internal sealed class TamperAlarms
{
    public const int Limit = 1000;

    private readonly ConcurrentDictionary<(RowKey, TamperKind, string), byte> _raised = new();

    /// <summary>Writes the alarm; set by the writer, whose log line it becomes.</summary>
    public Action<TamperedRowException, Action>? Write { get; set; }

    /// <param name="refused">The row as it was met.</param>
    /// <param name="form">Its hash, where it has one.</param>
    public void Raise(TamperedRowException refused, byte[]? form)
    {
        var alarm = (refused.Row, refused.How, form is null ? "" : Convert.ToHexString(form));
        if (_raised.Count >= Limit || !_raised.TryAdd(alarm, 0))
            return;
        // An alarm that could not be written is raised again when the row is met again.
        Write?.Invoke(refused, () => _raised.TryRemove(alarm, out _));
    }
}
