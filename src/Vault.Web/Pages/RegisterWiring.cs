using Vault.Web.Pages.SetUp;
using Vault.Web.Words;

namespace Vault.Web.Pages;

/// <summary>What the pages of the first start and of the register share.</summary>
public static class RegisterWiring
{
    public static IServiceCollection AddVaultRegister(this IServiceCollection services) =>
        services.AddSingleton<DomainWords>().AddSingleton<FoundingDraft>();
}
