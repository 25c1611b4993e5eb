namespace Vault.Web.Pages.Register;

/// <summary>Names the texts of taking the register out of the vault.</summary>
public sealed class RegisterTexts;
