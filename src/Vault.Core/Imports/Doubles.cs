namespace Vault.Core.Imports;

/// <summary>
/// The accounts of a file seen so far, on all its sheets: the same row twice counts once; two rows that differ about
/// one account are the clerk's to decide.
/// </summary>
internal sealed class Doubles
{
    private readonly Dictionary<(string Unit, string Platform, string Name), RegisterRow> _seen = [];

    /// <summary>The rows that were not seen before; of the others those that differ are noted.</summary>
    public List<RegisterRow> Without(List<RegisterRow> rows, List<RowProblem> problems)
    {
        var kept = new List<RegisterRow>();
        foreach (var row in rows)
        {
            var key = (row.Unit, row.Platform, row.AccountName);
            if (_seen.TryAdd(key, row))
                kept.Add(row);
            else if (!SaysTheSame(_seen[key], row))
                problems.Add(new RowProblem(RowProblemKind.Twice, row.Sheet, row.Row, null, row.AccountName));
        }
        return kept;
    }

    private static bool SaysTheSame(RegisterRow one, RegisterRow other) =>
        People(one)
            .Order(StringComparer.Ordinal)
            .Zip(People(other).Order(StringComparer.Ordinal))
            .All(p => p.First == p.Second)
        && People(one).Count() == People(other).Count()
        && WithoutPeople(one) == WithoutPeople(other);

    private static RegisterRow WithoutPeople(RegisterRow row) =>
        row with
        {
            Row = 0,
            Sheet = "",
            Responsible = [],
            Supervisors = [],
            Administrators = [],
        };

    private static IEnumerable<string> People(RegisterRow row) =>
        row
            .Responsible.Select(p => $"responsible {p}")
            .Concat(row.Supervisors.Select(p => $"supervisor {p}"))
            .Concat(row.Administrators.Select(p => $"administrator {p}"));
}
