using Vault.Core;
using Vault.Core.Custody;
using Vault.Core.People;
using Vault.Web.SignIn;

namespace Vault.Web.Pages.Custody;

/// <summary>Where the page asks before it copies: 204 once the copy is in the log, and only then does the page copy.</summary>
public static class CopyEndpoint
{
    public static void MapCopy(this IEndpointRouteBuilder endpoints) =>
        endpoints.MapPost("/accounts/{account}/secrets/{component}/copy", Copy).RequireAuthorization();

    private static async Task<IResult> Copy(
        AccountId account,
        string component,
        SecretVersionId version,
        CurrentActor current,
        VaultInstance vault,
        CopySecret copy
    )
    {
        if (!ComponentNames.TryParse(component, out var parsed))
            return Results.NotFound();
        var proof = current.Session.ProofFor(ProofPurpose.UseSecrets, account.Value, vault.Clock.GetUtcNow());
        return await copy.Run(current.Actor, proof, account, parsed, version)
            ? Results.NoContent()
            : Results.NotFound();
    }
}
