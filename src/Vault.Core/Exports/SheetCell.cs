using System.Globalization;

namespace Vault.Core.Exports;

/// <summary>What stands in one cell of a sheet or paper. A cell never holds a formula: there is no case for one.</summary>
public abstract record SheetCell
{
    private SheetCell() { }

    /// <summary>As it stands on paper.</summary>
    public abstract string Printed { get; }

    /// <summary>Null where there is no text.</summary>
    public static SheetCell? Of(string? text) => string.IsNullOrEmpty(text) ? null : new Text(text);

    /// <summary>Null where there is no day.</summary>
    public static SheetCell? Of(DateOnly? day) => day is { } known ? new Day(known) : null;

    /// <summary>Ids and phone numbers are texts too: as numbers a spreadsheet would round them.</summary>
    public sealed record Text(string Value) : SheetCell
    {
        public override string Printed => Value;
    }

    /// <summary>A day, which a spreadsheet can sort and compute with.</summary>
    public sealed record Day(DateOnly Value) : SheetCell
    {
        public override string Printed => Value.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
    }

    /// <summary>A count or running number.</summary>
    public sealed record Number(int Value) : SheetCell
    {
        public override string Printed => Value.ToString(CultureInfo.InvariantCulture);
    }
}
