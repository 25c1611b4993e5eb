using System.Reflection;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Vault.Core.Audit;
using Vault.Core.Witnesses;
using Vault.TestKit;
using Xunit;

namespace Vault.Core.Tests.Conventions;

/// <summary>The habits of Core that no compiler keeps: what it stands on, how its types are built, what happened when.</summary>
public sealed partial class CoreShapeTests
{
    private static readonly Assembly Core = typeof(VaultDb).Assembly;

    private static readonly Type[] Types = [.. Core.GetTypes().Where(t => !t.Name.Contains('<'))];

    private static readonly string[] Irregular =
    [
        "Begun",
        "Bound",
        "Came",
        "Given",
        "Made",
        "Read",
        "Sent",
        "Set",
        "Taken",
        "Unbound",
        "Withdrawn",
    ];

    [Fact]
    public void Of_ASP_NET_Core_references_Data_Protection_and_nothing_else()
    {
        var web = Core.GetReferencedAssemblies()
            .Select(a => a.Name!)
            .Where(n => n.StartsWith("Microsoft.AspNetCore", StringComparison.Ordinal));

        Assert.All(web, n => Assert.StartsWith("Microsoft.AspNetCore.DataProtection", n));
        // The password hasher, and no more of Identity than that.
        Assert.Single(
            Core.GetReferencedAssemblies(),
            a =>
                a.Name!.Contains("Identity", StringComparison.Ordinal) && a.Name == "Microsoft.Extensions.Identity.Core"
        );
    }

    public static TheoryData<string> Events =>
        [.. Types.Where(t => t.IsSubclassOf(typeof(AuditEvent))).Select(t => t.Name)];

    [Theory]
    [MemberData(nameof(Events))]
    public void An_event_is_sealed_and_says_what_happened(string name)
    {
        var type = Types.Single(t => t.Name == name && t.IsSubclassOf(typeof(AuditEvent)));
        var words = Words().Matches(name).Select(m => m.Value);

        Assert.True(type is { IsSealed: true, IsPublic: true });
        Assert.Contains(words, w => w.EndsWith("ed", StringComparison.Ordinal) || Irregular.Contains(w));
    }

    public static TheoryData<string> Entities =>
        [.. Types.Where(t => t.IsClass && t.IsAssignableTo(typeof(IAttestedRow))).Select(t => t.FullName!)];

    [Theory]
    [MemberData(nameof(Entities))]
    public void A_row_with_power_is_made_and_changed_by_itself_alone(string name)
    {
        var entity = Core.GetType(name)!;

        Assert.True(entity.IsSealed);
        Assert.All(entity.GetConstructors(Everything), c => Assert.True(c.IsPrivate));
        Assert.All(
            entity.GetProperties(Everything).Where(p => p.SetMethod is not null),
            p => Assert.True(p.SetMethod!.IsPrivate, p.Name)
        );
        Assert.All(entity.GetFields(Everything), f => Assert.True(f.IsPrivate, f.Name));
    }

    [Fact]
    public void Every_row_that_is_changed_is_a_row_with_power()
    {
        // The log attests itself: its entries are what every other row is held against.
        string[] ofTheLog = ["AuditDetail", "AuditEntry", "LogHead"];
        // Whoever changes these unseen makes somebody read a list later or twice, and reaches nothing.
        string[] powerless = ["Notice", "OutboxMessage", "Reminder"];
        using var db = NewModel();

        var others = db.Model.GetEntityTypes().Where(e => !e.ClrType.IsAssignableTo(typeof(IAttestedRow)));

        Assert.Equal(
            ofTheLog.Concat(powerless).Order(StringComparer.Ordinal),
            others.Select(e => e.ClrType.Name).Order(StringComparer.Ordinal)
        );
    }

    public static TheoryData<string> Hierarchies =>
        [
            .. Types
                .Where(t => t is { IsClass: true, IsPublic: true, IsAbstract: true, IsSealed: false })
                .Where(t => t != typeof(AuditEvent))
                .Select(t => t.FullName!),
        ];

    [Theory]
    [MemberData(nameof(Hierarchies))]
    public void A_hierarchy_is_closed(string name)
    {
        var root = Core.GetType(name)!;
        var ways = root.GetConstructors(Everything).Where(c => !IsCopyOf(c, root)).ToList();
        var cases = Types.Where(t => BaseOf(t) == root).ToList();

        // The compiler gives every record a way to be copied; whoever has an instance had it from the use case.
        Assert.All(ways, c => Assert.True(c.IsPrivate));
        Assert.NotEmpty(cases);
        Assert.All(cases, c => Assert.True(c.IsSealed && c.DeclaringType == root, c.Name));
    }

    public static TheoryData<string> UseCases =>
        [.. Types.Where(IsUseCase).Select(t => t.FullName!).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(UseCases))]
    public void A_use_case_is_sealed_and_does_one_thing(string name)
    {
        var useCase = Core.GetType(name)!;
        var does = useCase.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly);

        Assert.True(useCase.IsSealed);
        Assert.Equal(["Run"], does.Where(m => !m.IsSpecialName).Select(m => m.Name));
    }

    [Fact]
    public async Task Every_use_case_is_in_the_one_list_of_what_exists()
    {
        await using var vault = await TestVault.Founded();
        var listed = new ServiceCollection()
            .AddVaultCore(vault.Instance)
            .AddVaultEpoch(vault.Instance, new EpochCode())
            .Select(s => s.ServiceType)
            .ToHashSet();
        // The vault is checked from the console, before it serves and without it.
        Type[] withoutServer = [typeof(Core.Checks.Check)];

        Assert.Empty(Types.Where(IsUseCase).Except(withoutServer).Where(t => !listed.Contains(t)).Select(t => t.Name));
    }

    [Fact]
    public void A_folder_is_a_namespace_and_no_type_is_called_like_one()
    {
        foreach (var file in Repository.Sources("src/Vault.Core"))
        {
            var folder = Path.GetRelativePath(Path.Combine(Repository.Root, "src"), Path.GetDirectoryName(file)!);
            var expected = folder.Replace(Path.DirectorySeparatorChar, '.');
            Assert.Contains($"namespace {expected};", File.ReadAllText(file), StringComparison.Ordinal);
        }
        var spaces = Types.Select(t => t.Namespace).OfType<string>().SelectMany(n => n.Split('.')).ToHashSet();
        Assert.Empty(Types.Where(t => !t.IsNested && spaces.Contains(t.Name)).Select(t => t.FullName));
    }

    [Fact]
    public void An_interface_has_more_than_one_implementer()
    {
        // What an event is about, and what is read of an id by its type, are asked for through these.
        var lonely = Types
            .Where(t => t.IsInterface)
            .Where(i => Types.Count(t => !t.IsInterface && Implements(t, i)) < 2);

        Assert.Empty(lonely.Select(i => i.Name));
    }

    private const BindingFlags Everything =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.DeclaredOnly;

    private static VaultDb NewModel() =>
        new(new DbContextOptionsBuilder<VaultDb>().UseSqlite("Data Source=:memory:").Options, new Attestations());

    private static bool IsUseCase(Type type) =>
        type is { IsClass: true, IsPublic: true }
        && type.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly)
            .Any(m => m.Name == "Run");

    private static bool IsCopyOf(ConstructorInfo constructor, Type type) =>
        constructor.GetParameters() is [var only] && only.ParameterType == type;

    private static Type? BaseOf(Type type) =>
        type.BaseType is { IsGenericType: true } generic ? generic.GetGenericTypeDefinition() : type.BaseType;

    private static bool Implements(Type type, Type contract) =>
        type.GetInterfaces().Any(i => (i.IsGenericType ? i.GetGenericTypeDefinition() : i) == contract);

    [GeneratedRegex("[A-Z][a-z]+")]
    private static partial Regex Words();
}
