using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Vault.Core.Audit;
using Vault.Core.Custody;
using Vault.Core.SignIns;

namespace Vault.Core;

/// <summary>The one list of what the core offers.</summary>
public static class VaultServices
{
    /// <summary>Registers an opened vault and the use cases over it. The caller disposes the vault.</summary>
    public static IServiceCollection AddVaultCore(this IServiceCollection services, VaultInstance vault)
    {
        services.AddSingleton(vault);
        services.AddSingleton(vault.Clock);
        services.AddSingleton(vault.Writer);
        services.AddSingleton(vault.Log);
        services.AddSingleton(vault.Log.Attestations);
        services.AddDbContext<VaultDb>(vault.Store.ConfigureReader);
        services.AddSingleton<SessionStore>();

        services.AddSingleton<AttemptCounter>();
        services.AddSingleton<RecoveryCodes>();
        services.AddSingleton<SecondFactorCheck>();
        services.AddSingleton<SignInSealer>();
        services.AddScoped<StepUp>();

        services.AddSingleton<Sealer>();
        services.AddScoped<Reveal>();
        services.AddScoped<IssueCode>();
        services.AddScoped<Deposit>();
        services.AddScoped<TakeIntoUse>();
        services.AddScoped<CopySecret>();
        services.AddScoped<NoteRevealFailure>();
        services.AddScoped<ReadCustody>();

        services.AddScoped<ReadLog>();
        services.AddScoped<ReadLogEntry>();
        services.AddScoped<ReadOwnLog>();
        return services;
    }
}
