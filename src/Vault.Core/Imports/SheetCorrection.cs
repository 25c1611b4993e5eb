namespace Vault.Core.Imports;

/// <summary>
/// What a clerk says about a sheet where it was misunderstood. What does not fit the sheet, such as a row it does not
/// have or a platform nobody knows, is passed over: the reading shows what was made of it.
/// </summary>
/// <param name="Sheet">The sheet's tab; empty for a csv file.</param>
public sealed record SheetCorrection(string Sheet)
{
    /// <summary>Whether it is read at all; null leaves it at that: visible sheets are, hidden ones are not.</summary>
    public bool? Read { get; init; }

    /// <summary>The first row of the heading as a clerk counts, from 1; null leaves it where it was found.</summary>
    public int? HeaderRow { get; init; }

    /// <summary>1 or 2; counts only with <see cref="HeaderRow"/>.</summary>
    public int HeaderRows { get; init; } = 1;

    /// <summary>The key of the platform of all rows that name none themselves; null leaves it as it was found.</summary>
    public string? Platform { get; init; }

    /// <summary>
    /// The meaning of columns by their index from 0; those not named keep theirs, unless it was given to another. A
    /// column that holds passwords can only be read as that or not at all: elsewhere they would stand in clear.
    /// </summary>
    public IReadOnlyDictionary<int, RegisterColumn> Columns { get; init; } = new Dictionary<int, RegisterColumn>();

    /// <summary>The header of the sheet as this correction wants it; null where there still is none.</summary>
    internal Header? Correct(Sheet sheet, Header? found, PlatformWords platforms)
    {
        var header =
            HeaderRow is { } row && row >= 1 && row <= sheet.Rows.Count
                ? Header.Read(sheet, row - 1, Math.Clamp(HeaderRows, 1, 2), platforms)
                : found;
        if (header is null)
            return null;
        var platform = Platform is { } key && platforms.Knows(key) ? key : header.Platform;
        return header with { Platform = platform, Columns = [.. Meanings(header, SecretColumns.Of(found, header))] };
    }

    private IEnumerable<HeaderColumn> Meanings(Header header, IReadOnlySet<int> secret)
    {
        var given = Columns
            .Where(c => !secret.Contains(c.Key) || c.Value is RegisterColumn.Password or RegisterColumn.Ignored)
            .ToDictionary();
        foreach (var column in header.Columns)
        {
            if (given.TryGetValue(column.Index, out var meaning))
                yield return column with
                {
                    Meaning = meaning,
                };
            else if (given.ContainsValue(column.Meaning))
                yield return column with
                {
                    Meaning = RegisterColumn.Ignored,
                };
            else
                yield return column;
        }
    }
}
