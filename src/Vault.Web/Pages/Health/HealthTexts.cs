namespace Vault.Web.Pages.Health;

/// <summary>Texts of the vault's state.</summary>
public sealed class HealthTexts;
