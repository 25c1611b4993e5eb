namespace Vault.Web.Shell;

/// <summary>Names the texts of the shell: head, navigation, footer, error pages, validation.</summary>
public sealed class ShellTexts;
