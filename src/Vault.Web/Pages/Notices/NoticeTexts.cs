namespace Vault.Web.Pages.Notices;

/// <summary>Names the texts of notices.</summary>
public sealed class NoticeTexts;
