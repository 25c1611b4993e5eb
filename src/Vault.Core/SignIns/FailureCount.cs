using Vault.Core.Audit;

namespace Vault.Core.SignIns;

/// <summary>
/// How often in a row somebody failed to prove that he is this person: over password, one-time code, recovery code,
/// step-up and invitation together. An attempt counts before its verdict and is taken back when it proves right.
/// From the fifth on, each is followed by a wait which doubles from 30 seconds up to an hour; after
/// <see cref="HardStop"/> nothing is tried any more until two others have an invitation issued.
/// </summary>
public sealed class FailureCount : IAttestedRow
{
    /// <summary>The last attempt that is tried at all (NIST SP 800-63B-4 §3.2.2 allows 100).</summary>
    public const int HardStop = 100;

    /// <summary>The first attempt after which one has to wait.</summary>
    public const int FirstDelayed = 5;

    public static readonly TimeSpan FirstDelay = TimeSpan.FromSeconds(30);

    public static readonly TimeSpan LongestDelay = TimeSpan.FromHours(1);

    private FailureCount() { }

    public PersonId Person { get; private init; }

    public int InARow { get; private set; }

    public DateTimeOffset LastAt { get; private set; }

    public string RowId => Person.ToString();

    public Guid RowOwner => Person.Value;

    public bool IsStopped => InARow >= HardStop;

    /// <summary>When the next attempt is heard.</summary>
    public DateTimeOffset NextAt => LastAt + DelayAfter(InARow);

    public static FailureCount Of(PersonId person) => new() { Person = person };

    /// <summary>The wait after so many attempts in a row.</summary>
    public static TimeSpan DelayAfter(int inARow)
    {
        if (inARow < FirstDelayed)
            return TimeSpan.Zero;
        var doublings = Math.Min(inARow - FirstDelayed, 16);
        var delay = FirstDelay * (1 << doublings);
        return delay < LongestDelay ? delay : LongestDelay;
    }

    /// <summary>Below <see cref="FirstDelayed"/> nobody waits, wherever the clock was set meanwhile.</summary>
    public bool HasToWait(DateTimeOffset now) => InARow >= FirstDelayed && now < NextAt;

    public void Count(DateTimeOffset now)
    {
        InARow++;
        LastAt = now;
    }

    /// <summary>
    /// The attempt that was counted proved right. The failures before it stay: a step-up of the person must not give a
    /// guesser at the sign-in page new tries.
    /// </summary>
    public void TakeBack(Attempt.Admitted attempt)
    {
        InARow = Math.Max(0, InARow - 1);
        if (InARow == attempt.Before)
            LastAt = attempt.LastBefore;
    }

    /// <summary>Everything was right, or others vouch for the person anew.</summary>
    public void Clear() => InARow = 0;
}
