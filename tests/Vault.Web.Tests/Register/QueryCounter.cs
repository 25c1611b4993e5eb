using System.Diagnostics;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Vault.Web.Tests.Register;

/// <summary>Counts the commands that are sent to one vault's database while it lives, as the database driver is told them.</summary>
internal sealed class QueryCounter
    : IObserver<DiagnosticListener>,
        IObserver<KeyValuePair<string, object?>>,
        IDisposable
{
    private readonly string _file;
    private readonly IDisposable _listeners;
    private readonly List<IDisposable> _subscriptions = [];
    private int _count;

    public QueryCounter(string databaseFile)
    {
        _file = databaseFile;
        _listeners = DiagnosticListener.AllListeners.Subscribe(this);
    }

    /// <summary>How many since this was last asked.</summary>
    public int Take() => Interlocked.Exchange(ref _count, 0);

    public void OnNext(DiagnosticListener value)
    {
        if (value.Name == DbLoggerCategory.Name)
            _subscriptions.Add(value.Subscribe(this));
    }

    public void OnNext(KeyValuePair<string, object?> value)
    {
        if (
            value.Value is CommandEventData { ExecuteMethod: not DbCommandMethod.ExecuteNonQuery } command
            && value.Key == RelationalEventId.CommandExecuting.Name
            && command.Connection.DataSource == _file
        )
            Interlocked.Increment(ref _count);
    }

    public void OnCompleted() { }

    public void OnError(Exception error) { }

    public void Dispose()
    {
        _listeners.Dispose();
        _subscriptions.ForEach(s => s.Dispose());
    }
}
