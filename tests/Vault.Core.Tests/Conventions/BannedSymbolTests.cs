using Microsoft.CodeAnalysis;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Vault.Core.Tests.Conventions;

/// <summary>
/// What the build forbids by name: clocks that a test cannot turn, predictable chance, and every way of changing rows
/// past the writer (R43, R44, R72). A misspelt name would forbid nothing and say nothing.
/// </summary>
public sealed class BannedSymbolTests
{
    private static readonly string[][] Banned = [.. Repository.Lines("BannedSymbols.txt").Select(l => l.Split(';', 2))];

    public static TheoryData<string> Names => [.. Banned.Select(b => b[0])];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_banned_name_names_something(string name) =>
        Assert.NotEmpty(DocumentationCommentId.GetSymbolsForDeclarationId(name, Snippet.World));

    [Fact]
    public void Every_ban_has_its_reason() => Assert.All(Banned, b => Assert.True(b is [_, { Length: > 10 }], b[0]));

    [Fact]
    public void Every_way_of_changing_rows_past_the_writer_is_banned()
    {
        var ways = new[]
        {
            typeof(EntityFrameworkQueryableExtensions),
            typeof(RelationalQueryableExtensions),
            typeof(RelationalDatabaseFacadeExtensions),
        }
            .Select(t => Snippet.World.GetTypeByMetadataName(t.FullName!)!)
            .SelectMany(t => t.GetMembers().OfType<IMethodSymbol>())
            .Where(m => m.DeclaredAccessibility == Accessibility.Public)
            .Where(m => m.Name.StartsWith("Execute", StringComparison.Ordinal))
            .Select(m => m.GetDocumentationCommentId()!)
            .ToList();

        Assert.Contains(ways, w => w.Contains(".ExecuteUpdate``1", StringComparison.Ordinal));
        Assert.Contains(ways, w => w.Contains(".ExecuteSqlRaw(", StringComparison.Ordinal));
        var missing = ways.Except(Banned.Select(b => b[0]), StringComparer.Ordinal).ToList();
        Assert.True(missing.Count == 0, string.Join('\n', missing));
    }

    [Fact]
    public void No_rule_switches_the_bans_off_for_the_product()
    {
        var section = "";
        foreach (var line in Repository.Lines(".editorconfig"))
        {
            if (line.StartsWith('['))
                section = line;
            if (line.Contains("RS0030", StringComparison.Ordinal))
                Assert.Equal("[tests/**.cs]", section);
        }
        // Where the file is opened, before there is a log that could attest anything.
        var silenced = Repository.Sources("src").Where(f => File.ReadAllText(f).Contains("RS0030"));
        Assert.Equal(["WriterConnection.cs"], silenced.Select(Path.GetFileName));
    }
}
