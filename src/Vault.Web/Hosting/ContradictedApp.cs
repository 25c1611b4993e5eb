using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Abstractions;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Vault.Core;
using Vault.Core.Witnesses;
using Vault.Web.Shell;
using Vault.Web.SignIn;

namespace Vault.Web.Hosting;

/// <summary>
/// What a vault serves whose log is not what its witness saw: one page with both heads, on which two persons acknowledge
/// the loss with the code on the console. No use case that opens a secret exists in this process.
/// </summary>
public static class ContradictedApp
{
    /// <summary>Names of the form's fields; those of a person carry his number, 1 or 2.</summary>
    public const string CodeField = "ConsoleCode";
    public const string UserNameField = "UserName";
    public const string PasswordField = "Password";
    public const string FactorField = "Factor";

    /// <param name="code">On the console, nowhere else.</param>
    /// <param name="begun">Called once the new epoch has begun: the vault is to be opened anew.</param>
    public static WebApplication Build(
        Opening.Contradicted why,
        EpochCode code,
        Action begun,
        Listening listening,
        Action<WebApplicationBuilder>? adjust = null
    )
    {
        var builder = VaultApp.NewBuilder(listening);
        builder.Services.AddVaultEpoch(why.Vault, code);
        builder.Services.AddVaultShell();
        builder.Services.AddScoped<CurrentActor>();
        RequestLimits.AddTo(builder.Services);
        adjust?.Invoke(builder);
        var app = builder.Build();
        app.UseVaultShell(pipeline =>
        {
            pipeline.UseRateLimiter();
            pipeline.Use((HttpContext context, RequestDelegate _) => Answer(context, why.Finding, begun));
        });
        return app;
    }

    private static async Task Answer(HttpContext context, WitnessFinding finding, Action begun)
    {
        context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
        if (!HttpMethods.IsPost(context.Request.Method))
        {
            await Write(context, new(finding, null));
            return;
        }
        if (!await context.RequestServices.GetRequiredService<IAntiforgery>().IsRequestValidAsync(context))
        {
            context.Response.StatusCode = StatusCodes.Status400BadRequest;
            return;
        }
        var outcome = await Begin(context);
        await Write(context, new(finding, outcome));
        if (outcome is BeginEpochOutcome.Begun)
        {
            await context.Response.CompleteAsync();
            begun();
        }
    }

    private static async Task<BeginEpochOutcome> Begin(HttpContext context)
    {
        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        var caller = context.RequestServices.GetRequiredService<CurrentActor>();
        var begin = context.RequestServices.GetRequiredService<BeginEpoch>();
        return await begin.Run(form[CodeField], Signature(form, 1), Signature(form, 2), caller.Address, caller.Device);
    }

    private static EpochSignature Signature(IFormCollection form, int person) =>
        new(form[$"{UserNameField}{person}"], form[$"{PasswordField}{person}"], form[$"{FactorField}{person}"]);

    private static Task Write(HttpContext context, ContradictedView view)
    {
        var metadata = context.RequestServices.GetRequiredService<IModelMetadataProvider>();
        var page = new ViewResult
        {
            ViewName = "/Hosting/Contradicted.cshtml",
            ViewData = new ViewDataDictionary<ContradictedView>(metadata, new ModelStateDictionary()) { Model = view },
        };
        return page.ExecuteResultAsync(new ActionContext(context, new RouteData(), new ActionDescriptor()));
    }
}

/// <summary>What the page shows.</summary>
/// <param name="Outcome">Of what was sent; null before.</param>
public sealed record ContradictedView(WitnessFinding Finding, BeginEpochOutcome? Outcome);
