using Vault.Core.Exports;
using Vault.Core.Filings;
using Vault.Web.Pages.Records;

namespace Vault.Web.Pages.Register;

/// <summary>The regulation's form as it is set on paper.</summary>
/// <param name="Changed">Columns that say something else than what was filed last.</param>
/// <param name="Mark">Null on a list of the register, which is no record.</param>
public sealed record FormPaper(RegistrationForm Form, IReadOnlySet<int> Changed, RecordMark? Mark)
{
    public static FormPaper Of(RegistrationForm form) => new(form, new HashSet<int>(), null);

    /// <param name="address">See <see cref="RecordMark"/>.</param>
    public static FormPaper Of(PrintedForm printed, string address) =>
        new(printed.Content.AsForm(), printed.Changed, new(printed.Number, printed.Form.Sha256, address));
}
