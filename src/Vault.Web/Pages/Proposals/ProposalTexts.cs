namespace Vault.Web.Pages.Proposals;

/// <summary>Names the texts of the pages about proposals.</summary>
public sealed class ProposalTexts;
