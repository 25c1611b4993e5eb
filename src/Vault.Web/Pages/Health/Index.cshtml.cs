using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Vault.Core;
using Vault.Core.Backups;
using Vault.Core.Witnesses;
using Vault.Web.SignIn;

namespace Vault.Web.Pages.Health;

/// <summary>How the vault is: for those who have to act when something is not as it should be.</summary>
[Authorize(Policy = Policies.Technical)]
public sealed class IndexModel(VaultInstance vault, LogVerification verification) : PageModel
{
    public WitnessStatus Status { get; private set; } = null!;

    public BackupStatus Backups { get; private set; } = null!;

    public BackupPlan? Plan => vault.Backups;

    public bool IsBackupTooOld => !vault.Demo && Backups.IsTooOld(vault.Clock.GetUtcNow());

    public long Size { get; private set; }

    public long SizeAtStart => vault.SizeAtStart;

    public int Epoch => vault.Log.Epoch;

    public Verified? Verified => verification.Last;

    public TimeSpan? RevealLimit => vault.Witnesses.RevealLimit;

    public void OnGet()
    {
        // The witnesses first: what is added meanwhile counts as not witnessed, never the other way round.
        Status = vault.Witnesses.Status();
        Size = vault.Log.Size;
        Backups = BackupStatus.Of(vault);
    }

    /// <summary>Entries wait longer for a witness than they should.</summary>
    public bool IsLate => WitnessLine.IsLate(Status, vault.Clock.GetUtcNow());
}
