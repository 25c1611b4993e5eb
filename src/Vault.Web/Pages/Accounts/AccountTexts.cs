namespace Vault.Web.Pages.Accounts;

/// <summary>Names the texts of the register's accounts.</summary>
public sealed class AccountTexts;
