using System.Net;
using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Vault.Web.Shell;

namespace Vault.Browser.Tests.Shell;

/// <summary>The shell without a vault behind it, on plain http on loopback; everybody who comes is Zhang San.</summary>
public sealed class ShellServer : IAsyncLifetime
{
    private WebApplication? _app;

    public string Origin => _app!.Urls.Single();

    public async Task InitializeAsync()
    {
        var builder = WebApplication.CreateBuilder(
            new WebApplicationOptions { ApplicationName = "Vault.Web", ContentRootPath = AppContext.BaseDirectory }
        );
        builder.WebHost.UseStaticWebAssets();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        builder.Logging.ClearProviders();
        builder.Services.AddVaultShell(shell => shell.ShowsComponents = true);
        builder.Services.AddDataProtection().UseEphemeralDataProtectionProvider();
        builder
            .Services.AddAuthentication(EverybodyIsKnown.Name)
            .AddScheme<AuthenticationSchemeOptions, EverybodyIsKnown>(EverybodyIsKnown.Name, null);
        _app = builder.Build();
        _app.UseVaultShell();
        _app.MapGet("/test/status/{status:int}", (int status) => Results.StatusCode(status));
        await _app.StartAsync();
    }

    public async Task DisposeAsync() => await _app!.DisposeAsync();

    private sealed class EverybodyIsKnown(
        IOptionsMonitor<AuthenticationSchemeOptions> options,
        ILoggerFactory logger,
        UrlEncoder encoder
    ) : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
    {
        public const string Name = "everybody";

        protected override Task<AuthenticateResult> HandleAuthenticateAsync()
        {
            var person = new ClaimsPrincipal(new ClaimsIdentity([new Claim(ClaimTypes.Name, "Zhang San")], Name));
            return Task.FromResult(AuthenticateResult.Success(new AuthenticationTicket(person, Name)));
        }
    }
}
