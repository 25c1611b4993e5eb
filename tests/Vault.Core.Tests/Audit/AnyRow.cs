using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Vault.Core.Audit;

namespace Vault.Core.Tests.Audit;

/// <summary>
/// Rows of any table with power, built from the model alone, so that a table added tomorrow is attacked like the others.
/// </summary>
internal static class AnyRow
{
    /// <summary>Every table of rows with power, by the name of its entity.</summary>
    public static IEnumerable<IEntityType> Types(VaultDb db) =>
        db.Model.GetEntityTypes().Where(t => t.ClrType.IsAssignableTo(typeof(IAttestedRow)));

    /// <summary>A table that can hold one row only; it stands there from the first attack on.</summary>
    public static bool IsSingle(IEntityType type) => type.FindPrimaryKey()!.Properties is [{ ClrType.Name: "Int32" }];

    /// <summary>Adds a row and the rows it refers to.</summary>
    public static IAttestedRow Add(DbContext db, IEntityType type)
    {
        var row = Activator.CreateInstance(type.ClrType, nonPublic: true)!;
        foreach (var property in type.GetProperties().Where(p => !p.IsForeignKey()))
            Set(row, property, Sample(property));
        foreach (var reference in type.GetForeignKeys())
            Refer(db, type, row, reference);
        db.Add(row);
        return (IAttestedRow)row;
    }

    /// <summary>Gives one column of a row another value that the table takes.</summary>
    public static void Change(IAttestedRow row, IProperty property)
    {
        var (former, next) = (property.GetGetter().GetClrValue(row), Sample(property));
        while (Equals(former, next))
            next = Sample(property);
        Set(row, property, next);
    }

    /// <summary>A column that a command might change: no key, no reference.</summary>
    public static IProperty Changeable(IEntityType type) =>
        type.GetProperties().First(p => !p.IsKey() && !p.IsForeignKey());

    /// <summary>A value of the column's own kind that no row has, as it would be stored.</summary>
    public static object OtherStored(IProperty property)
    {
        // Of an enum with one name no other value has a name, but a number is read as a value too.
        if (property.ClrType.IsEnum && Enum.GetValues(property.ClrType).Length == 1)
            return Interlocked.Increment(ref _count).ToString(CultureInfo.InvariantCulture);
        var value = Sample(property);
        // As SQLite gives it back, which knows no booleans.
        return value is bool flag
            ? flag
                ? 1L
                : 0L
            : property.GetTypeMapping().Converter?.ConvertToProvider(value) ?? value;
    }

    private static void Refer(DbContext db, IEntityType type, object row, IForeignKey reference)
    {
        // A tree's row stands for a root: its parent is not needed.
        if (reference.PrincipalEntityType == type)
            return;
        var principal = Add(db, reference.PrincipalEntityType);
        for (var i = 0; i < reference.Properties.Count; i++)
            Set(row, reference.Properties[i], reference.PrincipalKey.Properties[i].GetGetter().GetClrValue(principal)!);
    }

    private static void Set(object row, IProperty property, object value)
    {
        if (property.PropertyInfo is { CanWrite: true } writable)
            writable.SetValue(row, value);
        else
            property.FieldInfo!.SetValue(row, value);
    }

    private static int _count;

    private static object Sample(IProperty property)
    {
        var number = Interlocked.Increment(ref _count);
        var type = Nullable.GetUnderlyingType(property.ClrType) ?? property.ClrType;
        if (type.IsEnum)
            return Enum.GetValues(type).GetValue(number % Enum.GetValues(type).Length)!;
        if (type == typeof(string))
            return string.Create(CultureInfo.InvariantCulture, $"text {number}");
        if (type == typeof(byte[]))
            return Guid.NewGuid().ToByteArray();
        if (type == typeof(DateTimeOffset))
            return DateTimeOffset.UnixEpoch.AddDays(number);
        if (type == typeof(DateOnly))
            return new DateOnly(2000, 1, 1).AddDays(number);
        if (type == typeof(bool))
            return number % 2 == 0;
        if (type == typeof(int))
            return number;
        if (type == typeof(long))
            return (long)number;
        return Activator.CreateInstance(type, Guid.NewGuid())!;
    }
}
