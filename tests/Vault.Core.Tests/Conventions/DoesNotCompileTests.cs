using Xunit;

namespace Vault.Core.Tests.Conventions;

/// <summary>
/// The illegal states that the types keep from compiling (R12, R24, R26, R31, R45, R47). Each stands beside the nearest
/// thing that is right and does compile, so that a misspelt snippet cannot pass for a refused one.
/// </summary>
public sealed class DoesNotCompileTests
{
    private static readonly Dictionary<string, (string Wrong, string Right)> Compiled = Enum.GetValues<Writer>()
        .SelectMany(Compile)
        .ToDictionary(c => c.Fact, c => (c.Wrong, c.Right), StringComparer.Ordinal);

    public static TheoryData<string> Facts => [.. Illegal.States.Select(s => s.Fact)];

    [Theory]
    [MemberData(nameof(Facts))]
    public void An_illegal_state_does_not_compile_and_its_legal_neighbour_does(string fact)
    {
        var (wrong, right) = Compiled[fact];

        Assert.Equal("", right);
        Assert.Equal(Illegal.States.Single(s => s.Fact == fact).Refusals, wrong);
    }

    private static IEnumerable<(string Fact, string Wrong, string Right)> Compile(Writer writer)
    {
        var states = Illegal.States.Where(s => s.Writer == writer).ToList();
        var wrong = Snippet.Refusals(writer, [.. states.Select(s => s.Wrong)]);
        var right = Snippet.Refusals(writer, [.. states.Select(s => s.Right)]);
        return states.Select((s, i) => (s.Fact, wrong[i], right[i]));
    }
}
