using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace Vault.Core.Storage;

/// <summary>What a failure inside a command means for its neighbours and for its caller.</summary>
internal static class StorageFailures
{
    // Result codes of SQLite (sqlite.org/rescode.html).
    private const int Error = 1;
    private const int TooBig = 18;
    private const int Constraint = 19;
    private const int Mismatch = 20;
    private const int Range = 25;
    private const int PrimaryKey = 1555;
    private const int Unique = 2067;

    /// <summary>
    /// Whether the statement was wrong and not the storage: the transaction lives on and the command fails alone. After
    /// every other code (full, read-only, input/output, busy, corrupt, …) the transaction is gone or doubtful.
    /// </summary>
    public static bool ConcernOneCommand(Exception e) =>
        Sqlite(e)?.SqliteErrorCode is null or Error or TooBig or Constraint or Mismatch or Range;

    /// <summary>Whether another change came first. A missing value or parent row is a defect, not a race.</summary>
    public static bool AreConflict(Exception e) =>
        e is DbUpdateConcurrencyException || Sqlite(e)?.SqliteExtendedErrorCode is PrimaryKey or Unique;

    /// <summary>Whether storage does not answer.</summary>
    public static bool AreStorage(Exception e) => !ConcernOneCommand(e);

    private static SqliteException? Sqlite(Exception? e)
    {
        while (e is not null and not SqliteException)
            e = e.InnerException;
        return (SqliteException?)e;
    }
}
