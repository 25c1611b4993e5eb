using System.Security.Cryptography;
using System.Text;
using Vault.Core.Accounts;
using Vault.Core.Audit;
using Vault.Core.Checks;
using Vault.Core.Custody;
using Vault.Core.People;
using Vault.Core.Rotations;
using Vault.Core.SignIns;
using Vault.TestKit;
using Xunit;

namespace Vault.Core.Tests.Checks;

/// <summary>Every invariant of <c>check</c> holds on a used vault, and is seen to fail when it does not (R41, R47).</summary>
public sealed class CheckTests : IAsyncLifetime
{
    private TestVault _vault = null!;
    private Account _account = null!;
    private Person _person = null!;
    private Actor _actor = null!;
    private Session _session = null!;

    public async Task InitializeAsync()
    {
        _vault = await TestVault.Founded();
        _person = await _vault.AddPerson("zhang.san", "张三");
        _account = await _vault.AddAccount("示例大学招生办");
        await _vault.Appoint(_person, _account);
        (_session, _actor) = await _vault.SignIn(_person);
        await Deposit("first value 1", ValueOrigin.Typed);
        await Deposit("second value 2", ValueOrigin.Typed);
        await Verify();
        await Deposit("generated value 3", ValueOrigin.Generated);
        await Reveal(WhichVersion.Pending);
        await Apply();
        await Verify(Reason.TryParse("平台提示密码错误", out var why, out _) ? why : null);
        await Apply();
        await Verify();
        await Deposit("generated value 4", ValueOrigin.Generated);
        await GiveUp();
        await Deposit("generated value 5", ValueOrigin.Generated);
        await Reveal(WhichVersion.Current);
        await _vault.Write(scope =>
        {
            scope.Db.Add(SecondFactor.Of(_person.Id, SealedSeed(), 1, scope.Now));
            scope.Append(new SecondFactorEnrolled(_person.Id));
        });
    }

    public async Task DisposeAsync() => await _vault.DisposeAsync();

    [Fact]
    public async Task On_a_used_vault_everything_holds_and_everything_is_looked_at()
    {
        await _vault.Instance.Witnesses.Tell();
        var report = await Check();

        Assert.Empty(report.Lines.SelectMany(l => l.Findings));
        Assert.True(report.IsSound);
        Assert.Equal(Enum.GetValues<Invariant>(), report.Lines.Select(l => l.Invariant));
        Assert.All(report.Lines, l => Assert.True(l.Looked > 0, l.Invariant.ToString()));
        Assert.Equal(5, report.Lines.Single(l => l.Invariant == Invariant.SecretsOpen).Looked);
        Assert.Equal(_vault.Log().Count, report.Lines.Single(l => l.Invariant == Invariant.LogTree).Looked);
    }

    [Fact]
    public async Task It_changes_nothing()
    {
        var before = _vault.Log().Count;
        await Check();
        Assert.Equal(before, _vault.Log().Count);
    }

    [Fact]
    public async Task A_damaged_index_is_found()
    {
        _vault.Sql(
            "PRAGMA writable_schema = ON; UPDATE sqlite_master SET sql = 'CREATE INDEX \"one_current\" ON \"secret_versions\" (\"KeyId\")' WHERE name = 'one_current'"
        );
        _vault.Instance.Store.CloseReaders();

        Found(await Check(), Invariant.Database, FindingKind.DatabaseDamaged);
    }

    [Fact]
    public async Task A_reference_that_leads_nowhere_is_found()
    {
        _vault.Sql("DELETE FROM persons");

        Found(await Check(), Invariant.Database, FindingKind.ReferenceBroken, "appointments");
    }

    [Theory]
    [InlineData("DELETE FROM audit_entries WHERE Sequence = 5", FindingKind.EntryMissing, "5")]
    [InlineData(
        "UPDATE audit_entries SET LeafHash = zeroblob(32) WHERE Sequence = 5",
        FindingKind.EntryHashDiffers,
        "5"
    )]
    [InlineData(
        "UPDATE audit_entries SET Leaf = CAST('x' AS BLOB) WHERE Sequence = 5",
        FindingKind.EntryUnreadable,
        "5"
    )]
    [InlineData("UPDATE audit_entries SET Nodes = zeroblob(32) WHERE Sequence = 5", FindingKind.EntryNodesDiffer, "5")]
    [InlineData("UPDATE log_head SET Mac = zeroblob(32)", FindingKind.HeadDiffers, null)]
    [InlineData("DELETE FROM log_head", FindingKind.HeadDiffers, null)]
    [InlineData("UPDATE log_head SET Size = Size - 1", FindingKind.HeadDiffers, null)]
    public async Task A_log_that_was_written_past_the_vault_is_found(string sql, FindingKind kind, string? where)
    {
        _vault.Sql(sql);
        Found(await Check(), Invariant.LogTree, kind, where);
    }

    [Fact]
    public async Task A_tail_that_was_cut_with_an_older_head_put_back_is_found()
    {
        _vault.Sql("CREATE TABLE old AS SELECT * FROM log_head");
        await _vault.Write(s => s.Append(new SessionsEnded(_person.Id, 1)));
        _vault.Sql(
            "DELETE FROM audit_entries WHERE Sequence = (SELECT MAX(Sequence) FROM audit_entries); DELETE FROM log_head; INSERT INTO log_head SELECT * FROM old; DROP TABLE old"
        );

        var report = await Check();

        Found(report, Invariant.LogTree, FindingKind.EntryMissing);
        Found(report, Invariant.LogTree, FindingKind.HeadDiffers);
    }

    [Fact]
    public async Task A_leaf_replaced_with_its_hash_is_found()
    {
        using (var db = _vault.Read())
        {
            var leaf = db.AuditEntries.Single(e => e.Sequence == 5).Leaf.ToArray();
            leaf[^3] ^= 1;
            _vault.Sql(
                "UPDATE audit_entries SET Leaf = @l, LeafHash = @h WHERE Sequence = 5",
                ("@l", leaf),
                ("@h", MerkleTree.LeafHash(leaf))
            );
        }

        Found(await Check(), Invariant.LogTree, FindingKind.HeadDiffers);
    }

    [Theory]
    [InlineData("Kind = 'SignedOut'")]
    [InlineData("At = At + 1")]
    [InlineData("Actor = NULL")]
    public async Task A_search_column_that_says_something_else_is_found(string change)
    {
        var sequence = Of<SecretRevealed>();
        _vault.Sql($"UPDATE audit_entries SET {change} WHERE Sequence = {sequence}");

        Found(await Check(), Invariant.LogColumns, FindingKind.EntryColumnsDiffer, $"{sequence}");
    }

    [Theory]
    [InlineData("UPDATE audit_details SET Sealed = NULL WHERE Sequence = {0}", FindingKind.DetailDestroyed)]
    [InlineData("UPDATE audit_details SET Sealed = zeroblob(90) WHERE Sequence = {0}", FindingKind.DetailDamaged)]
    [InlineData("DELETE FROM audit_details WHERE Sequence = {0}", FindingKind.DetailDamaged)]
    public async Task A_sealed_text_that_is_gone_or_another_is_found(string sql, FindingKind kind)
    {
        var sequence = Of<SecretRevealed>();
        _vault.Sql(string.Format(System.Globalization.CultureInfo.InvariantCulture, sql, sequence));

        Found(await Check(), Invariant.LogDetails, kind, $"{sequence}/reason");
    }

    [Theory]
    [InlineData("UPDATE persons SET DisplayName = '别人'", FindingKind.RowDiffers, "persons/")]
    [InlineData("DELETE FROM knowledge", FindingKind.RowMissing, "knowledge/")]
    [InlineData(
        "INSERT INTO role_grants (Id, Person, Role, [From]) SELECT '11111111-1111-4111-8111-111111111111', Id, 'Reviewer', 0 FROM persons LIMIT 1",
        FindingKind.RowUnknown,
        "role_grants/11111111"
    )]
    public async Task A_row_that_is_not_as_the_log_attests_it_is_found(string sql, FindingKind kind, string where)
    {
        _vault.Sql(sql);

        Found(await Check(), Invariant.Rows, kind, where);
    }

    [Fact]
    public async Task A_secret_that_the_vault_itself_wrote_unreadable_is_found()
    {
        var id = await Write(Garbage(Ring()), logged: true);
        var report = await Check();
        Found(report, Invariant.SecretsOpen, FindingKind.SecretDoesNotOpen, id.ToString());
        Assert.True(report.Lines.Single(l => l.Invariant == Invariant.Rows).Holds);
    }

    [Fact]
    public async Task A_secret_moved_to_another_place_by_the_vault_itself_is_found()
    {
        using var db = _vault.Read();
        var other = db.Set<SecretVersion>().First(v => v.State == VersionState.Current);
        var id = await Write(other.Ciphertext!, logged: true);

        Found(await Check(), Invariant.SecretsOpen, FindingKind.SecretDoesNotOpen, id.ToString());
    }

    [Fact]
    public async Task A_secret_whose_key_the_ring_lacks_is_found()
    {
        var id = await Write(Garbage(Guid.NewGuid()), logged: true);

        Found(await Check(), Invariant.SecretsOpen, FindingKind.SecretKeyMissing, id.ToString());
    }

    [Fact]
    public async Task A_secret_that_no_line_put_in_custody_is_found()
    {
        var id = await Write(Garbage(Ring()), logged: false);

        Found(await Check(), Invariant.SecretsMatchLog, FindingKind.SecretNotInLog, id.ToString());
    }

    [Fact]
    public async Task A_state_that_the_log_does_not_say_is_found()
    {
        await _vault.Write(scope =>
        {
            scope.Db.Set<SecretVersion>().Single(v => v.State == VersionState.Current).Retire(scope.Now);
            scope.Append(new SessionsEnded(_person.Id, 1));
        });

        Found(await Check(), Invariant.SecretsMatchLog, FindingKind.SecretDiffersFromLog);
    }

    [Fact]
    public async Task A_line_whose_secret_is_gone_is_found()
    {
        var id = SecretVersionId.New();
        await _vault.Writer.Write(_actor, s => s.Append(Deposited(id, new byte[32])));

        Found(await Check(), Invariant.SecretsMatchLog, FindingKind.SecretMissing, id.ToString());
    }

    [Fact]
    public async Task Two_current_values_of_one_component_are_found()
    {
        _vault.Sql("DROP INDEX one_current; UPDATE secret_versions SET State = 'Current'");

        Found(await Check(), Invariant.OneCurrent, FindingKind.TwoCurrent, $"{_account.Id}/Password");
    }

    [Fact]
    public async Task Knowledge_that_the_log_does_not_say_is_found_and_knowledge_it_does_say_is_missed()
    {
        var version = _vault.Log().Select(l => l.Event).OfType<SecretDeposited>().Last();
        await _vault.Write(scope =>
        {
            scope.Db.Add(Knowledge.Of(_person.Id, version.VersionId, _account.Id, KnowledgeSource.Declared, scope.Now));
            scope.Append(new SessionsEnded(_person.Id, 1));
        });
        await _vault.Writer.Write(
            _actor,
            s =>
                s.Append(
                    new SecretRevealed(
                        _account.Id,
                        version.VersionId,
                        Component.Password,
                        version.Version,
                        version.CiphertextSha256,
                        PrivateText.Of("没有知情行的查看")
                    )
                )
        );

        var report = await Check();

        var key = $"{_person.Id}/{version.VersionId}/";
        Found(report, Invariant.Knowledge, FindingKind.KnowledgeUnfounded, key + KnowledgeSource.Declared);
        Found(report, Invariant.Knowledge, FindingKind.KnowledgeMissing, key + KnowledgeSource.Revealed);
    }

    [Fact]
    public async Task A_sign_in_seed_of_another_person_is_found()
    {
        var other = await _vault.AddPerson("li.si", "李四");
        await _vault.Write(scope =>
        {
            scope.Db.Add(SecondFactor.Of(other.Id, SealedSeed(), 1, scope.Now));
            scope.Append(new SecondFactorEnrolled(other.Id));
        });

        Found(await Check(), Invariant.SignIns, FindingKind.SignInDoesNotOpen, $"second_factors/{other.Id}");
    }

    [Fact]
    public async Task A_file_that_others_can_read_is_found()
    {
        if (OperatingSystem.IsWindows())
            return;
        var file = _vault.Instance.Folders.RootKeyFile;
        File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.OtherRead);

        Found(await Check(), Invariant.FileModes, FindingKind.ModeTooWide, file);
    }

    [Fact]
    public async Task No_more_is_listed_than_helps()
    {
        for (var i = 0; i < 30; i++)
            await _vault.Write(s => s.Append(new SessionsEnded(_person.Id, 1)));
        _vault.Sql("UPDATE audit_entries SET At = 0");

        var line = (await Check()).Lines.Single(l => l.Invariant == Invariant.LogColumns);

        Assert.Equal(CheckLine.Limit, line.Findings.Count);
    }

    private Task<CheckReport> Check() => new Core.Checks.Check(_vault.Instance).Run();

    private static void Found(CheckReport report, Invariant invariant, FindingKind kind, string? where = null)
    {
        Assert.False(report.IsSound);
        var line = report.Lines.Single(l => l.Invariant == invariant);
        Assert.Contains(
            line.Findings,
            f => f.Kind == kind && f.Where.StartsWith(where ?? "", StringComparison.Ordinal)
        );
    }

    private FreshProof? Proof() => _session.ProofFor(ProofPurpose.UseSecrets, _account.Id.Value, _vault.Clock.Now);

    private async Task Deposit(string value, ValueOrigin origin) =>
        Assert.IsType<DepositOutcome.Deposited>(
            await _vault
                .Get<Deposit>()
                .Run(_actor, Proof(), _account.Id, Component.Password, Encoding.UTF8.GetBytes(value), origin)
        );

    private async Task Reveal(WhichVersion which)
    {
        Assert.True(Reason.TryParse("核对招生简章", out var reason, out _));
        Assert.IsType<RevealOutcome.Granted>(
            await _vault.Get<Reveal>().Run(_actor, Proof(), _account.Id, Component.Password, reason, which)
        );
    }

    private async Task Apply() =>
        Assert.IsType<PendingOutcome.Done>(
            await _vault.Get<ApplyPending>().Run(_actor, Proof(), _account.Id, Component.Password)
        );

    private async Task GiveUp() =>
        Assert.IsType<PendingOutcome.Done>(
            await _vault.Get<GiveUpPending>().Run(_actor, Proof(), _account.Id, Component.Password)
        );

    private async Task Verify(Reason? failure = null) =>
        Assert.IsType<VerificationOutcome.Done>(
            await _vault.Verify(await _vault.Witness(_account), _account.Id, Component.Password, failure)
        );

    private byte[] SealedSeed()
    {
        using var seed = TotpSeed.Generate();
        return new SignInSealer(_vault.Instance).SealSeed(_person.Id, seed);
    }

    private long Of<TEvent>() => _vault.Log().Last(l => l.Event is TEvent).Sequence;

    private Guid Ring() => _vault.Instance.Ring.KeyIds[0];

    /// <summary>Bytes that name a key as a ciphertext does and are nothing else.</summary>
    private static byte[] Garbage(Guid key)
    {
        var bytes = RandomNumberGenerator.GetBytes(120);
        key.TryWriteBytes(bytes.AsSpan(4));
        return bytes;
    }

    private SecretDeposited Deposited(SecretVersionId id, byte[] hash) =>
        new(_account.Id, id, Component.Note, 1, ValueOrigin.Generated, VersionState.Pending, hash);

    /// <summary>A row as the vault itself would write it if it had a fault: attested, whatever it holds.</summary>
    private async Task<SecretVersionId> Write(byte[] ciphertext, bool logged)
    {
        var secret = new SealedSecret(SecretVersionId.New(), new(_account.Id, Component.Note, 1), ciphertext);
        await _vault.Writer.Write(
            _actor,
            scope =>
            {
                scope.Db.Add(
                    SecretVersion.Of(
                        secret,
                        Sealer.KeyIdOf(secret),
                        [1],
                        ValueOrigin.Generated,
                        VersionState.Pending,
                        _person.Id,
                        scope.Now
                    )
                );
                return logged
                    ? scope.Append(Deposited(secret.Id, secret.Hash)).Sequence
                    : scope.Append(new SessionsEnded(_person.Id, 1)).Sequence;
            }
        );
        return secret.Id;
    }
}
