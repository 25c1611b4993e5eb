using Microsoft.EntityFrameworkCore.Diagnostics;
using Vault.Core.Audit;

namespace Vault.Core.Storage;

/// <summary>
/// Holds every row with power against the log as it is read, wherever it is read as an entity. Projections pass it by,
/// so a rule decides on entities, never on projected columns.
/// </summary>
internal sealed class AttestedRowInterceptor : IMaterializationInterceptor
{
    public static readonly AttestedRowInterceptor Instance = new();

    public object InitializedInstance(MaterializationInterceptionData materializationData, object entity)
    {
        if (entity is IAttestedRow row && materializationData.Context is VaultDb db)
        {
            var type = materializationData.EntityType;
            var (key, hash) = (RowHash.KeyOf(type, row), RowHash.Of(type, entity));
            db.Attestations.Check(key, hash, db.Since);
            db.RowsRead.Saw(key, hash);
        }
        return entity;
    }
}
