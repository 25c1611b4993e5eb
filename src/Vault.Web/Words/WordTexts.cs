namespace Vault.Web.Words;

/// <summary>Names the texts of the domain's own words.</summary>
public sealed class WordTexts;
