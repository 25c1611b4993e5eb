namespace Vault.Core.Evidence;

/// <summary>The file <c>credential-vault-log/1</c>; <c>Audit/README.md</c> holds the layout.</summary>
internal static class ExportFormat
{
    public const string Header = "credential-vault-log/1";

    /// <summary>Bytes of a line at most, the line feed not counted: what a verifier has to hold at once.</summary>
    public const int MaxLine = 16 * 1024 * 1024;
}
