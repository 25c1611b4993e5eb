using System.Diagnostics;
using Xunit;

namespace Vault.TestKit;

/// <summary>Reads back what stands on paper: a PDF, by <c>pdftotext</c>.</summary>
public static class Paper
{
    /// <summary>The text, line by line as it lies on the page; a form feed ends each page.</summary>
    public static string TextOf(string pdf)
    {
        using var process = Process.Start(
            new ProcessStartInfo("pdftotext", ["-layout", "-enc", "UTF-8", pdf, "-"]) { RedirectStandardOutput = true }
        )!;
        var text = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.Equal(0, process.ExitCode);
        return text;
    }

    /// <summary>Each of the words stands on the page, each after the one before.</summary>
    public static void HoldsInOrder(string page, params string[] words)
    {
        var at = 0;
        foreach (var word in words)
        {
            var found = page.IndexOf(word, at, StringComparison.Ordinal);
            Assert.True(found >= 0, $"{word} does not stand after what should come before it:\n{page}");
            at = found + word.Length;
        }
    }
}
