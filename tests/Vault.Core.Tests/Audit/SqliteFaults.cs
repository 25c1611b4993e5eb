using System.Data.Common;
using System.Runtime.InteropServices;
using Microsoft.Data.Sqlite;

namespace Vault.Core.Tests.Audit;

/// <summary>Faults for which the managed wrapper has no entry.</summary>
internal static class SqliteFaults
{
    private const int IoError = 10;

    // Kept for the life of the process: native code holds on to it.
    private static readonly WalHook Lose = (_, _, _, _) => IoError;

    /// <summary>
    /// From now on every commit of this connection reaches the disk and is reported as failed, as when the answer of a
    /// disk gets lost (sqlite.org/c3ref/wal_hook.html: "the commit will have still occurred").
    /// </summary>
    public static void LoseTheReportOfCommits(DbConnection connection) =>
        SetWalHook(
            ((SqliteConnection)connection).Handle!.DangerousGetHandle(),
            Marshal.GetFunctionPointerForDelegate(Lose),
            IntPtr.Zero
        );

    [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
    private delegate int WalHook(IntPtr argument, IntPtr connection, IntPtr database, int pages);

    [DllImport("e_sqlite3", EntryPoint = "sqlite3_wal_hook")]
    private static extern IntPtr SetWalHook(IntPtr connection, IntPtr hook, IntPtr argument);
}
