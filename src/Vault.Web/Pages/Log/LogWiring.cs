namespace Vault.Web.Pages.Log;

/// <summary>What other slices need to say what an event says.</summary>
public static class LogWiring
{
    public static IServiceCollection AddVaultLog(this IServiceCollection services) =>
        services.AddSingleton<EventRendering>();
}
