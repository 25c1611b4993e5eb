using System.Buffers;
using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Vault.Core.Audit;

/// <summary>Names one row with power: table and primary key.</summary>
public readonly record struct RowKey(string Table, string Id);

/// <summary>
/// A row that carries power: whoever can change it unseen can reach a secret. The log attests it: the leaf of each
/// change carries its hash, and a row that the log does not know in this form is refused when it is read.
/// Such rows are ended, never deleted.
/// </summary>
public interface IAttestedRow
{
    /// <summary>The primary key as text.</summary>
    string RowId { get; }

    /// <summary>What the row belongs to (a person, an account), so that a missing row of a set is noticed; or empty.</summary>
    Guid RowOwner { get; }
}

/// <summary>
/// The hash of a row with power, format 1: SHA-256 over <c>vault-row/1</c>, the table's name and, for every column that
/// is not null in ordinal order of the names, the name and the stored value; each part preceded by its length as four
/// bytes, big endian. Null columns are left out, so a nullable column added later leaves old hashes valid.
/// </summary>
public static class RowHash
{
    // Rows are hashed by every read and every write; the buffer holds stored values only, never an opened secret.
    [ThreadStatic]
    private static ArrayBufferWriter<byte>? _buffer;

    public static RowKey KeyOf(IEntityType type, IAttestedRow row) => new(RowShape.Of(type).Table, row.RowId);

    /// <summary>The hash of an entity as it is, or will be, stored.</summary>
    public static byte[] Of(IEntityType type, object row)
    {
        var shape = RowShape.Of(type);
        var buffer = Begin(shape);
        foreach (var column in shape.Columns)
            Add(buffer, column, column.Stored(row));
        return SHA256.HashData(buffer.WrittenSpan);
    }

    /// <summary>The same hash over stored values, in the order of the shape's columns, without building the entity.</summary>
    internal static byte[] OfStored(RowShape shape, ReadOnlySpan<object?> values)
    {
        var buffer = Begin(shape);
        for (var i = 0; i < values.Length; i++)
            Add(buffer, shape.Columns[i], values[i]);
        return SHA256.HashData(buffer.WrittenSpan);
    }

    /// <summary>A part of the message: its length and its bytes.</summary>
    internal static void Part(ArrayBufferWriter<byte> buffer, ReadOnlySpan<byte> value)
    {
        BinaryPrimitives.WriteInt32BigEndian(buffer.GetSpan(4), value.Length);
        buffer.Advance(4);
        buffer.Write(value);
    }

    private static ArrayBufferWriter<byte> Begin(RowShape shape)
    {
        var buffer = _buffer ??= new ArrayBufferWriter<byte>(1024);
        buffer.ResetWrittenCount();
        buffer.Write(shape.Head);
        return buffer;
    }

    private static void Add(ArrayBufferWriter<byte> buffer, RowColumn column, object? value)
    {
        if (value is null)
            return;
        buffer.Write(column.Head);
        switch (value)
        {
            case string text:
                Text(buffer, text);
                break;
            case byte[] bytes:
                Part(buffer, bytes);
                break;
            case bool flag:
                Part(buffer, flag ? [1] : [0]);
                break;
            default:
                Number(buffer, value is int i ? i : (long)value);
                break;
        }
    }

    private static void Text(ArrayBufferWriter<byte> buffer, string text)
    {
        var span = buffer.GetSpan(4 + Encoding.UTF8.GetMaxByteCount(text.Length));
        var length = Encoding.UTF8.GetBytes(text, span[4..]);
        BinaryPrimitives.WriteInt32BigEndian(span, length);
        buffer.Advance(4 + length);
    }

    private static void Number(ArrayBufferWriter<byte> buffer, long value)
    {
        Span<byte> bytes = stackalloc byte[8];
        BinaryPrimitives.WriteInt64BigEndian(bytes, value);
        Part(buffer, bytes);
    }
}
