using System.Security.Cryptography;
using Microsoft.Extensions.Localization;
using Vault.Core.Evidence;
using Vault.Core.Text;

namespace Vault.Web.Commands;

/// <summary>
/// <c>verify-log FILE [--key PEM] [--checkpoint FILE]…</c>: verifies an exported log or a database file offline. It opens
/// no vault and changes nothing. The last line is the verdict, the same in every language and from every verifier.
/// </summary>
public static class VerifyLogCommand
{
    /// <returns>0 if the log is sound; 1 if it is not, or not proven to be; 2 if a file cannot be read.</returns>
    public static int Run(string file, string? keyFile, IReadOnlyList<string> checkpoints, TextWriter output)
    {
        var texts = EvidenceTexts.Console();
        ECDsa? key = null;
        if (keyFile is not null)
        {
            key = ReadKey(keyFile);
            if (key is null)
                return Write(new(new(LogFault.Unreadable, null, 0, []), [], keyFile), texts, output);
        }
        using (key)
            return Write(VerifyLog.Run(new(file, key, checkpoints)), texts, output);
    }

    private static ECDsa? ReadKey(string file)
    {
        try
        {
            return PublicKeyFile.Read(file);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static int Write(VerifiedLog verified, IStringLocalizer texts, TextWriter output)
    {
        foreach (var line in verified.Lines)
            output.WriteLine($"{Mark(line.Kind)} {texts[$"Line.{line.Kind}", [.. line.Arguments.Select(Inert)]]}");
        var verdict = verified.Verdict;
        if (verdict.Fault is { } fault)
        {
            output.WriteLine($"✗ {texts[$"Fault.{fault}"]}");
            if (verdict.At is { } at)
                output.WriteLine("    " + texts["At", at]);
            if (verified.Where is { } where)
                output.WriteLine("    " + InertText.Of(where));
        }
        output.WriteLine(verdict.ToString());
        return verdict.Fault switch
        {
            null => 0,
            LogFault.Unreadable => 2,
            _ => 1,
        };
    }

    /// <summary>What holds is ticked; what has only been noticed is not.</summary>
    private static char Mark(EvidenceKind kind) =>
        kind is EvidenceKind.Epoch or EvidenceKind.Superseded or EvidenceKind.Foreign or EvidenceKind.Unwitnessed
            ? '–'
            : '✓';

    private static object Inert(object argument) => argument is string text ? InertText.Of(text) : argument;
}
