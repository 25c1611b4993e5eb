using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.Data.Sqlite;
using Vault.Core.Audit;
using Vault.Core.Custody;
using Vault.Core.People;
using Vault.Core.Witnesses;

namespace Vault.Core.Tests.Evidence;

/// <summary>A log of real events without a vault around it: as export, as database, and with every head it ever had.</summary>
internal sealed class MadeLog
{
    public const string Header = "credential-vault-log/1";

    private static readonly DateTimeOffset Begin = new(2026, 3, 1, 2, 3, 4, 567, TimeSpan.Zero);

    private static readonly JsonSerializerOptions Json = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private readonly Random _random;
    private readonly Person _zhang = Somebody("张三", "zhang.san");
    private readonly AccountId _account = AccountId.New();

    public MadeLog(int entries, Random random, ECDsa key)
    {
        (_random, Key) = (random, key);
        for (var i = 0; i < entries; i++)
            Append(i == 0 ? new VaultFounded(Vault, PrivateText.Of("示例大学"), UnitId.New()) : Anything());
    }

    public ECDsa Key { get; }

    public VaultId Vault { get; } = VaultId.New();

    public List<byte[]> Leaves { get; } = [];

    /// <summary>Lines of opened texts, with the entry each belongs to.</summary>
    public List<(int Entry, string Line)> Texts { get; } = [];

    public int Epoch { get; private set; } = 1;

    public long Size => Leaves.Count;

    public void OpenEpoch(int found)
    {
        Epoch++;
        Append(new EpochOpened(Epoch, found, Root(found), found + 9, new byte[32], PersonId.New()));
    }

    public void Append(AuditEvent happened)
    {
        var actor = _random.Next(3) == 0 ? Actor.System : Actor.Of(_zhang, SessionId.New(), "192.0.2.7");
        var name = actor.Person is null ? null : PrivateText.Of(actor.Name);
        var rows = new[] { new RowChange(new("people", PersonId.New().ToString()), Guid.NewGuid(), new byte[32]) };
        var at = Begin.AddMilliseconds(Leaves.Count * 1234);
        Leaves.Add(EventCodec.Write(Leaves.Count, at, actor, name, happened, rows));
        var texts = EventCodec.PrivateFieldsOf(happened).ToDictionary(f => f.Field, f => f.Text);
        if (name is not null)
            texts["actorName"] = name;
        if (texts.Count > 0)
            Texts.Add((Leaves.Count - 1, TextLine(Leaves.Count - 1, texts)));
    }

    public byte[] Root(long size)
    {
        var tree = new MerkleTree();
        foreach (var leaf in Leaves.Take((int)size))
            tree.Append(MerkleTree.LeafHash(leaf));
        return tree.Root();
    }

    public Checkpoint Head(long? size = null, int? epoch = null) =>
        new(LogOrigin.Of(Vault, epoch ?? Epoch), size ?? Size, Root(size ?? Size));

    public string Note(long? size = null, int? epoch = null) => Head(size, epoch).Sign(Key);

    public byte[] Export(string? note = null) =>
        Lines(Leaves.Select(l => Encoding.Latin1.GetString(l)), Texts.Select(t => t.Line), note ?? Note());

    /// <summary>A file of these lines. Leaves are Latin 1, so that any byte can be among them; the rest is UTF-8.</summary>
    public static byte[] Lines(IEnumerable<string> leaves, IEnumerable<string> texts, string note)
    {
        var file = new MemoryStream();
        Write(Header);
        foreach (var leaf in leaves)
        {
            file.Write(Encoding.Latin1.GetBytes(leaf));
            file.WriteByte((byte)'\n');
        }
        Write("");
        foreach (var line in texts)
            Write(line);
        Write("");
        file.Write(Encoding.UTF8.GetBytes(note));
        return file.ToArray();

        void Write(string line) => file.Write(Encoding.UTF8.GetBytes(line + "\n"));
    }

    /// <summary>As the vault stores it, without what only the vault can read.</summary>
    public void WriteDatabase(string path)
    {
        using var connection = new SqliteConnection($"Data Source={path};Pooling=False");
        connection.Open();
        Execute(
            connection,
            "CREATE TABLE audit_entries (Sequence INTEGER NOT NULL PRIMARY KEY, At INTEGER, Kind TEXT, Outcome TEXT,"
                + " Actor TEXT, Account TEXT, Person TEXT, Leaf BLOB, LeafHash BLOB, Nodes BLOB);"
                + "CREATE TABLE log_head (Id INTEGER PRIMARY KEY, Vault TEXT, Size INTEGER, Root BLOB, Mac BLOB)"
        );
        var tree = new MerkleTree();
        foreach (var leaf in Leaves)
        {
            var content = EventCodec.Read(leaf);
            Execute(
                connection,
                "INSERT INTO audit_entries VALUES (@p0, @p1, @p2, @p3, @p4, @p5, @p6, @p7, @p8, @p9)",
                content.Sequence,
                content.At.ToUnixTimeMilliseconds(),
                content.Event.GetType().Name,
                content.Outcome.ToString(),
                content.Actor?.ToString(),
                (content.Event as IAboutAccount)?.Account.ToString(),
                (content.Event as IAboutPerson)?.Person.ToString(),
                leaf,
                MerkleTree.LeafHash(leaf),
                tree.Append(MerkleTree.LeafHash(leaf))
            );
        }
        Execute(
            connection,
            "INSERT INTO log_head VALUES (1, @p0, @p1, @p2, x'00')",
            Vault.ToString(),
            Size,
            Root(Size)
        );
    }

    private static void Execute(SqliteConnection connection, string sql, params object?[] values)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        for (var i = 0; i < values.Length; i++)
            command.Parameters.AddWithValue($"@p{i}", values[i] ?? DBNull.Value);
        command.ExecuteNonQuery();
    }

    private static string TextLine(int entry, Dictionary<string, PrivateText> texts) =>
        JsonSerializer.Serialize(
            new
            {
                seq = entry,
                texts = texts.ToDictionary(t => t.Key, t => new { salt = t.Value.Salt, text = t.Value.Text }),
            },
            Json
        );

    private AuditEvent Anything() =>
        _random.Next(5) switch
        {
            0 => new AnonymousRefusalsCounted(_random.Next(100), Begin),
            1 => new AccessRefused("log", null),
            2 => new PersonAdded(
                PersonId.New(),
                PrivateText.Of("李四 <\"\\&> 😀"),
                PrivateText.Of("li.si"),
                UnitId.New(),
                false
            ),
            3 => new ContactOpened(PersonId.New()),
            _ => new SecretRevealed(
                _account,
                SecretVersionId.New(),
                Component.Password,
                1 + _random.Next(5),
                new byte[32],
                PrivateText.Of("发布今天的通知")
            ),
        };

    private static Person Somebody(string name, string userName) =>
        Person.Of(new PersonFacts(name, userName, UnitId.New(), IsStudent: false, Contact.None), null, PersonId.New());
}
