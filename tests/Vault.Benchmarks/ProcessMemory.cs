using System.Diagnostics;

namespace Vault.Benchmarks;

/// <summary>What this process holds in memory, in megabytes.</summary>
internal static class ProcessMemory
{
    private const double Megabyte = 1024 * 1024;

    /// <summary>What it keeps once garbage is gone; its most is counted anew from here.</summary>
    public static double Remaining()
    {
#pragma warning disable S1215 // A figure of memory begins with none that is garbage.
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
#pragma warning restore S1215
        // proc(5): 5 resets the peak resident set size.
        if (OperatingSystem.IsLinux())
            File.WriteAllText("/proc/self/clear_refs", "5");
        using var process = Process.GetCurrentProcess();
        return process.WorkingSet64 / Megabyte;
    }

    /// <summary>The most it held since.</summary>
    public static double Most()
    {
        using var process = Process.GetCurrentProcess();
        return process.PeakWorkingSet64 / Megabyte;
    }
}
