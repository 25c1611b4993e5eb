using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Vault.Core.Audit;
using Vault.Core.Storage;

namespace Vault.Core;

/// <summary>
/// The tables. Saving is possible only through the writer, so that no state changes without a line in the log; every
/// row with power is held against the log as it is read.
/// </summary>
public sealed class VaultDb(DbContextOptions<VaultDb> options, Attestations attestations) : DbContext(options)
{
    public Attestations Attestations => attestations;

    public DbSet<AuditEntry> AuditEntries => Set<AuditEntry>();

    public DbSet<AuditDetail> AuditDetails => Set<AuditDetail>();

    internal DbSet<LogHead> LogHeads => Set<LogHead>();

    /// <summary>When this context began to read; a row may be in any form it had since.</summary>
    internal long Since { get; private set; } = Attestations.Beginning();

    /// <summary>What this context has read since <see cref="BeginReading"/>.</summary>
    public RowsRead RowsRead { get; private set; } = new(attestations);

    /// <summary>Forgets what was read: a decision starts anew.</summary>
    public void BeginReading()
    {
        Since = Attestations.Beginning();
        RowsRead = new RowsRead(attestations);
    }

    /// <summary>
    /// What a reading of rows with power finds, read again only if it would find something else. Callers share the value:
    /// it is looked at and never changed.
    /// </summary>
    /// <param name="key">Names the reading and everything it depends on besides rows with power; compared by value.</param>
    internal T Remembered<T>(object key, Func<T> read)
    {
        if (attestations.Readings.TryGet(key, out var found, out var rows))
        {
            RowsRead.Include(rows);
            return (T)found!;
        }
        var outer = RowsRead;
        RowsRead = new RowsRead(attestations);
        try
        {
            var value = read();
            attestations.Readings.Keep(key, value, RowsRead);
            return value;
        }
        finally
        {
            outer.Include(RowsRead);
            RowsRead = outer;
        }
    }

    /// <exception cref="InvalidOperationException">Always: changes go through <see cref="VaultWriter.Write{T}"/>.</exception>
    public override int SaveChanges(bool acceptAllChangesOnSuccess) => throw NotThisWay();

    /// <exception cref="InvalidOperationException">Always: changes go through <see cref="VaultWriter.Write{T}"/>.</exception>
    public override Task<int> SaveChangesAsync(
        bool acceptAllChangesOnSuccess,
        CancellationToken cancellationToken = default
    ) => throw NotThisWay();

    /// <summary>
    /// All rows of one owner, with none missing that the log knows. For sets that decide something: a removed row must
    /// not pass for one that never was.
    /// </summary>
    /// <exception cref="TamperedRowException">A row differs from the log, is unknown to it, or was removed.</exception>
    public async Task<List<TRow>> AllOf<TRow>(Guid owner, IQueryable<TRow> rowsOfOwner)
        where TRow : class, IAttestedRow => Complete(owner, await rowsOfOwner.ToListAsync());

    /// <inheritdoc cref="AllOf{TRow}"/>
    public List<TRow> AllOfNow<TRow>(Guid owner, IQueryable<TRow> rowsOfOwner)
        where TRow : class, IAttestedRow => Complete(owner, rowsOfOwner.ToList());

    /// <summary>All rows of each of some owners, asked for at once.</summary>
    /// <inheritdoc cref="AllOf{TRow}"/>
    public ILookup<Guid, TRow> AllOfEachNow<TRow>(IEnumerable<Guid> owners, IQueryable<TRow> rowsOfOwners)
        where TRow : class, IAttestedRow
    {
        var rows = rowsOfOwners.ToList().ToLookup(r => r.RowOwner);
        foreach (var owner in owners)
            Complete(owner, [.. rows[owner]]);
        return rows;
    }

    /// <summary>
    /// Every row of a table, with none missing that the log knows. For rare decisions that ask all owners at once.
    /// </summary>
    /// <inheritdoc cref="AllOf{TRow}"/>
    /// <param name="tracked">False for readings so large that a command attaches only what it changes.</param>
    public List<TRow> EveryNow<TRow>(bool tracked = true)
        where TRow : class, IAttestedRow
    {
        var rows = (tracked ? Set<TRow>() : Set<TRow>().AsNoTracking()).ToList();
        var ids = rows.Select(r => r.RowId).ToHashSet(StringComparer.Ordinal);
        var table = Model.FindEntityType(typeof(TRow))!.GetTableName()!;
        foreach (var known in Attestations.RowsOf(table).Where(r => !ids.Contains(r.Id)))
            Attestations.CheckAbsent(known, Since);
        return rows;
    }

    /// <summary>The keys of every row that the log knows of a table, to ask for some of them.</summary>
    internal IEnumerable<string> KnownIds<TRow>()
        where TRow : class, IAttestedRow =>
        Attestations.RowsOf(Model.FindEntityType(typeof(TRow))!.GetTableName()!).Select(r => r.Id);

    /// <summary>One row by its key; null only if the log has never known it.</summary>
    /// <exception cref="TamperedRowException">The row differs from the log or was removed.</exception>
    public async Task<TRow?> OneOf<TRow>(IQueryable<TRow> query, string rowId)
        where TRow : class, IAttestedRow => Present(await query.SingleOrDefaultAsync(), rowId);

    /// <inheritdoc cref="OneOf{TRow}"/>
    public TRow? OneOfNow<TRow>(IQueryable<TRow> query, string rowId)
        where TRow : class, IAttestedRow => Present(query.SingleOrDefault(), rowId);

    /// <summary>Those rows that exist of some, asked for at once; what is missing the log has never known.</summary>
    /// <inheritdoc cref="OneOf{TRow}"/>
    public List<TRow> SomeOfNow<TRow>(IQueryable<TRow> query, IEnumerable<string> rowIds)
        where TRow : class, IAttestedRow
    {
        var rows = query.ToList();
        foreach (var missing in rowIds.Except(rows.Select(r => r.RowId), StringComparer.Ordinal))
            Present<TRow>(null, missing);
        return rows;
    }

    /// <summary>
    /// Runs a decision over what is read now and, should the writer find that something it read has changed meanwhile,
    /// again over what is then.
    /// </summary>
    /// <exception cref="StaleReadException">It changed every time: too many writers on one thing.</exception>
    public async Task<T> DecideOver<T>(Func<Task<T>> decide)
    {
        const int tries = 8;
        for (var attempt = 1; attempt < tries; attempt++)
        {
            try
            {
                BeginReading();
                return await decide();
            }
            catch (StaleReadException)
            {
                // Somebody came first; the next attempt reads what he left.
            }
        }
        BeginReading();
        return await decide();
    }

    /// <summary>Saves what a command has changed so far and returns what its last line has to attest.</summary>
    internal List<RowChange> SaveForWriter()
    {
        ChangeTracker.DetectChanges();
        var changed = ChangeTracker.Entries().Where(e => e.State is not EntityState.Unchanged).ToList();
        if (changed.Exists(e => e.State == EntityState.Deleted && e.Entity is IAttestedRow))
            throw new InvalidOperationException("Rows with power are ended, never deleted.");
        if (changed.Count > 0)
            base.SaveChanges(acceptAllChangesOnSuccess: true);
        return [.. changed.Where(e => e.Entity is IAttestedRow).Select(ChangeOf)];
    }

    protected override void OnModelCreating(ModelBuilder modelBuilder) =>
        modelBuilder.ApplyConfigurationsFromAssembly(typeof(VaultDb).Assembly);

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        var ids = typeof(VaultDb).Assembly.GetTypes().Where(IsId);
        foreach (var id in ids)
            configurationBuilder.Properties(id).HaveConversion(typeof(IdConverter<>).MakeGenericType(id));
        configurationBuilder.Properties<DateOnly>().HaveConversion<DayConverter>();
        configurationBuilder.Properties<DateTimeOffset>().HaveConversion<TimestampConverter>();
        foreach (var type in typeof(VaultDb).Assembly.GetTypes().Where(t => t.IsEnum))
            configurationBuilder.Properties(type).HaveConversion(typeof(EnumConverter<>).MakeGenericType(type));
    }

    private static bool IsId(Type type) =>
        type.IsValueType
        && type.GetInterfaces().Any(i => i.IsGenericType && i.GetGenericTypeDefinition() == typeof(IVaultId<>));

    private static RowChange ChangeOf(EntityEntry entry)
    {
        var row = (IAttestedRow)entry.Entity;
        return new(RowHash.KeyOf(entry.Metadata, row), row.RowOwner, RowHash.Of(entry.Metadata, row));
    }

    private List<TRow> Complete<TRow>(Guid owner, List<TRow> rows)
        where TRow : class, IAttestedRow
    {
        var table = Model.FindEntityType(typeof(TRow))!.GetTableName()!;
        var ids = rows.Select(r => r.RowId).ToHashSet(StringComparer.Ordinal);
        Attestations.CheckComplete(table, owner, ids, Since);
        RowsRead.SawAll(table, owner, ids);
        return rows;
    }

    private TRow? Present<TRow>(TRow? row, string rowId)
        where TRow : class, IAttestedRow
    {
        if (row is not null)
            return row;
        var key = new RowKey(Model.FindEntityType(typeof(TRow))!.GetTableName()!, rowId);
        Attestations.CheckAbsent(key, Since);
        RowsRead.SawNone(key);
        return null;
    }

    private static InvalidOperationException NotThisWay() =>
        new("Changes go through the writer: a state change without a line in the log is not possible.");
}
