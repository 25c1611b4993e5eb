using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
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
    public static RowKey KeyOf(IEntityType type, IAttestedRow row) => new(type.GetTableName()!, row.RowId);

    public static byte[] Of(IEntityType type, object row)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Part(hash, "vault-row/1"u8);
        Part(hash, Encoding.UTF8.GetBytes(type.GetTableName()!));
        foreach (var property in type.GetProperties().OrderBy(p => p.Name, StringComparer.Ordinal))
        {
            if (Stored(property, row) is not { } value)
                continue;
            Part(hash, Encoding.UTF8.GetBytes(property.Name));
            Part(hash, Bytes(value));
        }
        return hash.GetHashAndReset();
    }

    private static object? Stored(IProperty property, object row)
    {
        var value = property.GetGetter().GetClrValue(row);
        return value is null ? null : property.GetTypeMapping().Converter?.ConvertToProvider(value) ?? value;
    }

    private static byte[] Bytes(object value) =>
        value switch
        {
            string s => Encoding.UTF8.GetBytes(s),
            byte[] b => b,
            bool b => [b ? (byte)1 : (byte)0],
            int i => Number(i),
            long l => Number(l),
            _ => throw new NotSupportedException(
                $"A column of type {value.GetType().Name} has no place in a row hash."
            ),
        };

    private static byte[] Number(long value)
    {
        var bytes = new byte[8];
        BinaryPrimitives.WriteInt64BigEndian(bytes, value);
        return bytes;
    }

    private static void Part(IncrementalHash hash, ReadOnlySpan<byte> value)
    {
        Span<byte> length = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(length, value.Length);
        hash.AppendData(length);
        hash.AppendData(value);
    }
}
