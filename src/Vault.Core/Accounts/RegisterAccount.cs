using Vault.Core.Audit;
using Vault.Core.People;

namespace Vault.Core.Accounts;

/// <summary>Enters an account in the register. Names are unique on their platform, as they are out there.</summary>
public sealed class RegisterAccount(VaultInstance vault, FieldSealer fields)
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
                var platform = new PlatformList(scope.Db).Find(entry.Platform) is { IsOffered: true } offered
                    ? offered
                    : null;
                if (platform is null)
                    faults.Add(new(RegisterField.Platform, Missing(entry.Platform)));
                var facts = new AccountReading(scope.Db, platform?.Key ?? "", null, faults).Read(entry);
                return facts is null
                    ? new RegisterOutcome<AccountId>.Faulty(faults)
                    : new RegisterOutcome<AccountId>.Entered(
                        Enter(scope, fields, platform!.Key, facts, AccountId.New())
                    );
            }
        );

    internal static AccountId Enter(
        WriteScope scope,
        FieldSealer fields,
        string platform,
        AccountFacts facts,
        AccountId id
    )
    {
        var account = Account.Of(platform, facts, fields.SealDetails(id, facts.Details), id, scope.Now);
        scope.Db.Add(account);
        scope.Append(new AccountRegistered(id, platform, PrivateText.Of(facts.Name), facts.Unit));
        return id;
    }

    private static RegisterProblem Missing(string? typed) =>
        string.IsNullOrEmpty(typed) ? RegisterProblem.Missing : RegisterProblem.Unknown;
}
