using Vault.Core.People;

namespace Vault.Web.SignIn;

/// <summary>The signed-in person as the rules of offices ask for him.</summary>
public static class CurrentStanding
{
    public static Standing Standing(this CurrentActor current) => new(current.Person, current.Roles);
}
