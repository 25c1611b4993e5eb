using Microsoft.Extensions.Localization;
using Vault.Core.Checkouts;
using Vault.Core.Custody;
using Vault.Core.Filings;
using Vault.Core.Handovers;
using Vault.Core.Incidents;
using Vault.Core.Notices;
using Vault.Core.People;
using Vault.Web.Components;
using Vault.Web.Pages.Checkouts;
using Vault.Web.Pages.Custody;
using Vault.Web.Pages.Filings;
using Vault.Web.Words;

namespace Vault.Web.Pages.Notices;

/// <summary>A notice in words, in the language of whoever reads it now.</summary>
public sealed class NoticeWords(
    IStringLocalizer<NoticeTexts> texts,
    IStringLocalizer<CustodyTexts> custody,
    IStringLocalizer<CheckoutTexts> checkouts,
    IStringLocalizer<FilingTexts> filings,
    DomainWords words
)
{
    public string Sentence(NoticeLine line) =>
        texts[
            $"Matter.{line.Notice.Matter}",
            line.Account?.Name ?? texts["Nameless"],
            line.Other?.DisplayName ?? texts["Somebody"],
            Detail(line.Notice)
        ];

    public string State(Notice notice) =>
        texts[
            notice.SettledAt is not null ? "State.Settled"
            : notice.ReadAt is not null ? "State.Read"
            : "State.Unread"
        ];

    public static ChipKind Chip(Notice notice) =>
        notice.SettledAt is not null ? ChipKind.Ended
        : notice.ReadAt is not null ? ChipKind.Neutral
        : ChipKind.Due;

    /// <summary>Where the next step is taken, or more is to be seen; null where there is nothing further.</summary>
    /// <param name="readsLog">Alarms are read about in the log, by whoever may.</param>
    public static string? Next(Notice notice, bool readsLog) =>
        notice.Matter switch
        {
            NoticeMatter.RotationOwed
            or NoticeMatter.RotationEnding
            or NoticeMatter.RotationOverdue
            or NoticeMatter.RotationLongOverdue => $"/accounts/{notice.Account}/rotation",
            NoticeMatter.CheckoutReturned
            or NoticeMatter.VerificationEnding
            or NoticeMatter.VerificationExpired
            or NoticeMatter.CheckoutFrozen
            or NoticeMatter.Appointed => $"/accounts/{notice.Account}",
            NoticeMatter.FilingOpened
            or NoticeMatter.FilingSubmitted
            or NoticeMatter.FilingSentBack
            or NoticeMatter.FilingAccepted
            or NoticeMatter.FilingEnding
            or NoticeMatter.FilingOverdue
            or NoticeMatter.FilingLongOverdue => $"/filings/{notice.Subject}",
            NoticeMatter.HandoverTurn or NoticeMatter.HandoverEnding or NoticeMatter.HandoverOverdue =>
                $"/handovers/{notice.Subject:D}",
            NoticeMatter.HandoverUnprepared => $"/handovers/new?leaver={notice.Subject:D}",
            NoticeMatter.ReviewEnding or NoticeMatter.ReviewOverdue => "/reviews",
            NoticeMatter.ExplanationAsked => $"/reviews/explanations/{notice.Subject:D}",
            NoticeMatter.ExplanationGiven or NoticeMatter.ReviewLeft => $"/reviews/{notice.Subject:D}",
            NoticeMatter.CompromiseReported or NoticeMatter.IncidentConcluded => $"/incidents/{notice.Subject:D}",
            NoticeMatter.HoldingEnding or NoticeMatter.HoldingExpired => $"/holdings/{notice.Subject:D}",
            NoticeMatter.ProposalWaits or NoticeMatter.ProposalConfirmed or NoticeMatter.ProposalRefused =>
                $"/proposals/{notice.Subject:D}",
            NoticeMatter.ImportWaits or NoticeMatter.ImportConfirmed or NoticeMatter.ImportRefused =>
                $"/imports/{notice.Subject:D}",
            NoticeMatter.PasskeyCopySuspected when notice.Other == notice.Receiver => "/my/sign-in",
            NoticeMatter.TamperingDetected
            or NoticeMatter.PasskeyCopySuspected
            or NoticeMatter.ConsoleLinkOffered
            or NoticeMatter.VolumeLimitReached when readsLog => $"/log?kind={notice.Matter}",
            NoticeMatter.PasskeyCopySuspected or NoticeMatter.ConsoleLinkOffered or NoticeMatter.VolumeLimitReached =>
                $"/persons/{notice.Other}",
            NoticeMatter.TamperingDetected
            or NoticeMatter.LogUnsound
            or NoticeMatter.EpochOpened
            or NoticeMatter.BackupFailed
            or NoticeMatter.BackupOverdue => "/health",
            NoticeMatter.ResetProposed
            or NoticeMatter.AppointmentEnded
            or NoticeMatter.RoleGiven
            or NoticeMatter.RoleEnded => null,
            _ => $"/checkouts/{notice.Subject:D}",
        };

    private string Detail(Notice notice) =>
        notice.Matter switch
        {
            NoticeMatter.BreakGlassReviewed => Named<BreakGlassVerdict>(notice, v => checkouts[$"Verdict.{v}"]),
            NoticeMatter.FilingOpened => Named<FilingChange>(notice, c => filings[$"Change.{c}"]),
            NoticeMatter.HandoverTurn => Named<HandoverTurnKind>(notice, t => texts[$"Task.{t}"]),
            NoticeMatter.IncidentConcluded => Named<IncidentConclusion>(notice, c => texts[$"Conclusion.{c}"]),
            NoticeMatter.RotationOwed => Named<Component>(notice, c => custody[$"Component.{c}"]),
            NoticeMatter.ProposalWaits or NoticeMatter.ProposalConfirmed or NoticeMatter.ProposalRefused =>
                Named<GrantKind>(notice, g => texts[$"Grant.{g}"]),
            NoticeMatter.Appointed or NoticeMatter.AppointmentEnded => Named<AppointmentRole>(notice, words.Of),
            NoticeMatter.RoleGiven or NoticeMatter.RoleEnded => Named<OfficeRole>(notice, words.Of),
            _ => notice.Detail ?? "",
        };

    /// <summary>Nothing in the table is trusted to be a name: it carries no attestation.</summary>
    private static string Named<TEnum>(Notice notice, Func<TEnum, string> word)
        where TEnum : struct, Enum =>
        Enum.TryParse<TEnum>(notice.Detail, out var value) && Enum.IsDefined(value) ? word(value) : "";
}
