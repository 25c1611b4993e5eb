using Xunit;

namespace Vault.TestKit;

/// <summary>
/// A fact that needs a program of the host, say <c>oathtool</c>; without it the test is skipped and says so. The full
/// suite (<c>.ci/run</c>) installs the programs and counts a skipped test as a failure.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class NeedsToolAttribute : FactAttribute
{
    public NeedsToolAttribute(params string[] tools)
    {
        var missing = tools.Where(tool => !HostTools.IsInstalled(tool)).ToList();
        if (missing.Count > 0)
            Skip = HostTools.SkipReason(missing);
    }
}

/// <summary>As <see cref="NeedsToolAttribute"/>, for theories.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class NeedsToolTheoryAttribute : TheoryAttribute
{
    public NeedsToolTheoryAttribute(params string[] tools)
    {
        var missing = tools.Where(tool => !HostTools.IsInstalled(tool)).ToList();
        if (missing.Count > 0)
            Skip = HostTools.SkipReason(missing);
    }
}

/// <summary>The programs found on the host's search path.</summary>
public static class HostTools
{
    public static bool IsInstalled(string tool) => PathOf(tool) is not null;

    /// <summary>The full path of a program, or null when it is not on the search path.</summary>
    public static string? PathOf(string tool) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "")
            .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .Select(folder => Path.Combine(folder, tool))
            .FirstOrDefault(File.Exists);

    public static string SkipReason(IEnumerable<string> missing) =>
        $"needs {string.Join(" and ", missing)} on the search path; not installed here";
}
