namespace Vault.Core.Rotations;

/// <summary>How long each change may take. The one place that says so.</summary>
internal static class RotationDeadlines
{
    /// <summary>
    /// Working days after the day it is owed, the last of them being the deadline: the sooner, the more surely somebody who
    /// should not can use it now. What only might have been seen is many accounts at once, and may wait for its turn.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">No such reason.</exception>
    public static int WorkingDays(RotationReason reason) =>
        reason switch
        {
            RotationReason.BreakGlass or RotationReason.ChangeOnReturn or RotationReason.SuspectedCompromise => 1,
            RotationReason.DeclaredKnown => 3,
            RotationReason.Handover or RotationReason.LogLost => 5,
            RotationReason.Schedule => 10,
            RotationReason.PresumedKnown => 20,
            _ => throw new ArgumentOutOfRangeException(nameof(reason)),
        };
}
