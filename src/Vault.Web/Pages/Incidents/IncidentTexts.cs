namespace Vault.Web.Pages.Incidents;

/// <summary>Names the texts of incidents.</summary>
public sealed class IncidentTexts;
