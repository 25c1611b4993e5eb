namespace Vault.Web.Pages.Units;

/// <summary>Names the texts of the pages about units.</summary>
public sealed class UnitTexts;
