using Microsoft.EntityFrameworkCore;
using Vault.Core.Audit;
using Vault.Core.People;
using Vault.Core.Text;

namespace Vault.Core.Accounts;

/// <summary>What a registrar types of an account.</summary>
public sealed record AccountEntry(string? Platform, string? Name, string? PublicId, UnitId? Unit);

/// <summary>Enters an account in the register. Names are unique on their platform, as they are out there.</summary>
public sealed class RegisterAccount(VaultInstance vault)
{
    /// <exception cref="VaultUnavailableException">The log took no line: nothing was entered.</exception>
    public Task<RegisterOutcome<AccountId>> Run(Actor actor, AccountEntry entry) =>
        vault.Writer.Write<RegisterOutcome<AccountId>>(
            actor,
            scope =>
            {
                if (!Registrar.Acts(scope, nameof(RegisterAccount)))
                    return new RegisterOutcome<AccountId>.NotYourRole();
                var faults = new List<RegisterFault>();
                var account = Parse(scope, entry, faults);
                if (account is null)
                    return new RegisterOutcome<AccountId>.Faulty(faults);
                scope.Db.Add(account);
                scope.Append(
                    new AccountRegistered(account.Id, account.Platform, PrivateText.Of(account.Name), account.Unit)
                );
                return new RegisterOutcome<AccountId>.Entered(account.Id);
            }
        );

    /// <summary>Null if anything is wrong, and then all of it is in the faults.</summary>
    private static Account? Parse(WriteScope scope, AccountEntry entry, List<RegisterFault> faults)
    {
        var platform = Platform.Find(entry.Platform);
        if (platform is null)
            faults.Add(
                new(
                    RegisterField.Platform,
                    string.IsNullOrEmpty(entry.Platform) ? RegisterProblem.Missing : RegisterProblem.Unknown
                )
            );
        if (!NameText.TryParse(entry.Name, Account.NameLimit, out var name, out var fault))
            faults.Add(RegisterFault.Of(RegisterField.Name, fault.Value));
        else if (platform is not null && IsTaken(scope.Db, platform.Key, name))
            faults.Add(new(RegisterField.Name, RegisterProblem.Taken));
        string? publicId = null;
        if (
            !string.IsNullOrWhiteSpace(entry.PublicId)
            && !NameText.TryParse(entry.PublicId, Account.NameLimit, out publicId, out var wrong)
        )
            faults.Add(RegisterFault.Of(RegisterField.PublicId, wrong.Value));
        if (!Units.Exists(scope.Db, entry.Unit))
            faults.Add(Units.Fault(entry.Unit));
        return faults.Count > 0 ? null : Account.Of(platform!.Key, name!, publicId, entry.Unit!.Value, scope.Now);
    }

    private static bool IsTaken(VaultDb db, string platform, string name) =>
        db.Set<Account>().Any(a => a.Platform == platform && a.Name == name);
}
