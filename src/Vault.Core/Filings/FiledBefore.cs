using Microsoft.EntityFrameworkCore;
using Vault.Core.People;

namespace Vault.Core.Filings;

/// <summary>What was filed last for an account, which a new form is compared with.</summary>
internal static class FiledBefore
{
    /// <summary>Null: nothing was filed before this filing.</summary>
    /// <exception cref="Audit.TamperedRowException">A row is not the attested one, or was removed.</exception>
    public static FormContent? Read(VaultDb db, FieldSealer fields, Filing filing)
    {
        var ofAccount = db.AllOfNow(filing.Account.Value, db.Set<Filing>().Where(f => f.Account == filing.Account));
        var last = ofAccount
            .Where(f => f.IsFiled && (f.Year, f.Serial).CompareTo((filing.Year, filing.Serial)) < 0)
            .MaxBy(f => (f.Year, f.Serial));
        if (last?.Form is not { } id)
            return null;
        var form = db.OneOfNow(db.Set<FilingForm>().Where(f => f.Id == id), id.ToString())!;
        return FilingText.Form(fields, form);
    }
}
