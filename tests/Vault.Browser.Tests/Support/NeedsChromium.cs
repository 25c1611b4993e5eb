namespace Vault.Browser.Tests.Support;

/// <summary>A theory in a browser; without Chromium it is skipped and says so.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class NeedsChromiumTheoryAttribute : TheoryAttribute
{
    public NeedsChromiumTheoryAttribute()
    {
        if (!File.Exists(Chromium.Path))
            Skip = $"needs Chromium at {Chromium.Path}; not installed here";
    }
}
