using Vault.Core.Playbooks;

namespace Vault.Web.Pages.Playbooks;

/// <summary>Steps to be shown one below the other.</summary>
/// <param name="Label">What they lead to, for screen readers.</param>
/// <param name="Website">The account's own address, for the links that mean it; null outside of an account.</param>
public sealed record StepList(IReadOnlyList<PlaybookStep> Steps, string Label, string? Website = null);

/// <summary>What is to be done in one of them, and where.</summary>
/// <param name="Website">As in <see cref="StepList"/>.</param>
public sealed record StepBody(PlaybookStep Step, string? Website);
