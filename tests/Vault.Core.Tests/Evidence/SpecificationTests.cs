using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;
using Vault.Core.Audit;
using Vault.Core.Evidence;
using Vault.Core.Tests.Conventions;
using Vault.TestKit;
using Xunit;

namespace Vault.Core.Tests.Evidence;

/// <summary>
/// <c>Audit/README.md</c> as an auditor takes it: its example verifies and is recomputed, its commands run, its codes are
/// those there are; and what was exported once still verifies (R50).
/// </summary>
[Trait("R", "R50")]
public sealed class SpecificationTests : IDisposable
{
    private const string Example = "SOUND size=3 root=6Z7lnFdgNytthpWvLJZdx+YcDVa6qlqbn7tcrKQ6UsQ=";

    private const string Sample = "SOUND size=7 root=exqvD9xnQFqQbPTPUGF6FFCxf4eQVn5HxEQergK/N9c=";

    private static readonly string Text = File.ReadAllText(
        Path.Combine(Repository.Root, "src", "Vault.Core", "Audit", "README.md")
    );

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("vault-specified-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void The_example_is_sound_and_its_hashes_are_recomputed_by_hand()
    {
        var lines = Block("log").Split('\n');
        var leaves = lines[1..4].Select(l => SHA256.HashData([0, .. Encoding.UTF8.GetBytes(l)])).ToList();
        var node = SHA256.HashData([1, .. leaves[0], .. leaves[1]]);
        var root = SHA256.HashData([1, .. node, .. leaves[2]]);
        using var key = Key(Block("pem"));
        var id = SHA256.HashData(key.ExportSubjectPublicKeyInfo())[..4];

        string[] expected =
        [
            .. leaves.Select((l, i) => $"leaf {i}   {Convert.ToHexStringLower(l)}"),
            $"node 0-1 {Convert.ToHexStringLower(node)}",
            $"root     {Convert.ToHexStringLower(root)}",
            $"root     {Convert.ToBase64String(root)}",
            $"key id   {Convert.ToHexStringLower(id)}",
        ];
        Assert.Equal(expected, Block("hashes").TrimEnd('\n').Split('\n'));
        Assert.Equal(Example, VerifyLog.Run(new(Write("log.txt", Block("log")), key, [])).Verdict.ToString());
        // As the vault itself reads and stores them.
        Assert.Equal([0L, 1, 2], lines[1..4].Select(l => EventCodec.Read(Encoding.UTF8.GetBytes(l)).Sequence));
        var tree = new MerkleTree();
        Assert.Equal(
            [
                [],
                node,
                [],
            ],
            leaves.Select(tree.Append)
        );
    }

    [NeedsTool("python3", "openssl")]
    public async Task The_example_is_sound_to_the_independent_verifier()
    {
        Write("key.pem", Block("pem"));
        Write("log.txt", Block("log"));

        var (_, said) = await Run("python3", Script, "log.txt", "--key", "key.pem");

        Assert.Equal(Example, said.TrimEnd('\n').Split('\n')[^1]);
    }

    [NeedsTool("sh", "openssl")]
    public async Task Its_commands_verify_a_checkpoint_of_a_running_vault_and_no_other()
    {
        await using var vault = await TestVault.Founded();
        Write("key.pem", vault.Instance.Signer.PublicKeyPem);
        var note = vault.Instance.Signer.Sign().Note;

        Write("checkpoint.txt", note);
        Assert.Equal((0, "Verified OK\n"), await Run("sh", "-c", Block("sh")));
        Write("checkpoint.txt", note.Replace("\n3\n", "\n4\n", StringComparison.Ordinal));
        Assert.Equal(1, (await Run("sh", "-c", Block("sh"))).Code);
    }

    [NeedsTool("python3", "openssl")]
    public async Task The_committed_sample_of_two_epochs_still_verifies()
    {
        foreach (var name in new[] { "log-1.txt", "log-1.pem", "log-1.checkpoints" })
            Write(name, TestData.Text("Audit.Samples." + name));
        using var key = Key(TestData.Text("Audit.Samples.log-1.pem"));

        var ours = VerifyLog.Run(new(PathOf("log-1.txt"), key, [PathOf("log-1.checkpoints")]));
        var (_, theirs) = await Run(
            "python3",
            Script,
            "log-1.txt",
            "--key",
            "log-1.pem",
            "--checkpoint",
            "log-1.checkpoints"
        );

        Assert.Equal(Sample, ours.Verdict.ToString());
        Assert.Equal(Sample, theirs.TrimEnd('\n').Split('\n')[^1]);
        Assert.Equal([2L, 5L, 5L], Assert.Single(ours.Lines, l => l.Kind == EvidenceKind.Epoch).Arguments);
        Assert.Equal(
            [PathOf("log-1.checkpoints"), 1],
            Assert.Single(ours.Lines, l => l.Kind == EvidenceKind.Superseded).Arguments
        );
    }

    [Fact]
    public void Every_code_of_the_verdict_is_specified() =>
        Assert.All(
            Enum.GetValues<LogFault>(),
            f => Assert.Contains($"`{LogVerdict.CodeOf(f)}`", Text, StringComparison.Ordinal)
        );

    public static TheoryData<string> Kinds => [.. EventCodec.EventTypes.Select(t => t.Name)];

    /// <summary>The verifiers know no kinds: they take these columns from members of these names.</summary>
    [Theory]
    [MemberData(nameof(Kinds))]
    public void Whom_and_what_an_event_is_about_stands_under_the_same_names_in_every_leaf(string kind)
    {
        var type = EventCodec.EventTypes.Single(t => t.Name == kind);

        Assert.Equal(
            type.IsAssignableTo(typeof(IAboutAccount)),
            type.GetProperty("Account")?.PropertyType == typeof(AccountId)
        );
        Assert.Equal(
            type.IsAssignableTo(typeof(IAboutPerson)),
            type.GetProperty("Person")?.PropertyType == typeof(PersonId)
        );
        Assert.NotEqual(typeof(AccountId?), type.GetProperty("Account")?.PropertyType);
        Assert.NotEqual(typeof(PersonId?), type.GetProperty("Person")?.PropertyType);
    }

    private static string Script => Path.Combine(Repository.Root, "deploy", "verify_log.py");

    /// <summary>What stands between the fences of this name.</summary>
    private static string Block(string name)
    {
        var begin = Text.IndexOf($"```{name}\n", StringComparison.Ordinal) + name.Length + 4;
        return Text[begin..Text.IndexOf("```", begin, StringComparison.Ordinal)];
    }

    private static ECDsa Key(string pem)
    {
        var key = ECDsa.Create();
        key.ImportFromPem(pem);
        return key;
    }

    private string PathOf(string name) => Path.Combine(_folder.FullName, name);

    private string Write(string name, string content)
    {
        File.WriteAllText(PathOf(name), content);
        return PathOf(name);
    }

    private async Task<(int Code, string Said)> Run(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = _folder.FullName,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        var said = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        await errors;
        return (process.ExitCode, said);
    }
}
