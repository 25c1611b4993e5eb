using Vault.Core.Audit;

namespace Vault.Core.People;

/// <summary>The guard of every entry in the register: the actor is a registrar now, or the attempt is a line.</summary>
internal static class Registrar
{
    /// <param name="entry">The use case, as the refusal in the log names it.</param>
    public static bool Acts(WriteScope scope, string entry)
    {
        if (Standing.Read(scope.Db, scope.Actor.RequirePerson(), scope.Now)?.Holds(OfficeRole.Registrar) == true)
            return true;
        scope.Append(new AccessRefused(entry, null));
        return false;
    }
}
