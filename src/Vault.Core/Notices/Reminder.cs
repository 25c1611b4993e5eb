namespace Vault.Core.Notices;

/// <summary>
/// That a reminder was given, so that none is given twice: which one, of what, and for which deadline. A new deadline of
/// the same thing is a new mark. Carries no power: with a row removed by SQL somebody is reminded once more, with one
/// planted he is not, and finds the matter in its list all the same.
/// </summary>
public sealed class Reminder
{
    private Reminder() { }

    public ReminderKind Kind { get; private init; }

    public Guid Subject { get; private init; }

    /// <summary>The deadline and the stage before it.</summary>
    public string Mark { get; private init; } = "";

    public DateTimeOffset GivenAt { get; private init; }

    internal static Reminder Of(DueReminder due, DateTimeOffset at) =>
        new()
        {
            Kind = due.Kind,
            Subject = due.Subject,
            Mark = due.Mark,
            GivenAt = at,
        };
}
