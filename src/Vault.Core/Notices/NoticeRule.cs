using Vault.Core.Audit;

namespace Vault.Core.Notices;

/// <summary>Who is told what of one kind of event.</summary>
internal sealed record NoticeRule(
    Type Event,
    NoticeMatter Matter,
    Func<AuditEvent, Guid> Subject,
    Func<AuditEvent, Receivers, IEnumerable<PersonId>> To
)
{
    /// <summary>Which events of the kind; all.</summary>
    public Func<AuditEvent, bool> When { get; init; } = _ => true;

    /// <summary>Whom the notice names; whoever did it.</summary>
    public Func<AuditEvent, Receivers, PersonId?> Other { get; init; } = (_, to) => to.Author;

    public Func<AuditEvent, string?> Detail { get; init; } = _ => null;

    /// <summary>Whoever has not read the last one gets no second: of things an attacker can make happen again and again.</summary>
    public bool OnceUnread { get; init; }

    public NoticeContent Content(AuditEvent happened, Receivers to) =>
        new(Matter, (happened as IAboutAccount)?.Account, Subject(happened), Other(happened, to), Detail(happened));
}

/// <summary>What is done with when one kind of event has happened.</summary>
/// <param name="Matters">Of its notices only these; empty: whatever is about the subject and ends with it.</param>
internal sealed record EndingRule(Type Event, Func<AuditEvent, Guid> Subject, NoticeMatter[] Matters)
{
    /// <inheritdoc cref="NoticeRule.When"/>
    public Func<AuditEvent, bool> When { get; init; } = _ => true;

    /// <summary>Only notices with this detail; null: with any.</summary>
    public Func<AuditEvent, string?> Detail { get; init; } = _ => null;

    /// <summary>Whether all is done that its notices are about, where the event says so of a part only.</summary>
    public Func<AuditEvent, Receivers, bool> IsDone { get; init; } = (_, _) => true;

    public bool Ends(Notice notice, AuditEvent happened) =>
        (Matters.Length == 0 ? !Outlasts(notice.Matter) : Matters.Contains(notice.Matter))
        && (Detail(happened) is not { } detail || notice.Detail == detail);

    /// <summary>A reason that was sent back has to be given anew whatever becomes of the checkout.</summary>
    private static bool Outlasts(NoticeMatter matter) =>
        matter is NoticeMatter.ReasonSentBack or NoticeMatter.ReasonGivenAnew;
}
