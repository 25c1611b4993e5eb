namespace Vault.Web.Pages.Playbooks;

/// <summary>Names the texts of the pages about playbooks.</summary>
public sealed class PlaybookTexts;
