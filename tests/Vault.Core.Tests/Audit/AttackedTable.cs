using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Vault.Core.Audit;
using Vault.Core.Checkouts;
using Vault.Core.People;
using Vault.TestKit;
using Xunit;

namespace Vault.Core.Tests.Audit;

/// <summary>Something done to one row past the vault, and how to take it back.</summary>
/// <param name="Row">The row as the product would ask for it.</param>
/// <param name="Seen">The rows an alarm may name: a changed key looks like one row gone and another come.</param>
internal sealed record RowAttack(string Name, SoughtRow Row, IReadOnlyList<string> Seen, Action Do, Action Undo);

/// <summary>A row as a use case asks for it: by key, and among all of its owner.</summary>
internal sealed record SoughtRow(string RowId, object?[] StoredKey, Guid Owner);

/// <summary>One table of a real vault with enough rows for every attack on it.</summary>
internal sealed class AttackedTable : IAsyncDisposable
{
    private readonly IEntityType _type;
    private readonly RawTable _raw;
    private readonly RowReader _reader;

    private AttackedTable(TestVault vault, IEntityType type)
    {
        Vault = vault;
        _type = type;
        _raw = new RawTable(vault, type);
        _reader = RowReader.Of(type);
    }

    public TestVault Vault { get; }

    public bool IsSingle => AnyRow.IsSingle(_type);

    public static async Task<AttackedTable> New(string name)
    {
        var vault = await TestVault.Founded();
        if (name == nameof(RegisterPolicy))
            await vault.Write(scope =>
            {
                scope.Db.Add(RegisterPolicy.Undecided());
                scope.Append(new RegisterPolicyDecided(false));
            });
        if (name == nameof(UsePolicy))
            await vault.Write(scope =>
            {
                scope.Db.Add(UsePolicy.Of(new()));
                scope.Append(new UsePolicyDecided(30, 4, 24));
            });
        using var db = vault.Read();
        return new(vault, AnyRow.Types(db).Single(t => t.ClrType.Name == name));
    }

    /// <summary>Every attack there is, each on a row of its own that the vault has written.</summary>
    public async Task<List<RowAttack>> Attacks()
    {
        // First, because it changes its row: the only one of some tables.
        var attacks = new List<RowAttack> { await OldCopy() };
        foreach (var property in _type.GetProperties())
        {
            attacks.Add(Edit(await WrittenRow(), property, "another value", AnyRow.OtherStored(property)));
            if (property.IsNullable)
                attacks.Add(Edit(await WrittenRow(), property, "nothing", null));
        }
        attacks.Add(Deletion(await WrittenRow()));
        if (!IsSingle)
            attacks.Add(Insertion());
        return attacks;
    }

    /// <summary>Reads the row in the two ways of the product; what refused it, or null.</summary>
    public Exception? Read(SoughtRow row)
    {
        using var db = Vault.Read();
        return Record.Exception(() => _reader.ByKey(db, row.RowId, row.StoredKey))
            ?? Record.Exception(() => _reader.OfOwner(db, row.Owner));
    }

    public async Task AssertAlarmed(RowAttack attack)
    {
        // Alarms go through the queue: what was raised before this command stands before it in the log.
        await Vault.Write(_ => { });
        using var db = Vault.Read();
        var alarmed = db.AuditEntries.Where(e => e.Kind == nameof(TamperingDetected)).Select(e => e.Leaf).ToList();
        Assert.True(
            alarmed
                .Select(l => (TamperingDetected)EventCodec.Read(l).Event)
                .Any(t => t.Table == _type.GetTableName() && attack.Seen.Contains(t.Row)),
            $"{attack.Name} of {_type.GetTableName()} was not alarmed"
        );
    }

    public ValueTask DisposeAsync() => Vault.DisposeAsync();

    private RowAttack Edit(IAttestedRow row, IProperty property, string what, object? value)
    {
        var before = _raw.Find(row.RowId)!;
        var after = (object?[])before.Clone();
        var index = _raw.IndexOf(property);
        // A value that happens to be the one it has would be no edit.
        while (Equals(after[index], value))
            value = AnyRow.OtherStored(property);
        after[index] = value;
        return new(
            $"{property.Name} set to {what}",
            Sought(row),
            [row.RowId, _raw.RowIdOf(after)],
            () => _raw.Replace(before, after),
            () => _raw.Replace(after, before)
        );
    }

    private RowAttack Deletion(IAttestedRow row)
    {
        var before = _raw.Find(row.RowId)!;
        return new("deletion", Sought(row), [row.RowId], () => _raw.Delete(before), () => _raw.Insert(before));
    }

    private RowAttack Insertion()
    {
        // The row of another database, say: well-formed in every column, but never written by this vault.
        var values = new object?[_type.GetProperties().Count()];
        foreach (var property in _type.GetProperties())
            values[_raw.IndexOf(property)] = AnyRow.OtherStored(property);
        var sought = new SoughtRow(_raw.RowIdOf(values), _raw.KeyOf(values), Guid.Empty);
        return new("insertion", sought, [sought.RowId], () => _raw.Insert(values), () => _raw.Delete(values));
    }

    private async Task<RowAttack> OldCopy()
    {
        var row = await WrittenRow();
        var old = _raw.Find(row.RowId)!;
        await Vault.Write(scope =>
        {
            var tracked = _reader.All(scope.Db).Single(r => r.RowId == row.RowId);
            AnyRow.Change(tracked, AnyRow.Changeable(_type));
            scope.Append(new AnonymousRefusalsCounted(1, scope.Now));
        });
        var now = _raw.Find(row.RowId)!;
        Assert.NotEqual(old, now);
        return new(
            "older copy put back",
            Sought(row),
            [row.RowId],
            () => _raw.Replace(now, old),
            () => _raw.Replace(old, now)
        );
    }

    /// <summary>A row written by the vault; the only one of a table that has only one.</summary>
    private async Task<IAttestedRow> WrittenRow()
    {
        if (IsSingle)
        {
            using var db = Vault.Read();
            return _reader.All(db).Single();
        }
        IAttestedRow row = null!;
        await Vault.Write(scope =>
        {
            row = AnyRow.Add(scope.Db, scope.Db.Model.FindEntityType(_type.ClrType)!);
            scope.Append(new AnonymousRefusalsCounted(1, scope.Now));
        });
        return row;
    }

    private SoughtRow Sought(IAttestedRow row) => new(row.RowId, _raw.KeyOf(_raw.Find(row.RowId)!), row.RowOwner);
}
