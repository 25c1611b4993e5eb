using Vault.Core.Checkouts;

namespace Vault.Core.Custody;

/// <summary>
/// When each person had secrets shown and codes issued lately, and when the alarm about it was last raised: as the
/// verified log says, so that a restart forgets nothing. The writer's alone.
/// </summary>
internal sealed class RecentUses
{
    /// <summary>How long a use counts.</summary>
    public static readonly TimeSpan Span = TimeSpan.FromHours(1);

    private readonly Dictionary<(PersonId Person, bool IsAlarm), List<DateTimeOffset>> _times = [];

    /// <summary>Whether a line of this kind means anything for this.</summary>
    public static bool Concerns(string kind) =>
        kind is nameof(SecretRevealed) or nameof(CodeIssued) or nameof(VolumeLimitReached);

    public void Add(Use use)
    {
        var key = (use.Person, use.IsAlarm);
        if (!_times.TryGetValue(key, out var times))
            _times[key] = times = [];
        times.RemoveAll(t => t <= use.At - Span);
        // No limit is beyond these.
        if (times.Count == UseTerms.MostUses)
            times.RemoveAt(0);
        times.Add(use.At);
    }

    public void Take(RecentUses later)
    {
        foreach (var ((person, isAlarm), times) in later._times)
            times.ForEach(t => Add(new(person, t, isAlarm)));
    }

    /// <summary>
    /// The moments that count now, in the order of the log. A clock that was ahead for a while and was put right does not keep
    /// anybody out for longer than an hour.
    /// </summary>
    public IReadOnlyList<DateTimeOffset> Within(PersonId person, bool isAlarm, DateTimeOffset now) =>
        _times.TryGetValue((person, isAlarm), out var times) ? [.. times.Where(t => (now - t).Duration() < Span)] : [];

    /// <param name="IsAlarm">The line said that the limit was reached, not that something was shown.</param>
    public sealed record Use(PersonId Person, DateTimeOffset At, bool IsAlarm)
    {
        /// <summary>What a line says that <see cref="Concerns"/> this.</summary>
        public static Use Of(string kind, PersonId actor, DateTimeOffset at) =>
            new(actor, at, kind == nameof(VolumeLimitReached));
    }
}
