using System.Globalization;
using Vault.Core.Accounts;
using Vault.Core.Audit;
using Vault.Core.Backups;
using Vault.Core.Checkouts;
using Vault.Core.Custody;
using Vault.Core.Filings;
using Vault.Core.Handovers;
using Vault.Core.Holdings;
using Vault.Core.Imports;
using Vault.Core.Incidents;
using Vault.Core.People;
using Vault.Core.Reviews;
using Vault.Core.Rotations;
using Vault.Core.Rotations.Connectors;
using Vault.Core.SignIns;
using Vault.Core.Witnesses;
using Matter = Vault.Core.Notices.NoticeMatter;

namespace Vault.Core.Notices;

/// <summary>
/// The one table of who is told of which event, and which event settles what. No use case knows of notices: whatever
/// appends the event, in whatever way, is told of alike. A kind more is a line more here, and its texts.
/// </summary>
internal static class NoticeRules
{
    private static readonly ILookup<Type, NoticeRule> Telling = new[]
    {
        On<CheckoutAsked>(Matter.CheckoutAsked, e => e.Checkout.Value, (e, to) => to.ApproversOf(e.Checkout)),
        On<CheckoutExtensionAsked>(Matter.ExtensionAsked, e => e.Checkout.Value, (e, to) => to.ApproversOf(e.Checkout)),
        On<CheckoutApproved>(Matter.CheckoutApproved, e => e.Checkout.Value, (e, _) => [e.Person]),
        On<CheckoutRefused>(Matter.CheckoutRefused, e => e.Checkout.Value, (e, _) => [e.Person]),
        On<CheckoutExtended>(Matter.CheckoutExtended, e => e.Extended.Value, (e, _) => [e.Person]),
        On<CheckoutExpired>(Matter.CheckoutExpired, e => e.Checkout.Value, (e, _) => [e.Person]),
        On<CheckoutAskedBack>(Matter.CheckoutAskedBack, e => e.Checkout.Value, (e, _) => [e.Person]),
        On<CheckoutForcedBack>(Matter.CheckoutForcedBack, e => e.Checkout.Value, (e, _) => [e.Person]),
        On<LapsedCheckoutEnded>(Matter.CheckoutLapsed, e => e.Checkout.Value, (e, _) => [e.Person]),
        On<FrozenCheckoutEnded>(Matter.CheckoutFrozen, e => e.Checkout.Value, (e, _) => [e.Person]),
        On<CheckoutReturned>(Matter.CheckoutReturned, e => e.Checkout.Value, (e, to) => to.WhoAskedBack(e.Checkout)),
        On<CheckoutForcedBack>(Matter.CheckoutReturned, e => e.Checkout.Value, (e, to) => to.WhoAskedBack(e.Checkout)),
        On<LapsedCheckoutEnded>(Matter.CheckoutReturned, e => e.Checkout.Value, (e, to) => to.WhoAskedBack(e.Checkout)),
        After(
            ReminderKind.CheckoutTurn,
            Matter.CheckoutTurn,
            (e, to) => to.ApproversOf(new CheckoutId(e.Subject)),
            ByHolder
        ),
        After(ReminderKind.CheckoutOverdue, Matter.CheckoutOverdue, (e, to) => to.HolderOf(new CheckoutId(e.Subject))),
        After(
            ReminderKind.CheckoutLongOverdue,
            Matter.CheckoutLongOverdue,
            (e, to) => to.WhoMayForceBack(new CheckoutId(e.Subject)),
            ByHolder
        ),
        On<BreakGlassOpened>(Matter.BreakGlassOpened, e => e.Checkout.Value, (e, to) => to.ReviewersOf(e.Checkout)),
        Over<BreakGlassReturned>(e => e.Checkout),
        Over<BreakGlassExpired>(e => e.Checkout),
        Over<CheckoutForcedBack>(e => e.Checkout),
        Over<LapsedCheckoutEnded>(e => e.Checkout),
        Over<FrozenCheckoutEnded>(e => e.Checkout),
        After(
            ReminderKind.BreakGlassReviewDue,
            Matter.BreakGlassReviewDue,
            (e, to) => to.ReviewersOf(new CheckoutId(e.Subject)),
            ByHolder
        ),
        After(
            ReminderKind.BreakGlassReviewOverdue,
            Matter.BreakGlassReviewOverdue,
            (e, to) => to.ReviewersOf(new CheckoutId(e.Subject)),
            ByHolder
        ),
        On<BreakGlassReviewed>(Matter.BreakGlassReviewed, e => e.Checkout.Value, (e, _) => [e.Person]) with
        {
            Detail = e => Name(((BreakGlassReviewed)e).Verdict),
        },
        On<ReasonSentBack>(Matter.ReasonSentBack, e => e.Checkout.Value, (e, _) => [e.Person]),
        On<ReasonGivenAnew>(Matter.ReasonGivenAnew, e => e.Checkout.Value, (e, to) => to.WhoSentBack(e.Checkout)),
        On<RotationOwed>(Matter.RotationOwed, e => e.Account.Value, (e, to) => to.CustodiansOf(e.Account)) with
        {
            Detail = e => Name(((RotationOwed)e).Component),
        },
        On<CompromiseReported>(
            Matter.CompromiseReported,
            e => e.Incident.Value,
            (e, to) => to.CustodiansOf(e.Account).Concat(to.LeadersOf(e.Account)).Concat(to.OverseersOf(e.Account))
        ),
        On<IncidentConcluded>(
            Matter.IncidentConcluded,
            e => e.Incident.Value,
            (e, to) =>
                to.CustodiansOf(e.Account)
                    .Concat(to.LeadersOf(e.Account))
                    .Concat(to.OverseersOf(e.Account))
                    .Concat(to.WhoReported(e.Incident))
        ) with
        {
            Detail = e => Name(((IncidentConcluded)e).Conclusion),
        },
        After(ReminderKind.RotationEnding, Matter.RotationEnding, (e, to) => to.KeepersOf(e.Account)),
        After(ReminderKind.RotationOverdue, Matter.RotationOverdue, (e, to) => to.KeepersOf(e.Account)),
        After(ReminderKind.RotationLongOverdue, Matter.RotationLongOverdue, (e, to) => to.OverseersOf(e.Account)),
        On<FilingOpened>(Matter.FilingOpened, e => e.Filing.Value, (e, to) => to.KeepersOf(e.Account)) with
        {
            Detail = e => Name(((FilingOpened)e).Change),
        },
        On<FilingSubmitted>(Matter.FilingSubmitted, e => e.Filing.Value, (_, to) => to.Holding(OfficeRole.Registrar)),
        On<FilingSentBack>(Matter.FilingSentBack, e => e.Filing.Value, (e, to) => to.WhoFiled(e.Filing)),
        On<FilingAccepted>(Matter.FilingAccepted, e => e.Filing.Value, (e, to) => to.WhoFiled(e.Filing)),
        After(ReminderKind.FilingEnding, Matter.FilingEnding, (e, to) => to.KeepersOf(e.Account)),
        After(
            ReminderKind.FilingOverdue,
            Matter.FilingOverdue,
            (e, to) => to.KeepersOf(e.Account).Concat(to.Holding(OfficeRole.Registrar))
        ),
        After(ReminderKind.FilingLongOverdue, Matter.FilingLongOverdue, (e, to) => to.OverseersOf(e.Account)),
        After(ReminderKind.HoldingEnding, Matter.HoldingEnding, (e, to) => to.KeepersOf(e.Account)),
        After(ReminderKind.HoldingExpired, Matter.HoldingExpired, (e, to) => to.KeepersOf(e.Account)),
        After(ReminderKind.VerificationEnding, Matter.VerificationEnding, (e, to) => to.KeepersOf(e.Account)),
        After(ReminderKind.VerificationExpired, Matter.VerificationExpired, (e, to) => to.KeepersOf(e.Account)),
        On<HandoverTurnCame>(Matter.HandoverTurn, e => e.Handover.Value, (e, _) => [e.Told]) with
        {
            Other = (e, _) => ((HandoverTurnCame)e).Person,
            Detail = e => Name(((HandoverTurnCame)e).Task),
        },
        After(
            ReminderKind.HandoverEnding,
            Matter.HandoverEnding,
            (e, to) => to.PartiesOf(new HandoverId(e.Subject)),
            ByLeaver
        ),
        After(
            ReminderKind.HandoverOverdue,
            Matter.HandoverOverdue,
            (e, to) => to.PartiesOf(new HandoverId(e.Subject)).Concat(to.Holding(OfficeRole.Registrar)),
            ByLeaver
        ),
        After(
            ReminderKind.HandoverUnprepared,
            Matter.HandoverUnprepared,
            (e, to) => to.Holding(OfficeRole.Registrar).Except([new PersonId(e.Subject)]),
            (e, _) => new PersonId(((ReminderGiven)e).Subject)
        ),
        On<GrantProposed>(Matter.ProposalWaits, e => e.Proposal.Value, (e, to) => to.DecidersOf(e.Proposal)) with
        {
            Other = (e, _) => ((GrantProposed)e).Person,
            Detail = e => Name(((GrantProposed)e).Grant),
        },
        On<GrantProposed>(Matter.ResetProposed, e => e.Proposal.Value, (e, _) => [e.Person]) with
        {
            When = e => e is GrantProposed { Grant: GrantKind.FactorReset },
        },
        On<GrantConfirmed>(Matter.ProposalConfirmed, e => e.Proposal.Value, (e, to) => to.ProposerOf(e.Proposal)) with
        {
            Other = (e, _) => ((GrantConfirmed)e).Person,
            Detail = e => Name(((GrantConfirmed)e).Grant),
        },
        On<GrantRefused>(Matter.ProposalRefused, e => e.Proposal.Value, (e, to) => to.ProposerOf(e.Proposal)) with
        {
            Other = (e, _) => ((GrantRefused)e).Person,
            Detail = e => Name(((GrantRefused)e).Grant),
        },
        On<PersonAppointed>(Matter.Appointed, e => e.Account.Value, (e, _) => [e.Person]) with
        {
            Detail = e => Name(((PersonAppointed)e).Role),
        },
        On<AppointmentEnded>(Matter.AppointmentEnded, e => e.Account.Value, (e, _) => [e.Person]) with
        {
            Detail = e => Name(((AppointmentEnded)e).Role),
        },
        On<RoleGiven>(Matter.RoleGiven, e => e.Person.Value, (e, _) => [e.Person]) with
        {
            Detail = e => Name(((RoleGiven)e).Role),
        },
        On<RoleEnded>(Matter.RoleEnded, e => e.Person.Value, (e, _) => [e.Person]) with
        {
            Detail = e => Name(((RoleEnded)e).Role),
        },
        On<RegisterImportProposed>(Matter.ImportWaits, e => e.Import.Value, (e, to) => to.DecidersOf(e.Import)),
        On<RegisterImportConfirmed>(Matter.ImportConfirmed, e => e.Import.Value, (e, to) => to.ProposerOf(e.Import)),
        On<RegisterImportRefused>(Matter.ImportRefused, e => e.Import.Value, (e, to) => to.ProposerOf(e.Import)),
        On<ExplanationAsked>(Matter.ExplanationAsked, e => e.Explanation.Value, (e, _) => [e.Person]) with
        {
            Detail = e => Day(((ExplanationAsked)e).Deadline),
        },
        On<ExplanationGiven>(Matter.ExplanationGiven, e => e.Review.Value, (e, to) => to.WhoAsked(e.Explanation)),
        OfOffice(ReminderKind.ReviewEnding, Matter.ReviewEnding, OfficeRole.Reviewer),
        OfOffice(ReminderKind.ReviewOverdue, Matter.ReviewOverdue, Enum.GetValues<OfficeRole>()),
        On<ReviewOpened>(Matter.ReviewLeft, e => e.Review.Value, (_, to) => to.Holding(OfficeRole.Reviewer)) with
        {
            When = e => e is ReviewOpened { RestOf: not null },
        },
        On<TamperingDetected>(Matter.TamperingDetected, _ => Guid.Empty, (_, to) => to.Guards()) with
        {
            OnceUnread = true,
        },
        On<LogVerified>(Matter.LogUnsound, _ => Guid.Empty, (_, to) => to.Guards()) with
        {
            When = Failed,
            OnceUnread = true,
        },
        On<CheckpointCompared>(Matter.LogUnsound, _ => Guid.Empty, (_, to) => to.Guards()) with
        {
            When = Failed,
            OnceUnread = true,
        },
        On<EpochOpened>(Matter.EpochOpened, _ => Guid.Empty, (_, to) => to.Guards()),
        On<PasskeyCopySuspected>(
            Matter.PasskeyCopySuspected,
            e => e.Passkey.Value,
            (e, to) => to.Holding(OfficeRole.SecurityAdministrator).Append(e.Person)
        ) with
        {
            Other = (e, _) => ((PasskeyCopySuspected)e).Person,
            OnceUnread = true,
        },
        On<VolumeLimitReached>(Matter.VolumeLimitReached, e => e.Person.Value, (_, to) => to.Guards()) with
        {
            Other = (e, _) => ((VolumeLimitReached)e).Person,
        },
        On<ConsoleLinkOffered>(Matter.ConsoleLinkOffered, e => e.Person.Value, (_, to) => to.Guards()) with
        {
            Other = (e, _) => ((ConsoleLinkOffered)e).Person,
        },
        On<BackupFailed>(
            Matter.BackupFailed,
            _ => Guid.Empty,
            (_, to) => to.Holding(OfficeRole.SystemAdministrator)
        ) with
        {
            OnceUnread = true,
        },
        On<BackupMissed>(
            Matter.BackupOverdue,
            _ => Guid.Empty,
            (_, to) => to.Holding(OfficeRole.SystemAdministrator).Concat(to.Holding(OfficeRole.SecurityAdministrator))
        ) with
        {
            OnceUnread = true,
        },
    }.ToLookup(r => r.Event);

    /// <summary>What bringing the form to the office does.</summary>
    private static Matter[] FilingTasks =>
        [
            Matter.FilingOpened,
            Matter.FilingSentBack,
            Matter.FilingEnding,
            Matter.FilingOverdue,
            Matter.FilingLongOverdue,
        ];

    private static Matter[] OfRotations => [Matter.RotationEnding, Matter.RotationOverdue, Matter.RotationLongOverdue];

    private static readonly ILookup<Type, EndingRule> Settling = new[]
    {
        Ends<BackupMade>(_ => Guid.Empty, Matter.BackupFailed, Matter.BackupOverdue),
        Ends<FilingSubmitted>(e => e.Filing.Value, FilingTasks),
        Ends<FilingSentBack>(e => e.Filing.Value, Matter.FilingSubmitted),
        // The office has nothing to decide any more.
        Ends<FilingChangeJoined>(e => e.Filing.Value, Matter.FilingSubmitted),
        Ends<FilingAccepted>(e => e.Filing.Value),
        Ends<CheckoutApproved>(e => e.Checkout.Value),
        Ends<CheckoutRefused>(e => e.Checkout.Value),
        Ends<CheckoutWithdrawn>(e => e.Checkout.Value),
        Ends<CheckoutExpired>(e => e.Checkout.Value),
        Ends<CheckoutOpened>(e => e.Checkout.Value),
        Ends<CheckoutReturned>(e => e.Checkout.Value),
        Ends<CheckoutForcedBack>(e => e.Checkout.Value),
        Ends<LapsedCheckoutEnded>(e => e.Checkout.Value),
        Ends<FrozenCheckoutEnded>(e => e.Checkout.Value),
        Ends<IncidentConcluded>(e => e.Incident.Value),
        Ends<CheckoutExtended>(e => e.Checkout.Value),
        Ends<CheckoutExtended>(e => e.Extended.Value, Matter.CheckoutOverdue, Matter.CheckoutLongOverdue),
        Ends<BreakGlassReturned>(e => e.Checkout.Value),
        Ends<BreakGlassExpired>(e => e.Checkout.Value),
        Ends<BreakGlassReviewed>(e => e.Checkout.Value),
        Ends<ExplanationGiven>(e => e.Explanation.Value),
        Ends<ReviewSigned>(e => e.Review.Value),
        Ends<ReviewSigned>(_ => Guid.Empty, Matter.ReviewEnding, Matter.ReviewOverdue) with
        {
            IsDone = (_, to) => !to.IsReviewOwed,
        },
        Ends<ReasonGivenAnew>(e => e.Checkout.Value, Matter.ReasonSentBack),
        Ends<ReasonSentBack>(e => e.Checkout.Value, Matter.ReasonGivenAnew),
        // Of several that ask for the same review, the last one counts.
        Ends<ReminderGiven>(e => e.Subject, Matter.BreakGlassEnded, Matter.BreakGlassReviewDue) with
        {
            When = e =>
                e is ReminderGiven { Kind: ReminderKind.BreakGlassReviewDue or ReminderKind.BreakGlassReviewOverdue },
        },
        // A new value that nobody has seen work leaves the change owed.
        Ends<SecretVerified>(e => e.Account.Value, Matter.RotationOwed) with
        {
            Detail = e => Name(((SecretVerified)e).Component),
        },
        Ends<SecretVerifiedByConnector>(e => e.Account.Value, Matter.RotationOwed) with
        {
            Detail = e => Name(((SecretVerifiedByConnector)e).Component),
        },
        Ends<SecretVerified>(e => e.Account.Value, OfRotations) with
        {
            IsDone = (e, to) => !to.IsChangeOwed(((SecretVerified)e).Account),
        },
        Ends<SecretVerifiedByConnector>(e => e.Account.Value, OfRotations) with
        {
            IsDone = (e, to) => !to.IsChangeOwed(((SecretVerifiedByConnector)e).Account),
        },
        Ends<HandoverChangeWaived>(e => e.Account.Value, Matter.RotationOwed) with
        {
            Detail = e => Name(((HandoverChangeWaived)e).Component),
            IsDone = (e, to) => e is HandoverChangeWaived waived && !to.IsChangeOwed(waived.Account, waived.Component),
        },
        Ends<HandoverChangeWaived>(e => e.Account.Value, OfRotations) with
        {
            IsDone = (e, to) => !to.IsChangeOwed(((HandoverChangeWaived)e).Account),
        },
        Ends<HandoverCancelled>(e => e.Handover.Value),
        Ends<HandoverPrepared>(e => e.Person.Value, Matter.HandoverUnprepared) with
        {
            IsDone = (e, to) => e is HandoverPrepared prepared && !to.HasUnprepared(prepared.Person),
        },
        Ends<ReminderGiven>(e => e.Subject, Matter.HandoverEnding) with
        {
            When = e => e is ReminderGiven { Kind: ReminderKind.HandoverOverdue },
        },
        Ends<HoldingEnded>(e => e.Holding.Value),
        Ends<HoldingExtended>(e => e.Holding.Value),
        Ends<AccountFactChanged>(e => e.Account.Value, Matter.VerificationEnding, Matter.VerificationExpired) with
        {
            When = e =>
                e
                    is AccountFactChanged
                    {
                        Fact: AccountFact.Verified
                            or AccountFact.VerifiedOn
                            or AccountFact.VerifiedUntil
                            or AccountFact.Status
                    },
        },
        Ends<GrantConfirmed>(e => e.Proposal.Value),
        Ends<GrantRefused>(e => e.Proposal.Value),
        Ends<GrantWithdrawn>(e => e.Proposal.Value),
        Ends<RegisterImportConfirmed>(e => e.Import.Value),
        Ends<RegisterImportRefused>(e => e.Import.Value),
        Ends<RegisterImportWithdrawn>(e => e.Import.Value),
    }.ToLookup(r => r.Event);

    public static IEnumerable<NoticeRule> Of(AuditEvent happened) =>
        Telling[happened.GetType()].Where(r => r.When(happened));

    public static IEnumerable<EndingRule> Endings(AuditEvent happened) =>
        Settling[happened.GetType()].Where(r => r.When(happened));

    /// <summary>Whether anything follows from an event of this kind, before anything is read for it.</summary>
    public static bool Concern(AuditEvent happened) =>
        Telling.Contains(happened.GetType())
        || Settling.Contains(happened.GetType())
        || happened is CheckoutApprovalGiven;

    private static NoticeRule On<T>(
        NoticeMatter matter,
        Func<T, Guid> subject,
        Func<T, Receivers, IEnumerable<PersonId>> to
    )
        where T : AuditEvent => new(typeof(T), matter, e => subject((T)e), (e, all) => to((T)e, all));

    /// <summary>A reminder names nobody, unless something else is said.</summary>
    private static NoticeRule After(
        ReminderKind kind,
        NoticeMatter matter,
        Func<ReminderGiven, Receivers, IEnumerable<PersonId>> to,
        Func<AuditEvent, Receivers, PersonId?>? other = null
    ) =>
        On(matter, e => e.Subject, to) with
        {
            When = e => e is ReminderGiven given && given.Kind == kind,
            Other = other ?? ((_, _) => null),
            Detail = e => ((ReminderGiven)e).Day is { } day ? Day(day) : null,
        };

    private static NoticeRule OfOffice(ReminderKind kind, NoticeMatter matter, params OfficeRole[] roles) =>
        On<OfficeReminderGiven>(matter, _ => Guid.Empty, (_, to) => to.Holding(roles)) with
        {
            When = e => e is OfficeReminderGiven given && given.Kind == kind,
            Other = (_, _) => null,
            Detail = e => Day(((OfficeReminderGiven)e).Day),
        };

    /// <summary>The end of a break-glass checkout, whichever it is; of any other, nobody reviews anything.</summary>
    private static NoticeRule Over<T>(Func<T, CheckoutId> checkout)
        where T : AuditEvent =>
        On<T>(Matter.BreakGlassEnded, e => checkout(e).Value, (e, to) => to.ReviewersOf(checkout(e))) with
        {
            Other = (e, to) => to.HolderOf(checkout((T)e)).Cast<PersonId?>().FirstOrDefault(),
        };

    private static EndingRule Ends<T>(Func<T, Guid> subject, params NoticeMatter[] matters)
        where T : AuditEvent => new(typeof(T), e => subject((T)e), matters);

    private static PersonId? ByHolder(AuditEvent given, Receivers to) =>
        to.HolderOf(new CheckoutId(((ReminderGiven)given).Subject)).Cast<PersonId?>().FirstOrDefault();

    private static PersonId? ByLeaver(AuditEvent given, Receivers to) =>
        to.LeaverOf(new HandoverId(((ReminderGiven)given).Subject));

    private static bool Failed(AuditEvent happened) => happened.Outcome == AuditOutcome.Failed;

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string Name<TEnum>(TEnum value)
        where TEnum : struct, Enum => value.ToString();
}
