namespace Vault.Web.Pages.Custody;

/// <summary>Names the texts of deposit, reveal and codes.</summary>
public sealed class CustodyTexts;
