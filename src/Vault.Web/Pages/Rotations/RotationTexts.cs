namespace Vault.Web.Pages.Rotations;

/// <summary>Names the texts of changing secrets.</summary>
public sealed class RotationTexts;
