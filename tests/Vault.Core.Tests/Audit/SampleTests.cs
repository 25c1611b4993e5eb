using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Vault.Core.Audit;
using Vault.Core.Custody;
using Vault.Core.Keys;
using Vault.Core.People;
using Vault.Core.SignIns;
using Vault.TestKit;
using Xunit;

namespace Vault.Core.Tests.Audit;

/// <summary>
/// Everything stored or signed in a format of ours has a committed sample that must still be read, and still be written
/// to the byte (R50): a change of format is a new version, never a silent one.
/// </summary>
public sealed class SampleTests
{
    private static readonly DateTimeOffset At = new(2026, 3, 1, 2, 3, 4, 567, TimeSpan.Zero);
    private static readonly PersonId Person = PersonId.Parse("11111111-1111-4111-8111-111111111111", null);
    private static readonly AccountId Account = AccountId.Parse("22222222-2222-4222-8222-222222222222", null);
    private static readonly SecretVersionId Version = SecretVersionId.Parse(
        "33333333-3333-4333-8333-333333333333",
        null
    );
    private static readonly SessionId Session = SessionId.Parse("44444444-4444-4444-8444-444444444444", null);
    private static readonly VaultId VaultNumber = VaultId.Parse("55555555-5555-4555-8555-555555555555", null);

    [Fact]
    public void A_leaf_of_format_1()
    {
        var rows = new[] { new RowChange(new("knowledge", $"{Person}/{Version}/Revealed"), Person.Value, Bytes(3)) };

        var leaf = EventCodec.Write(1234, At, Zhang(), PrivateText.Sealed(Bytes(1)), Revealed(), rows);

        Assert.Equal(
            TestData.Text("Audit.Samples.leaf-1.json").TrimEnd('\n'),
            System.Text.Encoding.UTF8.GetString(leaf)
        );
        var read = EventCodec.Read(leaf);
        var revealed = Assert.IsType<SecretRevealed>(read.Event);
        Assert.Equal(
            (1234, At, Person, Session, "192.0.2.7"),
            (read.Sequence, read.At, read.Actor, read.Session, read.Address)
        );
        Assert.Equal(
            (Account, Version, Component.Password, 7),
            (revealed.Account, revealed.VersionId, revealed.Component, revealed.Version)
        );
        Assert.Equal(Bytes(2), revealed.CiphertextSha256);
        Assert.Equal(Bytes(4), revealed.Reason.Commitment);
        Assert.Equal(
            (Person.Value, Convert.ToHexString(Bytes(3))),
            (read.Rows.Single().Owner, Convert.ToHexString(read.Rows.Single().Hash))
        );
    }

    [Fact]
    public void The_leaf_hash_of_that_leaf() =>
        Assert.Equal(
            "82ed43e719540406a738c43cc176cbf325ab2c4efb9131b60aa65da1ed9698a8",
            Convert.ToHexStringLower(
                MerkleTree.LeafHash(
                    System.Text.Encoding.UTF8.GetBytes(TestData.Text("Audit.Samples.leaf-1.json").TrimEnd('\n'))
                )
            )
        );

    [Fact]
    public void A_row_hash_of_format_1()
    {
        using var db = Model();
        var knowledge = Knowledge.Of(Person, Version, Account, KnowledgeSource.Revealed, At);

        // The message as the layout says, built by hand.
        var message = new List<byte>();
        string[] parts =
        [
            "vault-row/1",
            "knowledge",
            "Account",
            Account.ToString(),
            "Person",
            Person.ToString(),
            "Since",
            "\0",
            "Source",
            "Revealed",
            "Version",
            Version.ToString(),
        ];
        foreach (var part in parts)
        {
            var bytes = part == "\0" ? Number(At.ToUnixTimeMilliseconds()) : System.Text.Encoding.UTF8.GetBytes(part);
            message.AddRange(BitConverter.GetBytes(bytes.Length).Reverse());
            message.AddRange(bytes);
        }

        var hash = RowHash.Of(db.Model.FindEntityType(typeof(Knowledge))!, knowledge);

        Assert.Equal(SHA256.HashData([.. message]), hash);
        Assert.Equal(
            "172d0de10c927efbc4d3bd0ba0de0244cb05737ae494d2611e5f1214a1e36a80",
            Convert.ToHexStringLower(hash)
        );
        Assert.Equal(
            new RowKey("knowledge", $"{Person}/{Version}/Revealed"),
            RowHash.KeyOf(db.Model.FindEntityType(typeof(Knowledge))!, knowledge)
        );
    }

    [Fact]
    public void A_row_hash_leaves_out_what_is_null_and_tells_columns_apart()
    {
        using var db = Model();
        var type = db.Model.FindEntityType(typeof(Core.Accounts.Account))!;
        var unit = UnitId.New();

        var without = RegisterRows.Account("weibo", "a", unit, At);
        var names = RowShape.Of(type).Columns.Select(c => c.Name).ToList();
        var values = RowShape.Of(type).Columns.Select(c => c.Stored(without)).ToArray();

        Assert.Equal(RowHash.Of(type, without), RowHash.OfStored(RowShape.Of(type), values));
        // The same value in another column is another row.
        var (name, publicId) = (names.IndexOf("Name"), names.IndexOf("PublicId"));
        (values[name], values[publicId]) = (values[publicId], values[name]);
        Assert.NotEqual(RowHash.Of(type, without), RowHash.OfStored(RowShape.Of(type), values));
    }

    [Fact]
    public void The_head_of_a_log()
    {
        var log = new AuditLog(Root(), Ring().Provider, VaultNumber, new Attestations());
        var tree = new MerkleTree();
        tree.Append(MerkleTree.LeafHash("leaf"u8));

        var head = log.HeadOf(tree);

        byte[] message = [.. VaultNumber.Value.ToByteArray(bigEndian: true), .. Number(1), .. tree.Root()];
        Assert.Equal(Root().Mac("log-head/1", message), head.Mac);
        Assert.Equal(
            "65ccde3e1fb9d2144165cf472001faa6e21e85439ba021500e4c08e7a6cfe505",
            Convert.ToHexStringLower(head.Mac)
        );
    }

    [Fact]
    public void A_root_key_file_and_a_ring_element()
    {
        using var ring = Ring();

        Assert.Equal("fc08383a-58a2-4659-9073-908622738884", ring.KeyIds.Single().ToString());
    }

    private static SecretRevealed Revealed() =>
        new(Account, Version, Component.Password, 7, Bytes(2), PrivateText.Sealed(Bytes(4)));

    private static Actor Zhang()
    {
        var facts = new PersonFacts("张三", "zhang.san", UnitId.New(), IsStudent: false, Contact.None);
        return Actor.Of(Core.People.Person.Of(facts, null, Person), Session, "192.0.2.7");
    }

    private static byte[] Bytes(byte value) => [.. Enumerable.Repeat(value, 32)];

    private static byte[] Number(long value) => [.. BitConverter.GetBytes(value).Reverse()];

    private static RootKey Root()
    {
        var file = Path.GetTempFileName();
        File.WriteAllText(file, TestData.Text("Audit.Samples.root-1.key"));
        var key = new RootKeyFile(file).Read();
        File.Delete(file);
        return key!;
    }

    private static SecretsRing Ring()
    {
        var folder = Directory.CreateTempSubdirectory("ring-sample-").FullName;
        foreach (var name in TestData.Names("Audit.Samples.key-"))
            File.WriteAllBytes(Path.Combine(folder, name["Audit.Samples.".Length..]), TestData.Bytes(name));
        var ring = SecretsRing.Open(folder, Root());
        _ = ring.KeyIds;
        return ring;
    }

    private static VaultDb Model() =>
        new(new DbContextOptionsBuilder<VaultDb>().UseSqlite("Data Source=:memory:").Options, new Attestations());
}
