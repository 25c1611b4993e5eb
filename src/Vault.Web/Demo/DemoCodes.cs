using Vault.Core.Custody;

namespace Vault.Web.Demo;

/// <summary>
/// The codes of one authenticator from the first that still counts: as many as a page may stay open. A code is taken one
/// step early or late, and once; so the next one is good at once when the present one is used up.
/// </summary>
/// <param name="FirstStep">The step of the first code: the present one, or the one after the last that was used.</param>
internal sealed record DemoCodes(long FirstStep, IReadOnlyList<string> Codes, DateTimeOffset Now)
{
    private const int Shown = 40;

    private static TotpParameters Parameters => TotpParameters.Standard;

    private long Present => Totp.StepAt(Parameters, Now);

    /// <summary>Whether the first code counts now; otherwise one has to wait for it.</summary>
    public bool IsGood => FirstStep <= Present + 1;

    /// <summary>Seconds until the first code is replaced on screen, or until it begins to count.</summary>
    public int Seconds => (int)Math.Ceiling((StartOf(IsGood ? FirstStep + 1 : FirstStep - 1) - Now).TotalSeconds);

    /// <param name="usedStep">The newest step the vault has taken.</param>
    public static DemoCodes From(byte[] seed, long usedStep, DateTimeOffset now)
    {
        var first = Math.Max(Totp.StepAt(Parameters, now), usedStep + 1);
        return new(first, [.. Enumerable.Range(0, Shown).Select(i => CodeOf(seed, first + i))], now);
    }

    /// <summary>
    /// A code to step in with: the oldest that counts, so that the one the visitor sees stays his. Null if every code
    /// that would count now is used up.
    /// </summary>
    public static string? ToStepIn(byte[] seed, long usedStep, DateTimeOffset now)
    {
        var present = Totp.StepAt(Parameters, now);
        var step = Math.Max(present - 1, usedStep + 1);
        return step <= present + 1 ? CodeOf(seed, step) : null;
    }

    /// <summary>For the script that keeps the code current.</summary>
    public string Joined => string.Join(' ', Codes);

    private static string CodeOf(byte[] seed, long step) => Totp.Compute(seed, Parameters, StartOf(step));

    private static DateTimeOffset StartOf(long step) =>
        DateTimeOffset.FromUnixTimeSeconds(step * Parameters.PeriodSeconds);
}
