using System.Net;
using System.Security.Claims;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Localization;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Vault.Web.Components;
using Vault.Web.Shell;
using Vault.Web.SignIn;
using Xunit;

namespace Vault.Web.Tests.Shell;

/// <summary>
/// The shell on a real Kestrel, over http and https, with endpoints that fail in every way. A text that is missing throws here
/// instead of showing its key. Whoever sends <see cref="PersonHeader"/> is signed in under that name.
/// </summary>
public sealed class ShellHost : IAsyncLifetime
{
    public const string PersonHeader = "X-Test-Person";

    /// <summary>Stands in the messages of exceptions; must never reach a response.</summary>
    public const string Canary = "canary-7f3a";

    private readonly X509Certificate2 _certificate = Certificate();
    private readonly WebApplication _app;

    public ShellHost() => _app = Build(_certificate);

    public Uri Http { get; private set; } = null!;
    public Uri Https { get; private set; } = null!;
    public IServiceProvider Services => _app.Services;

    public async Task InitializeAsync()
    {
        await _app.StartAsync();
        var addresses = _app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses;
        Http = new Uri(addresses.Single(a => a.StartsWith("http:")));
        Https = new Uri(addresses.Single(a => a.StartsWith("https:")));
    }

    public async Task DisposeAsync()
    {
        await _app.DisposeAsync();
        _certificate.Dispose();
    }

    /// <summary>A browser without cookies, over https, that follows no redirect.</summary>
    public HttpClient Browser(string? language = null, string? person = null)
    {
        var handler = new SocketsHttpHandler { AllowAutoRedirect = false };
        // Nobody vouches for the host's certificate; only that very one is accepted.
        handler.SslOptions.RemoteCertificateValidationCallback = (_, shown, _, _) => _certificate.Equals(shown);
        var client = new HttpClient(handler) { BaseAddress = Https };
        client.DefaultRequestHeaders.Add("Accept", "text/html");
        if (language is not null)
            client.DefaultRequestHeaders.Add("Accept-Language", language);
        if (person is not null)
            client.DefaultRequestHeaders.Add(PersonHeader, person);
        return client;
    }

    private static WebApplication Build(X509Certificate2 certificate)
    {
        var builder = WebApplication.CreateBuilder(
            new WebApplicationOptions { ApplicationName = "Vault.Web", ContentRootPath = Repository.Web }
        );
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.Listen(IPAddress.Loopback, 0);
            kestrel.Listen(IPAddress.Loopback, 0, listen => listen.UseHttps(certificate));
            kestrel.Limits.MaxRequestBodySize = 64 * 1024;
        });
        builder.Services.AddVaultShell(shell => shell.ShowsComponents = true);
        builder.Services.AddDataProtection().UseEphemeralDataProtectionProvider();
        builder.Services.AddSingleton<IStringLocalizerFactory, StrictTexts>();
        builder
            .Services.AddAuthentication(HeaderSignIn.Scheme)
            .AddScheme<AuthenticationSchemeOptions, HeaderSignIn>(HeaderSignIn.Scheme, null);
        var app = builder.Build();
        app.UseVaultShell();
        MapFailures(app);
        return app;
    }

    private static void MapFailures(WebApplication app)
    {
        app.MapGet("/test/status/{status:int}", (int status) => Results.StatusCode(status));
        app.MapGet("/test/throw", string () => throw new InvalidOperationException(Canary));
        app.MapGet("/test/too-large", string () => throw new BadHttpRequestException(Canary, 413));
        app.MapGet("/test/closed", () => "open").RequireAuthorization();
        app.MapPost("/test/json", (Sent sent) => Results.Json(sent));
        app.MapPost("/test/token-free", (Sent sent) => Results.Json(sent)).DisableAntiforgery();
        app.MapGet(
            "/test/renewed",
            string (HttpContext context) =>
            {
                SessionCookie.Write(context.Response, "first");
                SessionCookie.Write(context.Response, "second");
                throw new InvalidOperationException(Canary);
            }
        );
        app.MapGet(
            "/test/ended",
            string (HttpContext context) =>
            {
                SessionCookie.Write(context.Response, "first");
                SessionCookie.Remove(context.Response);
                throw new InvalidOperationException(Canary);
            }
        );
        app.MapGet(
            "/test/flash",
            (HttpContext context, ITempDataDictionaryFactory factory) =>
            {
                var temp = factory.GetTempData(context);
                Flash.Leave(temp, NoticeKind.Done, "returned & filed");
                temp.Save();
                return Results.Redirect("/components");
            }
        );
    }

    private static X509Certificate2 Certificate()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=127.0.0.1", key, HashAlgorithmName.SHA256);
        var now = DateTimeOffset.UtcNow;
        using var certificate = request.CreateSelfSigned(now.AddDays(-1), now.AddDays(1));
        return X509CertificateLoader.LoadPkcs12(certificate.Export(X509ContentType.Pfx), null);
    }

    public sealed record Sent(string Text);
}

/// <summary>Signs in whoever names himself in a header: the shell only needs a name.</summary>
public sealed class HeaderSignIn(
    IOptionsMonitor<AuthenticationSchemeOptions> options,
    ILoggerFactory logger,
    UrlEncoder encoder
) : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    public new const string Scheme = "header";

    protected override Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        var name = Request.Headers[ShellHost.PersonHeader].ToString();
        if (name.Length == 0)
            return Task.FromResult(AuthenticateResult.NoResult());
        var person = new ClaimsPrincipal(new ClaimsIdentity([new Claim(ClaimTypes.Name, name)], Scheme));
        return Task.FromResult(AuthenticateResult.Success(new AuthenticationTicket(person, Scheme)));
    }
}
