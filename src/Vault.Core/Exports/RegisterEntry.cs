using Vault.Core.Accounts;
using Vault.Core.Holdings;
using Vault.Core.People;

namespace Vault.Core.Exports;

/// <summary>An account with everybody and everything the register has of it, as rows held against the log.</summary>
/// <param name="Supervising">Null where it is the unit's own parent.</param>
/// <param name="Responsible">Appointed to the account; if nobody is, over the nearest unit.</param>
/// <param name="Supervisors">The same for supervising leaders.</param>
/// <param name="Administrators">The custodian first.</param>
/// <param name="Holdings">Those that run now.</param>
internal sealed record RegisterEntry(
    AccountLine Line,
    Unit? Supervising,
    IReadOnlyList<Person> Responsible,
    IReadOnlyList<Person> Supervisors,
    IReadOnlyList<Person> Administrators,
    IReadOnlyList<Person> Assistants,
    IReadOnlyList<Holding> Holdings
)
{
    public Account Account => Line.Account;
}
