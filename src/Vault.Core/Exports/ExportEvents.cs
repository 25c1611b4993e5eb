using Vault.Core.Accounts;
using Vault.Core.Audit;

namespace Vault.Core.Exports;

/// <summary>
/// Somebody took the register, or a part of it, out of the vault as a file or on paper; written before he has it.
/// </summary>
/// <param name="Accounts">How many accounts stand on it.</param>
/// <param name="Persons">How many persons are named on it.</param>
/// <param name="WithContacts">Ways to reach them stand on it too.</param>
/// <param name="Text">What was searched for; null where nothing was, like every filter that follows.</param>
public sealed record RegisterExported(
    ExportKind Kind,
    ExportMedium Medium,
    int Accounts,
    int Persons,
    bool WithContacts,
    PrivateText? Text,
    string? Platform,
    UnitId? Unit,
    AccountStatus? Status,
    AccountNature? Nature,
    VerificationState? Verification,
    bool? WithoutCustodian,
    bool? Incomplete,
    bool? RotationOwed
) : AuditEvent
{
    internal static RegisterExported Of(ExportOrder order, IReadOnlyList<RegisterEntry> entries)
    {
        var query = order.Query;
        return new(
            order.Kind,
            order.Medium,
            entries.Count,
            entries
                .SelectMany(e =>
                    e.Responsible.Concat(e.Administrators)
                        // A form of the regulation names neither leaders nor assistants.
                        .Concat(order.Kind == ExportKind.Register ? e.Supervisors.Concat(e.Assistants) : [])
                )
                .Select(p => p.Id)
                .Distinct()
                .Count(),
            order.ShowsContacts,
            string.IsNullOrWhiteSpace(query.Text) ? null : PrivateText.Of(query.Text),
            query.Platform,
            query.Unit,
            query.Status,
            query.Nature,
            query.Verification,
            query.WithoutCustodian ? true : null,
            query.Incomplete ? true : null,
            query.RotationOwed ? true : null
        );
    }
}
