using System.Net.Mime;
using System.Text;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Vault.Core;
using Vault.Core.Witnesses;
using Vault.Web.SignIn;

namespace Vault.Web.Pages.Log;

/// <summary>The signed head of the log to be kept on paper: text, and the same text as a QR code.</summary>
[Authorize(Policy = Policies.Reviewer)]
public sealed class CheckpointModel(TakeCheckpoint take, VaultInstance vault, CurrentActor current) : PageModel
{
    public TakeCheckpointOutcome.Taken Taken { get; private set; } = null!;

    public byte[] PublicKey => vault.Signer.PublicKey;

    public string PublicKeyPem => vault.Signer.PublicKeyPem;

    public async Task<IActionResult> OnGetAsync()
    {
        if (await take.Run(current.Actor) is not TakeCheckpointOutcome.Taken taken)
            return StatusCode(StatusCodes.Status403Forbidden);
        Taken = taken;
        return Page();
    }

    /// <summary>The public key as a file. It is no secret; whoever verifies has to have it.</summary>
    public IActionResult OnGetKey() =>
        File(
            Encoding.ASCII.GetBytes(PublicKeyPem + "\n"),
            MediaTypeNames.Application.Octet,
            "credential-vault-log.pem"
        );
}
