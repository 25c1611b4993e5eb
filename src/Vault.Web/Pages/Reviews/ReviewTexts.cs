namespace Vault.Web.Pages.Reviews;

/// <summary>Names the texts of reviews of the access log.</summary>
public sealed class ReviewTexts;
