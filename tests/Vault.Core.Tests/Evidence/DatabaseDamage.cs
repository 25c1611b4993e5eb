namespace Vault.Core.Tests.Evidence;

/// <summary>What may be done to a database by SQL, and what a verifier has to say of it.</summary>
internal sealed record DatabaseDamage(string Name, string Expected, string Sql)
{
    private const string Columns = "At, Kind, Outcome, Actor, Account, Person, Leaf, LeafHash, Nodes";

    /// <summary>Each acts on a log of at least eight entries.</summary>
    public static readonly IReadOnlyList<DatabaseDamage> All =
    [
        new("untouched", "SOUND ", "PRAGMA user_version = 7"),
        new("in WAL mode", "SOUND ", "PRAGMA journal_mode = WAL"),
        new(
            "the newest entry cut off",
            "UNSOUND code=head at=--",
            "DELETE FROM audit_entries WHERE Sequence = (SELECT max(Sequence) FROM audit_entries)"
        ),
        new("every entry gone", "UNSOUND code=head at=--", "DELETE FROM audit_entries"),
        new("the first entry gone", "UNSOUND code=sequence at=0", "DELETE FROM audit_entries WHERE Sequence = 0"),
        new("an entry gone", "UNSOUND code=sequence at=3", "DELETE FROM audit_entries WHERE Sequence = 3"),
        new(
            "an entry gone, the others closed up",
            "UNSOUND code=sequence at=3",
            "DELETE FROM audit_entries WHERE Sequence = 3; UPDATE audit_entries SET Sequence = -Sequence WHERE Sequence > 3; UPDATE audit_entries SET Sequence = -Sequence - 1 WHERE Sequence < 0"
        ),
        new(
            "an entry twice",
            "UNSOUND code=sequence at=",
            $"INSERT INTO audit_entries SELECT (SELECT max(Sequence) + 1 FROM audit_entries), {Columns} FROM audit_entries WHERE Sequence = 2"
        ),
        new(
            "a leaf exchanged",
            "UNSOUND code=sequence at=2",
            "UPDATE audit_entries SET Leaf = (SELECT Leaf FROM audit_entries WHERE Sequence = 1) WHERE Sequence = 2"
        ),
        new(
            "a leaf edited",
            "UNSOUND code=hash at=2",
            "UPDATE audit_entries SET Leaf = CAST(replace(CAST(Leaf AS TEXT), '2026-03', '2026-04') AS BLOB) WHERE Sequence = 2"
        ),
        new(
            "a leaf that is text",
            "UNSOUND code=leaf at=2",
            "UPDATE audit_entries SET Leaf = CAST(Leaf AS TEXT) WHERE Sequence = 2"
        ),
        new(
            "a leaf that is nothing",
            "UNSOUND code=leaf at=2",
            "UPDATE audit_entries SET Leaf = NULL WHERE Sequence = 2"
        ),
        new(
            "a leaf in two lines",
            "UNSOUND code=leaf at=2",
            "UPDATE audit_entries SET Leaf = CAST(replace(CAST(Leaf AS TEXT), ',', ',' || char(10)) AS BLOB) WHERE Sequence = 2"
        ),
        new(
            "another hash",
            "UNSOUND code=hash at=2",
            "UPDATE audit_entries SET LeafHash = zeroblob(32) WHERE Sequence = 2"
        ),
        new("a short hash", "UNSOUND code=hash at=2", "UPDATE audit_entries SET LeafHash = x'00' WHERE Sequence = 2"),
        new(
            "a hash that is nothing",
            "UNSOUND code=hash at=2",
            "UPDATE audit_entries SET LeafHash = NULL WHERE Sequence = 2"
        ),
        new(
            "another node",
            "UNSOUND code=nodes at=1",
            "UPDATE audit_entries SET Nodes = zeroblob(32) WHERE Sequence = 1"
        ),
        new(
            "a node too few",
            "UNSOUND code=nodes at=3",
            "UPDATE audit_entries SET Nodes = substr(Nodes, 1, 32) WHERE Sequence = 3"
        ),
        new(
            "a node too many",
            "UNSOUND code=nodes at=2",
            "UPDATE audit_entries SET Nodes = zeroblob(32) WHERE Sequence = 2"
        ),
        new("another time", "UNSOUND code=columns at=2", "UPDATE audit_entries SET At = At + 1 WHERE Sequence = 2"),
        new(
            "a time that is text",
            "UNSOUND code=columns at=2",
            "UPDATE audit_entries SET At = 'now' WHERE Sequence = 2"
        ),
        new(
            "another kind",
            "UNSOUND code=columns at=2",
            "UPDATE audit_entries SET Kind = 'Nothing' WHERE Sequence = 2"
        ),
        new(
            "a kind that is bytes",
            "UNSOUND code=columns at=2",
            "UPDATE audit_entries SET Kind = CAST(Kind AS BLOB) WHERE Sequence = 2"
        ),
        new(
            "a kind that is no UTF-8",
            "UNSOUND code=columns at=2",
            "UPDATE audit_entries SET Kind = CAST(x'ff' AS TEXT) WHERE Sequence = 2"
        ),
        new(
            "another outcome",
            "UNSOUND code=columns at=2",
            "UPDATE audit_entries SET Outcome = 'Other' WHERE Sequence = 2"
        ),
        new(
            "another actor",
            "UNSOUND code=columns at=2",
            "UPDATE audit_entries SET Actor = '11111111-1111-4111-8111-111111111111' WHERE Sequence = 2"
        ),
        new(
            "another account",
            "UNSOUND code=columns at=2",
            "UPDATE audit_entries SET Account = '11111111-1111-4111-8111-111111111111' WHERE Sequence = 2"
        ),
        new("no person", "UNSOUND code=columns at=", "UPDATE audit_entries SET Person = NULL"),
        new("the head says fewer", "UNSOUND code=head at=--", "UPDATE log_head SET Size = Size - 1"),
        new("the head has another root", "UNSOUND code=head at=--", "UPDATE log_head SET Root = zeroblob(32)"),
        new(
            "the head is of another vault",
            "UNSOUND code=head at=--",
            "UPDATE log_head SET Vault = '11111111-1111-4111-8111-111111111111'"
        ),
        new("the head is gone", "UNSOUND code=head at=--", "DELETE FROM log_head"),
        new(
            "two heads",
            "UNSOUND code=head at=--",
            "INSERT INTO log_head SELECT 2, Vault, Size, Root, Mac FROM log_head"
        ),
        new("no table", "UNSOUND code=database at=--", "DROP TABLE log_head"),
    ];
}
