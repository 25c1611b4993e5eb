using Xunit;

namespace Vault.TestKit;

/// <summary>Skipped, with the reason, where files have no Unix modes.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class UnixFactAttribute : FactAttribute
{
    public UnixFactAttribute()
    {
        if (OperatingSystem.IsWindows())
            Skip = "Windows has no Unix file modes.";
    }
}
