using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Vault.TestKit.Faults;

/// <summary>
/// The moments at which a process may be killed, counted, and the one at which this process is: when SQLite begins to
/// write a commit, when it has written it and is about to flush it, and wherever a test says so. Between the two lies
/// nothing but SQLite's own writing. It is a shim over SQLite's file system (sqlite.org/vfs.html), so the product has no
/// hook. 64 bits only.
/// </summary>
public static class FaultPoints
{
    // Offsets in sqlite3_vfs, sqlite3_io_methods and sqlite3_file (sqlite.org/c3ref/vfs.html, io_methods.html).
    private const int VfsSize = 168;
    private const int NextVfs = 16;
    private const int VfsName = 24;
    private const int Open = 40;
    private const int MethodsSize = 152;
    private const int Write = 24;
    private const int Sync = 40;

    // Native code holds on to them.
    private static readonly List<Delegate> Kept = [];
    private static readonly Dictionary<IntPtr, IntPtr> Shims = [];
    private static int _killAt;
    private static bool _isWriting;

    public static int Count { get; private set; }

    /// <summary>Call it before the first database is opened.</summary>
    /// <param name="point">1 is the first; 0 only counts.</param>
    public static void KillAt(int point)
    {
        _killAt = point;
        var system = FindVfs(IntPtr.Zero);
        var shim = Copy(system, VfsSize);
        Marshal.WriteIntPtr(shim, NextVfs, IntPtr.Zero);
        Marshal.WriteIntPtr(shim, VfsName, Marshal.StringToCoTaskMemUTF8("fault-points"));
        var open = Method<OpenFile>(system, Open);
        Replace<OpenFile>(
            shim,
            Open,
            (vfs, name, file, flags, outFlags) =>
            {
                var result = open(vfs, name, file, flags, outFlags);
                var methods = Marshal.ReadIntPtr(file);
                if (methods != IntPtr.Zero)
                    Marshal.WriteIntPtr(file, ShimOf(methods));
                return result;
            }
        );
        if (RegisterVfs(shim, 1) != 0)
            throw new InvalidOperationException("SQLite did not take the shim.");
    }

    /// <summary>One of the moments; the process ends here if it is the chosen one.</summary>
    public static void Reached()
    {
        if (++Count == _killAt)
            Process.GetCurrentProcess().Kill();
    }

    private static IntPtr ShimOf(IntPtr methods)
    {
        if (Shims.TryGetValue(methods, out var known))
            return known;
        var shim = Copy(methods, MethodsSize);
        var write = Method<WriteFile>(methods, Write);
        var sync = Method<SyncFile>(methods, Sync);
        Replace<WriteFile>(
            shim,
            Write,
            (file, bytes, amount, offset) =>
            {
                if (!_isWriting)
                    Reached();
                _isWriting = true;
                return write(file, bytes, amount, offset);
            }
        );
        Replace<SyncFile>(
            shim,
            Sync,
            (file, flags) =>
            {
                Reached();
                _isWriting = false;
                return sync(file, flags);
            }
        );
        return Shims[methods] = shim;
    }

    private static IntPtr Copy(IntPtr from, int size)
    {
        var bytes = new byte[size];
        Marshal.Copy(from, bytes, 0, size);
        var copy = Marshal.AllocHGlobal(size);
        Marshal.Copy(bytes, 0, copy, size);
        return copy;
    }

    private static T Method<T>(IntPtr table, int offset) =>
        Marshal.GetDelegateForFunctionPointer<T>(Marshal.ReadIntPtr(table, offset));

    private static void Replace<T>(IntPtr table, int offset, T method)
        where T : Delegate
    {
        Kept.Add(method);
        Marshal.WriteIntPtr(table, offset, Marshal.GetFunctionPointerForDelegate(method));
    }

    [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
    private delegate int OpenFile(IntPtr vfs, IntPtr name, IntPtr file, int flags, IntPtr outFlags);

    [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
    private delegate int WriteFile(IntPtr file, IntPtr bytes, int amount, long offset);

    [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
    private delegate int SyncFile(IntPtr file, int flags);

    [DllImport("e_sqlite3", EntryPoint = "sqlite3_vfs_find")]
    private static extern IntPtr FindVfs(IntPtr name);

    [DllImport("e_sqlite3", EntryPoint = "sqlite3_vfs_register")]
    private static extern int RegisterVfs(IntPtr vfs, int makeDefault);
}
