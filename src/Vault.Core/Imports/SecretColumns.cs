namespace Vault.Core.Imports;

/// <summary>The columns whose values nobody may be shown, whatever a clerk makes of them.</summary>
internal static class SecretColumns
{
    /// <summary>
    /// The columns that are headed as secrets, in the header that was found or in the one that counts, or read as
    /// passwords: another heading row would not make their values any less secret.
    /// </summary>
    public static HashSet<int> Of(Header? found, Header header) =>
        [
            .. (found?.Columns ?? []).Where(IsSecret).Select(c => c.Index),
            .. header.Columns.Where(IsSecret).Select(c => c.Index),
        ];

    /// <summary>The header without what stands above such a column by mistake: with a wrong heading row, a password.</summary>
    public static Header Hide(Header header, HashSet<int> secret) =>
        header with
        {
            Columns =
            [
                .. header.Columns.Select(c =>
                    secret.Contains(c.Index) && !ColumnNames.IsSecret(c.Heading) ? c with { Heading = "" } : c
                ),
            ],
        };

    private static bool IsSecret(HeaderColumn column) =>
        column.Meaning == RegisterColumn.Password || ColumnNames.IsSecret(column.Heading);
}
