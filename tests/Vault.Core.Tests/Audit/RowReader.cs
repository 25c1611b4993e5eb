using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Vault.Core.Audit;

namespace Vault.Core.Tests.Audit;

/// <summary>Reads the rows of one table in the two ways of the product, for any table.</summary>
internal abstract class RowReader
{
    public static RowReader Of(IEntityType type) =>
        (RowReader)Activator.CreateInstance(typeof(Typed<>).MakeGenericType(type.ClrType))!;

    /// <summary>As a use case asks for one row.</summary>
    public abstract void ByKey(VaultDb db, string rowId, object?[] storedKey);

    /// <summary>As a use case asks for a set that decides something.</summary>
    public abstract void OfOwner(VaultDb db, Guid owner);

    public abstract IEnumerable<IAttestedRow> All(VaultDb db);

    private sealed class Typed<TRow> : RowReader
        where TRow : class, IAttestedRow
    {
        public override void ByKey(VaultDb db, string rowId, object?[] storedKey) =>
            db.OneOfNow(db.Set<TRow>().Where(KeyIs(db, storedKey)), rowId);

        public override void OfOwner(VaultDb db, Guid owner) =>
            db.AllOfNow(owner, db.Set<TRow>().AsEnumerable().Where(r => r.RowOwner == owner).AsQueryable());

        public override IEnumerable<IAttestedRow> All(VaultDb db) => db.Set<TRow>().AsEnumerable();

        private static Expression<Func<TRow, bool>> KeyIs(VaultDb db, object?[] storedKey)
        {
            var row = Expression.Parameter(typeof(TRow));
            var parts = db
                .Model.FindEntityType(typeof(TRow))!
                .FindPrimaryKey()!
                .Properties.Select(
                    (p, i) =>
                        Expression.Equal(
                            Expression.Property(row, p.PropertyInfo!),
                            Expression.Constant(FromStored(p, storedKey[i]!), p.ClrType)
                        )
                );
            return Expression.Lambda<Func<TRow, bool>>(parts.Aggregate(Expression.AndAlso), row);
        }

        private static object FromStored(IProperty property, object stored) =>
            property.GetTypeMapping().Converter is { } converter
                ? converter.ConvertFromProvider(stored)!
                : Convert.ChangeType(stored, property.ClrType, System.Globalization.CultureInfo.InvariantCulture);
    }
}
