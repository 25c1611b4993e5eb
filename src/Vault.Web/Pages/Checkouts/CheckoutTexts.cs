namespace Vault.Web.Pages.Checkouts;

/// <summary>Names the texts of checkouts.</summary>
public sealed class CheckoutTexts;
