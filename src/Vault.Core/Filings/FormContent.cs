using System.Security.Cryptography;
using System.Text.Json;
using Vault.Core.Exports;

namespace Vault.Core.Filings;

/// <summary>
/// What stands on a printed form for one account, as texts: the regulation's head, the one row, and who leads. Kept as it
/// was printed.
/// </summary>
/// <param name="Groups">Headings, as on <see cref="RegistrationForm"/>.</param>
/// <param name="Cells">One for each column; null is empty.</param>
/// <param name="Leaders">主管领导, who signs beside the head; none where nobody is.</param>
public sealed record FormContent(
    string Title,
    string UnitLine,
    string LeaderLine,
    IReadOnlyList<FormGroup> Groups,
    IReadOnlyList<string?> Cells,
    string? Leaders,
    string DayLine,
    string Note
)
{
    /// <summary>Below a form that has marks; in Chinese like the form, in every language of the screen.</summary>
    public const string ChangedNote = "注：加粗并画线的内容与上次备案不同。";

    private const string Format = "vault-form/1";

    internal static FormContent Of(RegistrationForm form, string? leaders) =>
        new(
            form.Title,
            form.UnitLine,
            form.LeaderLine,
            form.Groups,
            [.. form.Pages[0][0].Select(c => c?.Printed)],
            leaders,
            form.DayLine,
            form.Note
        );

    /// <summary>The form as it is set on paper.</summary>
    public RegistrationForm AsForm() =>
        new(
            Title,
            UnitLine,
            LeaderLine,
            Groups,
            [
                [
                    [.. Cells.Select(c => c is null ? null : SheetCell.Of(c))],
                ],
            ],
            DayLine,
            Note
        );

    /// <summary>Which columns say something else than on a former form; all of them if it was another form.</summary>
    public IReadOnlySet<int> ColumnsUnlike(FormContent former)
    {
        var isSame = former.Title == Title && former.Cells.Count == Cells.Count;
        return Enumerable.Range(0, Cells.Count).Where(i => !isSame || Cells[i] != former.Cells[i]).ToHashSet();
    }

    /// <summary>
    /// SHA-256 over the salt and UTF-8 JSON in the order of this type, format <c>vault-form/1</c>; the headings are the
    /// form's own and are not in it.
    /// </summary>
    internal byte[] HashWith(ReadOnlySpan<byte> salt)
    {
        using var stream = new MemoryStream();
        stream.Write(salt);
        using (var json = new Utf8JsonWriter(stream))
        {
            json.WriteStartObject();
            json.WriteString("format", Format);
            json.WriteString("title", Title);
            json.WriteString("unit", UnitLine);
            json.WriteStartArray("cells");
            foreach (var cell in Cells)
                json.WriteStringValue(cell);
            json.WriteEndArray();
            json.WriteString("leaders", Leaders);
            json.WriteString("day", DayLine);
            json.WriteEndObject();
        }
        return SHA256.HashData(stream.GetBuffer().AsSpan(0, (int)stream.Length));
    }
}
