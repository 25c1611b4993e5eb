using System.Security.Cryptography;
using System.Text;
using Vault.Core.Audit;
using Vault.Core.Evidence;
using Vault.Core.People;
using Vault.Core.SignIns;
using Vault.TestKit;
using Xunit;

namespace Vault.Core.Tests.Evidence;

/// <summary>
/// The log as a file: only for the reviewer, with a second factor for this and nothing else, and a line before its first
/// byte (R12, R32); what leaves is sound by the public key alone (R50).
/// </summary>
[Trait("R", "R12"), Trait("R", "R32"), Trait("R", "R50")]
public sealed class ExportLogTests : IAsyncLifetime
{
    private TestVault _vault = null!;
    private Person _person = null!;
    private Session _session = null!;
    private Actor _reviewer = null!;

    private string File => Path.Combine(_vault.Root, "log.txt");

    public async Task InitializeAsync()
    {
        _vault = await TestVault.Founded();
        _person = await _vault.AddPerson("shen.yue", "沈阅");
        await _vault.Give(_person, OfficeRole.Reviewer);
        (_session, _reviewer) = await _vault.SignIn(_person);
    }

    public async Task DisposeAsync() => await _vault.DisposeAsync();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Its_line_names_what_is_in_the_file_and_the_file_is_sound(bool withTexts)
    {
        var proof = await Proof();
        var (size, root) = _vault.Instance.Log.Head();

        var export = Assert.IsType<ExportLogOutcome.Exported>(await Run(proof, withTexts)).Export;

        var line = _vault.Log()[^1];
        var happened = Assert.IsType<LogExported>(line.Event);
        Assert.Equal((_reviewer.Person, size, size), (line.Actor, line.Sequence, happened.Size));
        Assert.Equal(withTexts, happened.WithTexts);
        Assert.Equal(root, happened.Root);
        Assert.Equal(size, export.Size);
        Assert.Equal(root, export.Root);
        var written = await Written(export);
        Assert.Equal(withTexts, written.Contains("\"text\":\"沈阅\"", StringComparison.Ordinal));
        Assert.Equal($"SOUND size={size} root={Convert.ToBase64String(root)}", Verdict());
    }

    [Fact]
    public async Task Whatever_happens_after_its_line_is_not_in_it()
    {
        var export = Assert.IsType<ExportLogOutcome.Exported>(await Run(await Proof())).Export;
        await _vault.AddPerson("li.si", "李四");

        Assert.DoesNotContain("LogExported", await Written(export), StringComparison.Ordinal);
        Assert.StartsWith("SOUND ", Verdict(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_destroyed_text_is_left_out_and_the_rest_is_sound()
    {
        var export = Assert.IsType<ExportLogOutcome.Exported>(await Run(await Proof())).Export;
        _vault.Sql("UPDATE audit_details SET Sealed = NULL WHERE About IS NOT NULL");

        var written = await Written(export);

        Assert.DoesNotContain("沈阅", written, StringComparison.Ordinal);
        Assert.Contains("示例大学", written, StringComparison.Ordinal);
        Assert.StartsWith("SOUND ", Verdict(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(
        "UPDATE audit_entries SET Leaf = (SELECT Leaf FROM audit_entries WHERE Sequence = 1) WHERE Sequence = 2"
    )]
    [InlineData("DELETE FROM audit_entries WHERE Sequence = 2")]
    public async Task A_checkpoint_never_stands_under_leaves_that_are_not_those_signed(string sql)
    {
        var export = Assert.IsType<ExportLogOutcome.Exported>(await Run(await Proof())).Export;
        _vault.Sql(sql);

        await Assert.ThrowsAsync<LogDamagedException>(() => Written(export));
    }

    [Fact]
    public async Task A_proof_is_good_for_one_export_and_for_no_other_purpose()
    {
        var proof = await Proof();
        Assert.IsType<ExportLogOutcome.Exported>(await Run(proof));

        foreach (
            var stale in new[] { proof, null, await _vault.Prove(_session, _reviewer, null, ProofPurpose.Administer) }
        )
        {
            Assert.IsType<ExportLogOutcome.ProofNotFresh>(await Run(stale));
            Assert.Equal("log export", Assert.IsType<AccessRefused>(_vault.LastEvent()).Endpoint);
        }
    }

    [Fact]
    public async Task Who_is_not_the_reviewer_now_takes_nothing_and_keeps_his_proof()
    {
        var proof = await Proof();
        await _vault.Write(scope =>
        {
            scope.Db.Set<RoleGrant>().Single(g => g.Person == _person.Id).End(scope.Now);
            scope.Append(new RoleEnded(_person.Id, OfficeRole.Reviewer));
        });

        Assert.IsType<ExportLogOutcome.Refused>(await Run(proof));

        Assert.Equal("log export", Assert.IsType<AccessRefused>(_vault.LastEvent()).Endpoint);
        Assert.True(proof.Covers(_session.Id, ProofPurpose.Export, null, _vault.Clock.Now));
    }

    [UnixFact]
    [System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
    public async Task At_the_console_it_is_a_new_private_file_and_a_line_by_the_vault_itself()
    {
        var export = await ExportLogFile.Run(_vault.Instance, File, withTexts: true);

        var line = _vault.Log()[^1];
        Assert.Null(line.Actor);
        Assert.Equal(export.Size, Assert.IsType<LogExported>(line.Event).Size);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, System.IO.File.GetUnixFileMode(File));
        Assert.StartsWith($"SOUND size={export.Size} ", Verdict(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_is_there_is_left_as_it_is_and_no_line_is_written()
    {
        await System.IO.File.WriteAllTextAsync(File, "kept");
        var size = _vault.Instance.Log.Size;

        await Assert.ThrowsAsync<IOException>(() => ExportLogFile.Run(_vault.Instance, File, withTexts: true));

        Assert.Equal("kept", await System.IO.File.ReadAllTextAsync(File));
        Assert.Equal(size, _vault.Instance.Log.Size);
    }

    [Fact]
    public async Task A_log_of_many_portions_is_written_whole()
    {
        for (var i = 0; i < 40; i++)
            await _vault.Write(scope =>
            {
                for (var line = 0; line < 50; line++)
                    scope.Append(new AccessRefused(new string('x', 300), null));
            });

        var export = await ExportLogFile.Run(_vault.Instance, File, withTexts: true);

        Assert.True(export.Size > 2000);
        Assert.True(new FileInfo(File).Length > 512 * 1024);
        Assert.StartsWith($"SOUND size={export.Size} ", Verdict(), StringComparison.Ordinal);
    }

    private Task<ExportLogOutcome> Run(FreshProof? proof, bool withTexts = true) =>
        _vault.Get<ExportLog>().Run(_reviewer, proof, withTexts);

    private Task<FreshProof> Proof() => _vault.Prove(_session, _reviewer, null, ProofPurpose.Export);

    private async Task<string> Written(LogExport export)
    {
        await using (var stream = System.IO.File.Create(File))
            await export.WriteTo(stream);
        return await System.IO.File.ReadAllTextAsync(File, Encoding.UTF8);
    }

    private string Verdict()
    {
        using var key = ECDsa.Create();
        key.ImportSubjectPublicKeyInfo(_vault.Instance.Signer.PublicKey, out _);
        return VerifyLog.Run(new(File, key, [])).Verdict.ToString();
    }
}
