namespace Vault.Web.Pages.Persons;

/// <summary>Names the texts of the pages about persons, and the names of roles.</summary>
public sealed class PersonTexts;
