namespace Vault.Web.Pages.SetUp;

/// <summary>Names the texts of the first start.</summary>
public sealed class SetUpTexts;
