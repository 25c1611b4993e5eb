using System.Buffers;
using System.Globalization;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Vault.Core.Audit;

/// <summary>What of a table's rows is hashed and in which order; worked out once for each model.</summary>
internal sealed class RowShape
{
    private RowShape(IEntityType type)
    {
        Table = type.GetTableName()!;
        Columns = [.. type.GetProperties().OrderBy(p => p.Name, StringComparer.Ordinal).Select(p => new RowColumn(p))];
        var names = Columns.Select(c => c.Name).ToList();
        _key = [.. type.FindPrimaryKey()!.Properties.Select(p => names.IndexOf(p.Name))];
        var head = new ArrayBufferWriter<byte>();
        RowHash.Part(head, "vault-row/1"u8);
        RowHash.Part(head, Encoding.UTF8.GetBytes(Table));
        Head = head.WrittenSpan.ToArray();
    }

    private readonly int[] _key;

    public string Table { get; }

    /// <summary>The message's beginning, which all rows of the table share.</summary>
    public byte[] Head { get; }

    /// <summary>In ordinal order of their names.</summary>
    public IReadOnlyList<RowColumn> Columns { get; }

    public static RowShape Of(IEntityType type) =>
        type.GetOrAddRuntimeAnnotationValue("Vault:RowShape", static t => new RowShape(t!), type);

    /// <summary>The row's <see cref="IAttestedRow.RowId"/> from stored values: its key, joined by slashes.</summary>
    public string RowIdOf(ReadOnlySpan<object?> values)
    {
        var id = new StringBuilder();
        foreach (var column in _key)
            id.Append(id.Length == 0 ? "" : "/").Append(CultureInfo.InvariantCulture, $"{values[column]}");
        return id.ToString();
    }
}

/// <summary>One column of a row with power.</summary>
internal sealed class RowColumn
{
    private readonly IProperty _property;
    private readonly ValueConverter? _converter;
    private readonly Type _stored;

    /// <exception cref="NotSupportedException">A type that has no place in a row hash.</exception>
    public RowColumn(IProperty property)
    {
        Name = property.Name;
        StoredName = property.GetColumnName();
        _property = property;
        _converter = property.GetTypeMapping().Converter;
        var type = _converter?.ProviderClrType ?? property.ClrType;
        _stored = Nullable.GetUnderlyingType(type) ?? type;
        if (
            _stored != typeof(string)
            && _stored != typeof(byte[])
            && _stored != typeof(bool)
            && _stored != typeof(int)
            && _stored != typeof(long)
        )
            throw new NotSupportedException($"{property.Name}: a {_stored.Name} has no place in a row hash.");
        var head = new ArrayBufferWriter<byte>();
        RowHash.Part(head, Encoding.UTF8.GetBytes(Name));
        Head = head.WrittenSpan.ToArray();
    }

    public string Name { get; }

    public string StoredName { get; }

    /// <summary>The name as a part of the message.</summary>
    public byte[] Head { get; }

    /// <summary>The value an entity has, in the form in which it is stored.</summary>
    public object? Stored(object row)
    {
        // Its getter is compiled when it is first asked for: most tables are only compared, and that takes none.
        var value = _property.GetGetter().GetClrValue(row);
        return value is null || _converter is null ? value : _converter.ConvertToProvider(value);
    }

    /// <summary>
    /// Whether the vault could have stored this. SQLite keeps what it is given, so an attacker may put a number as a
    /// blob: it reads alike and compares differently.
    /// </summary>
    public bool IsPlausible(object? raw) =>
        raw switch
        {
            null => true,
            string => _stored == typeof(string),
            byte[] => _stored == typeof(byte[]),
            long number => _stored == typeof(long)
                || (_stored == typeof(int) && number is >= int.MinValue and <= int.MaxValue)
                || (_stored == typeof(bool) && number is 0 or 1),
            _ => false,
        };

    /// <summary>A raw value as the hash takes it.</summary>
    public object? FromRaw(object? raw) => _stored == typeof(bool) && raw is long number ? number == 1 : raw;
}
