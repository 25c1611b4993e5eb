using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Vault.Core.Audit;

namespace Vault.Core.Storage;

/// <summary>A reader whose storage does not answer says so in the vault's own words: 503, not a defect.</summary>
internal sealed class ReaderFailures : IDbCommandInterceptor, IDbConnectionInterceptor
{
    public static readonly ReaderFailures Instance = new();

    public void CommandFailed(DbCommand command, CommandErrorEventData eventData) => Translate(eventData.Exception);

    public Task CommandFailedAsync(
        DbCommand command,
        CommandErrorEventData eventData,
        CancellationToken cancellationToken = default
    )
    {
        Translate(eventData.Exception);
        return Task.CompletedTask;
    }

    public void ConnectionFailed(DbConnection connection, ConnectionErrorEventData eventData) =>
        Translate(eventData.Exception);

    public Task ConnectionFailedAsync(
        DbConnection connection,
        ConnectionErrorEventData eventData,
        CancellationToken cancellationToken = default
    )
    {
        Translate(eventData.Exception);
        return Task.CompletedTask;
    }

    private static void Translate(Exception e)
    {
        if (StorageFailures.AreStorage(e))
            throw new VaultUnavailableException("The database does not answer.", e);
    }
}
