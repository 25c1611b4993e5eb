using Microsoft.AspNetCore.Mvc.ApplicationModels;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Vault.Web.Pages.Checkouts;
using Vault.Web.Pages.Holdings;
using Vault.Web.Pages.Imports;
using Vault.Web.Pages.Notices;
using Vault.Web.Pages.Platforms;
using Vault.Web.Pages.Playbooks;
using Vault.Web.Pages.SetUp;
using Vault.Web.Words;

namespace Vault.Web.Pages;

/// <summary>What the pages of the first start and of the register share.</summary>
public static class RegisterWiring
{
    public static IServiceCollection AddVaultRegister(this IServiceCollection services) =>
        services
            .AddScoped<DomainWords>()
            .AddScoped<Accounts.AccountFilterWords>()
            .AddScoped<CheckoutWords>()
            .AddScoped<Filings.FilingWords>()
            .AddScoped<Handovers.HandoverWords>()
            .AddScoped<HoldingWords>()
            .AddScoped<NoticeWords>()
            .AddScoped<Reviews.ReviewWords>()
            .AddScoped<PlatformSaying>()
            .AddScoped<PlaybookWords>()
            .AddSingleton<FoundingDraft>()
            .AddSingleton<ImportDrafts>()
            .AddSingleton<ImportRuns>()
            .Configure<RazorPagesOptions>(pages =>
                pages.Conventions.AddPageRouteModelConvention("/Accounts/Index", AddMine)
            );

    /// <summary>The list of accounts under a second address: only those of one's own appointments.</summary>
    private static void AddMine(PageRouteModel page) =>
        page.Selectors.Add(
            new SelectorModel
            {
                AttributeRouteModel = new()
                {
                    Template = Accounts.IndexModel.MineAddress,
                    SuppressLinkGeneration = true,
                },
            }
        );
}
