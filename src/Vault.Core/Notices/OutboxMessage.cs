namespace Vault.Core.Notices;

/// <summary>How far a message has come.</summary>
public enum OutboxState
{
    /// <summary>待发送: to be tried from <see cref="OutboxMessage.NextTryAt"/> on.</summary>
    Waiting,

    /// <summary>已发送</summary>
    Sent,

    /// <summary>已放弃: tried as often as a channel tries.</summary>
    GivenUp,
}

/// <summary>
/// A notice on its way out of the vault, written with it in one transaction, so that a channel delivers every one at
/// least once. Like the notice it holds identifiers only; a channel makes the text. No channel exists yet: messages wait,
/// and go with their notices.
/// </summary>
public sealed class OutboxMessage
{
    private OutboxMessage() { }

    /// <summary>The same as the notice's.</summary>
    public NoticeId Id { get; private init; }

    public PersonId Receiver { get; private init; }

    public NoticeMatter Matter { get; private init; }

    public AccountId? Account { get; private init; }

    public Guid Subject { get; private init; }

    public PersonId? Other { get; private init; }

    public string? Detail { get; private init; }

    public DateTimeOffset At { get; private init; }

    public OutboxState State { get; private set; }

    /// <summary>How often it was tried.</summary>
    public int Attempts { get; private set; }

    /// <summary>Null once it is not tried any more.</summary>
    public DateTimeOffset? NextTryAt { get; private set; }

    internal static OutboxMessage Of(Notice notice) =>
        new()
        {
            Id = notice.Id,
            Receiver = notice.Receiver,
            Matter = notice.Matter,
            Account = notice.Account,
            Subject = notice.Subject,
            Other = notice.Other,
            Detail = notice.Detail,
            At = notice.At,
            State = OutboxState.Waiting,
            NextTryAt = notice.At,
        };
}
