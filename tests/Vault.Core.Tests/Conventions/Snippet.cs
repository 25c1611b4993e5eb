using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Vault.Core.Tests.Conventions;

/// <summary>From where a snippet is written: what is refused to a friend is refused inside Core as well.</summary>
public enum Writer
{
    /// <summary>A page, or anybody else who references Core.</summary>
    Outside,

    /// <summary>An assembly that sees what is internal to Core; only <c>private</c> holds here.</summary>
    Friend,
}

/// <summary>
/// Compiles members of a class against the built <c>Vault.Core</c>, under the rules of the build: C# 14, nullable, every
/// warning an error. The class has at hand what a page would: a sealer, a sealed secret, receipts, a session.
/// </summary>
internal static class Snippet
{
    private const string Surroundings = """
        global using System;
        global using System.Collections.Generic;
        global using System.IO;
        global using System.Linq;
        global using System.Text.Json;
        global using System.Threading.Tasks;
        global using Microsoft.EntityFrameworkCore;
        global using Microsoft.Extensions.Logging;
        global using Vault.Core;
        global using Vault.Core.Accounts;
        global using Vault.Core.Audit;
        global using Vault.Core.Custody;
        global using Vault.Core.People;
        global using Vault.Core.SignIns;

        namespace Elsewhere;

        internal abstract class Given
        {
            protected abstract VaultInstance Instance { get; }
            protected abstract VaultDb Db { get; }
            protected abstract Sealer Sealer { get; }
            protected abstract SealedSecret Secret { get; }
            protected abstract SealedSecret Seed { get; }
            protected abstract AuditReceipt<SecretRevealed> Shown { get; }
            protected abstract AuditReceipt<CodeIssued> Issued { get; }
            protected abstract AuditReceipt<SecretCopied> Copied { get; }
            protected abstract Session Session { get; }
            protected abstract Actor Actor { get; }
            protected abstract FreshProof Proof { get; }
            protected abstract Reason Why { get; }
            protected abstract ILogger Log { get; }
            protected abstract TextWriter Page { get; }
            protected abstract AccountId Account { get; }
            protected abstract PersonId Person { get; }
            protected static void Write(TextWriter page, ReadOnlySpan<char> text) => page.Write(text);
        }

        """;

    private static readonly CSharpParseOptions Language = new(LanguageVersion.CSharp14);

    private static readonly CSharpCompilationOptions Options = new(
        OutputKind.DynamicallyLinkedLibrary,
        generalDiagnosticOption: ReportDiagnostic.Error,
        nullableContextOptions: NullableContextOptions.Enable,
        // Private members are seen, so that a private constructor is "not accessible" and not "not there": the
        // snippet that calls it has its arguments right.
        metadataImportOptions: MetadataImportOptions.All
    );

    /// <summary>What the tests themselves run on: the framework, Entity Framework, Core.</summary>
    private static readonly ImmutableArray<PortableExecutableReference> References =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!)
            .Split(Path.PathSeparator)
            .Select(file => MetadataReference.CreateFromFile(file)),
    ];

    /// <summary>An empty program beside Core and everything it references, to look symbols up in.</summary>
    public static CSharpCompilation World { get; } = CSharpCompilation.Create("Elsewhere", [], References, Options);

    /// <summary>
    /// What the compiler refuses in each snippet: the distinct ids, sorted, separated by blanks; empty if it compiles.
    /// Each stands in a file and a namespace of its own, and all in one compilation, which costs as much as one.
    /// </summary>
    public static IReadOnlyList<string> Refusals(Writer writer, IReadOnlyList<string> members)
    {
        var trees = members.Select(Tree).ToList();
        var refused = Errors(writer, trees, c => c.GetDiagnostics());
        // What cannot live across an await is found only while code is made, which the compiler does for what has no
        // other error.
        var accepted = trees.Where((_, i) => refused[i].Length == 0).ToList();
        var unmade = Errors(writer, accepted, c => c.Emit(Stream.Null).Diagnostics);
        return [.. trees.Select((t, i) => accepted.IndexOf(t) is >= 0 and var at ? unmade[at] : refused[i])];
    }

    private static List<string> Errors(
        Writer writer,
        List<SyntaxTree> trees,
        Func<CSharpCompilation, ImmutableArray<Diagnostic>> compile
    )
    {
        var program = World
            .WithAssemblyName(writer == Writer.Friend ? "Vault.TestKit" : "Elsewhere")
            .AddSyntaxTrees(trees.Append(CSharpSyntaxTree.ParseText(Surroundings, Language)));
        var errors = compile(program)
            .Where(d => d.Severity == DiagnosticSeverity.Error)
            .ToLookup(d => trees.IndexOf(d.Location.SourceTree!), d => d.Id);
        return errors.Contains(-1)
            ? throw new InvalidOperationException($"The surroundings do not compile: {string.Join(' ', errors[-1])}")
            : [.. trees.Select((_, i) => string.Join(' ', errors[i].Distinct().Order(StringComparer.Ordinal)))];
    }

    private static SyntaxTree Tree(string members, int number) =>
        CSharpSyntaxTree.ParseText(
            $"namespace Elsewhere.Number{number};\ninternal abstract class Snippet : Given\n{{\n{members}\n}}\n",
            Language
        );
}
