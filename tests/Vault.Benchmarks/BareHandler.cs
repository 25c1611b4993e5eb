using System.Threading.Channels;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Vault.Benchmarks;

/// <summary>
/// What a reveal is measured against: a handler that knows no sessions, rules, encryption or tree. It writes one row into
/// SQLite with the vault's own durability, committing once for all who wait, and reads one row by its key through EF.
/// </summary>
internal sealed class BareHandler : IAsyncDisposable
{
    /// <summary>What the row holds, and the answer.</summary>
    public const string Value = "Bare-9Kd3!value";

    private readonly string _folder;
    private readonly SqliteConnection _connection;
    private readonly Channel<TaskCompletionSource> _waiting = Channel.CreateUnbounded<TaskCompletionSource>();
    private readonly Task _writer;
    private readonly WebApplication _app;

    private BareHandler(string folder)
    {
        _folder = folder;
        var database = $"Data Source={Path.Combine(folder, "bare.db")}";
        _connection = new SqliteConnection($"{database};Pooling=False");
        _connection.Open();
        Run("PRAGMA journal_mode = WAL");
        Run("PRAGMA synchronous = FULL");
        Run("CREATE TABLE log (Sequence INTEGER PRIMARY KEY, Line BLOB NOT NULL)");
        Run("CREATE TABLE rows (Id TEXT NOT NULL PRIMARY KEY, Value TEXT NOT NULL)");
        Run($"INSERT INTO rows VALUES ('1', '{Value}')");
        _writer = Task.Run(CommitForAll);

        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        builder.Services.AddDbContext<Context>(o =>
            o.UseSqlite(database).UseQueryTrackingBehavior(QueryTrackingBehavior.NoTracking)
        );
        _app = builder.Build();
        _app.MapPost("/rows/{id}", Answer);
    }

    public Uri Address => new(_app.Urls.Single());

    public static async Task<BareHandler> Start()
    {
        var handler = new BareHandler(Directory.CreateTempSubdirectory("vault-bare-").FullName);
        await handler._app.StartAsync();
        return handler;
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        _waiting.Writer.Complete();
        await _writer;
        await _connection.DisposeAsync();
        SqliteConnection.ClearAllPools();
        Directory.Delete(_folder, recursive: true);
    }

    private async Task<IResult> Answer(string id, Context db)
    {
        var durable = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _waiting.Writer.TryWrite(durable);
        await durable.Task;
        var row = await db.Rows.SingleAsync(r => r.Id == id);
        return Results.Text(row.Value);
    }

    private async Task CommitForAll()
    {
        await using var insert = _connection.CreateCommand();
        insert.CommandText = "INSERT INTO log (Line) VALUES (@line)";
        insert.Parameters.AddWithValue("@line", new byte[400]);
        var batch = new List<TaskCompletionSource>();
        while (await _waiting.Reader.WaitToReadAsync())
        {
            await using (var transaction = _connection.BeginTransaction())
            {
                insert.Transaction = transaction;
                while (_waiting.Reader.TryRead(out var item))
                {
                    batch.Add(item);
                    insert.ExecuteNonQuery();
                }
                await transaction.CommitAsync();
            }
            batch.ForEach(b => b.SetResult());
            batch.Clear();
        }
    }

    private void Run(string sql)
    {
        using var command = _connection.CreateCommand();
#pragma warning disable CA2100 // Constants of this class only.
        command.CommandText = sql;
#pragma warning restore CA2100
        command.ExecuteNonQuery();
    }

    private sealed class Context(DbContextOptions<Context> options) : DbContext(options)
    {
        public DbSet<Row> Rows => Set<Row>();

        protected override void OnModelCreating(ModelBuilder modelBuilder) =>
            modelBuilder.Entity<Row>().ToTable("rows").HasKey(r => r.Id);
    }

    private sealed class Row
    {
        public required string Id { get; init; }

        public required string Value { get; init; }
    }
}
