using System.Collections.Concurrent;
using Vault.Core;
using Vault.Core.Imports;

namespace Vault.Web.Pages.Imports;

/// <summary>A confirmed import being taken over.</summary>
public sealed class ImportRun(int total) : IProgress<int>
{
    private volatile int _done;

    public int Total => total;

    public int Done => _done;

    public Task<DecideImportOutcome> Outcome { get; internal set; } = null!;

    public void Report(int value) => _done = value;
}

/// <summary>Imports under way or just ended, so that a page can show how far they are and what came of them.</summary>
public sealed class ImportRuns
{
    private readonly ConcurrentDictionary<RegisterImportId, ImportRun> _runs = new();

    public ImportRun? Find(RegisterImportId id) => _runs.GetValueOrDefault(id);

    public ImportRun Start(RegisterImportId id, int total, Func<IProgress<int>, Task<DecideImportOutcome>> work)
    {
        var run = new ImportRun(total);
        run.Outcome = work(run);
        _runs[id] = run;
        return run;
    }

    /// <summary>Its outcome has been shown.</summary>
    public void Forget(RegisterImportId id) => _runs.TryRemove(id, out _);
}
