namespace Vault.Web.Components;

/// <summary>Names the texts the components bring along themselves.</summary>
public sealed class ComponentTexts;
