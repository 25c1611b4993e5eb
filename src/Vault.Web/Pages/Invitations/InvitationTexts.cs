namespace Vault.Web.Pages.Invitations;

/// <summary>Names the texts of the page an invitation leads to.</summary>
public sealed class InvitationTexts;
