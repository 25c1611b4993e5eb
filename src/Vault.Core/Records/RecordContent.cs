namespace Vault.Core.Records;

/// <summary>A line of a paper: what, and how it stands.</summary>
/// <param name="IsCode">Digits to be compared one by one: set so that none is taken for another.</param>
public sealed record RecordFact(string Term, string Text, bool IsCode = false);

/// <summary>A ruled table; its head is repeated on every page.</summary>
public sealed record RecordTable(IReadOnlyList<RecordColumn> Columns, IReadOnlyList<IReadOnlyList<string>> Rows);

/// <param name="IsShort">A number, a version, a moment: never broken into two lines.</param>
public sealed record RecordColumn(string Heading, bool IsShort = false);

/// <summary>A part of a paper under its heading: facts, a table, or a sentence where there is nothing to tell.</summary>
public sealed record RecordSection(string? Heading)
{
    public IReadOnlyList<RecordFact> Facts { get; init; } = [];

    public RecordTable? Table { get; init; }

    public string? Text { get; init; }

    /// <summary>A table, or in its place that there is none.</summary>
    internal static RecordSection Of(
        string heading,
        IReadOnlyList<RecordColumn> columns,
        IReadOnlyList<IReadOnlyList<string>> rows,
        string none
    ) =>
        rows.Count == 0
            ? new RecordSection(heading) { Text = none }
            : new RecordSection(heading) { Table = new(columns, rows) };
}

/// <summary>Room for one signature in ink, with the name below it.</summary>
/// <param name="Signed">When and how he has signed in the vault; null: he has not, or nothing is signed there.</param>
public sealed record RecordSignature(string Role, string Name, string? Signed);

/// <summary>
/// What stands on a paper, as texts in Chinese whatever the language of the screen: it is signed and filed in offices that
/// write Chinese, and one paper has one digest.
/// </summary>
/// <param name="Closing">The sentence that is signed.</param>
/// <param name="Copies">How many copies there are and who keeps them; null: one.</param>
/// <param name="Log">How many entries the log had when it was printed, and the RFC 6962 root over them.</param>
public sealed record RecordContent(
    string Title,
    IReadOnlyList<RecordSection> Sections,
    string Closing,
    IReadOnlyList<RecordSignature> Signatures,
    string? Copies,
    RecordFact Log
);
