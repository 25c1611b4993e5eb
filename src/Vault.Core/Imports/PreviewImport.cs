using Vault.Core.Custody;
using Vault.Core.People;

namespace Vault.Core.Imports;

/// <summary>What rows would do to the register if they were proposed and confirmed now. Nothing is written.</summary>
public sealed class PreviewImport(VaultDb db, TimeProvider clock, FieldSealer fields, Sealer sealer)
{
    /// <returns>Null unless the reader is a registrar.</returns>
    /// <exception cref="Audit.TamperedRowException">A row of the register is not the attested one, or was removed.</exception>
    public ImportPlan? Run(Standing reader, IEnumerable<RegisterRow> rows) =>
        reader.Holds(OfficeRole.Registrar)
            ? PlanImport.Run(RegisterState.Read(db, clock.GetUtcNow()), fields, sealer, reader.Id, rows)
            : null;
}
