namespace Vault.Core.Tests.Conventions;

/// <param name="Writer">Who writes it.</param>
/// <param name="Refusals">The compiler's ids, sorted, separated by blanks.</param>
/// <param name="Wrong">Members of a class that must not compile.</param>
/// <param name="Right">The nearest thing that must.</param>
internal sealed record IllegalState(string Fact, Writer Writer, string Refusals, string Wrong, string Right);

/// <summary>What must not compile, by what it would break, each beside what does.</summary>
internal static class Illegal
{
    public static IReadOnlyList<IllegalState> States { get; } =
    [.. IllegalOpenings.States, .. IllegalUses.States, .. IllegalGrants.States, .. IllegalHierarchies.States];
}
