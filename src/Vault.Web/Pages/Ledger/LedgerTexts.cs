namespace Vault.Web.Pages.Ledger;

/// <summary>Names the texts of the knowledge ledger.</summary>
public sealed class LedgerTexts;
