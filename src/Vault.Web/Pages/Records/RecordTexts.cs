namespace Vault.Web.Pages.Records;

/// <summary>Names the texts on and about printed records.</summary>
public sealed class RecordTexts;
