using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Vault.Core.Accounts;
using Vault.Core.Audit;
using Vault.Core.Backups;
using Vault.Core.Calendar;
using Vault.Core.Checkouts;
using Vault.Core.Custody;
using Vault.Core.Evidence;
using Vault.Core.Exports;
using Vault.Core.Filings;
using Vault.Core.Handovers;
using Vault.Core.Holdings;
using Vault.Core.Imports;
using Vault.Core.Incidents;
using Vault.Core.Ledger;
using Vault.Core.Notices;
using Vault.Core.People;
using Vault.Core.Playbooks;
using Vault.Core.Records;
using Vault.Core.Reviews;
using Vault.Core.Rotations;
using Vault.Core.Rotations.Connectors;
using Vault.Core.SignIns;
using Vault.Core.Witnesses;

namespace Vault.Core;

/// <summary>The one list of what the core offers.</summary>
public static class VaultServices
{
    /// <summary>
    /// Registers what leads out of a contradicted vault, and nothing that opens a secret. The caller disposes the vault.
    /// </summary>
    public static IServiceCollection AddVaultEpoch(
        this IServiceCollection services,
        VaultInstance vault,
        EpochCode code
    ) =>
        services
            .AddInstance(vault)
            .AddSingleton(code)
            .AddSingleton<SessionStore>()
            .AddSingleton<AnonymousRefusals>()
            .AddSingleton<AttemptCounter>()
            .AddSingleton<PasswordHashing>()
            .AddSingleton<RecoveryCodes>()
            .AddSingleton<RefusalPace>()
            .AddSingleton<SecondFactorCheck>()
            .AddSingleton<SignInSealer>()
            .AddSingleton<StartSession>()
            .AddScoped<SignInWithFactors>()
            .AddScoped<BeginEpoch>();

    private static IServiceCollection AddInstance(this IServiceCollection services, VaultInstance vault) =>
        services
            .AddSingleton(vault)
            .AddSingleton(vault.Clock)
            .AddSingleton(vault.Writer)
            .AddSingleton(vault.Log)
            .AddSingleton(vault.Log.Attestations)
            .AddDbContext<VaultDb>(vault.Store.ConfigureReader, optionsLifetime: ServiceLifetime.Singleton);

    /// <summary>Registers an opened vault and the use cases over it. The caller disposes the vault.</summary>
    public static IServiceCollection AddVaultCore(this IServiceCollection services, VaultInstance vault)
    {
        services.AddInstance(vault);
        services.AddSingleton<SessionStore>();

        services.AddScoped<AcceptInvitation>();
        services.AddScoped<AddPasskey>();
        services.AddSingleton<AnonymousRefusals>();
        services.AddSingleton<AttemptCounter>();
        services.AddScoped<BeginEnrolment>();
        services.AddScoped<ChangePassword>();
        services.AddScoped<EndOwnSessions>();
        services.AddScoped<IssueRecoveryCodes>();
        services.AddScoped<OfferSecondFactor>();
        services.AddScoped<OpenInvitation>();
        services.AddSingleton<PasskeyChallenges>();
        services.AddSingleton<PasswordHashing>();
        services.AddSingleton<PendingSeeds>();
        services.AddScoped<ReadOwnSignIn>();
        services.AddSingleton<RecoveryCodes>();
        services.AddSingleton<RefusalPace>();
        services.AddScoped<RemovePasskey>();
        services.AddScoped<ReplaceSecondFactor>();
        services.AddSingleton<SecondFactorCheck>();
        services.AddSingleton<SignInSealer>();
        services.AddScoped<SignInWithFactors>();
        services.AddScoped<SignInWithPasskey>();
        services.AddScoped<SignOut>();
        services.AddSingleton<StartSession>();
        services.AddScoped<StepUp>();
        services.AddScoped<StepUpWithPasskey>();

        services.AddSingleton<Sealer>();
        services.AddSingleton(vault.Log.Equal);
        services.AddScoped<Reveal>();
        services.AddScoped<IssueCode>();
        services.AddScoped<Deposit>();
        services.AddScoped<ApplyPending>();
        services.AddScoped<GiveUpPending>();
        services.AddSingleton<DestroyDue>();
        services.AddSingleton<DestroyRetired>();
        services.AddScoped<VerifyChange>();
        services.AddScoped<ReadVerification>();
        services.AddScoped<CopySecret>();
        services.AddScoped<NoteRevealFailure>();
        services.AddScoped<ReadCustody>();
        services.AddScoped<ListOwedRotations>();
        services.AddScoped<ListRotations>();
        services.AddScoped<DecideRotationSchedule>();
        services.AddScoped<ReportCompromise>();
        services.AddScoped<ConcludeIncident>();
        services.AddScoped<ReadIncident>();
        services.AddScoped<ListIncidents>();
        services.AddScoped<FindIncident>();
        services.AddSingleton<OweScheduled>();
        services.AddScoped<ReadRotation>();
        services.AddScoped<BeginRotation>();
        services.AddScoped<TakeRotationStep>();
        services.AddSingleton(vault.Connectors);
        services.AddSingleton<ConnectorRuns>();
        services.AddScoped<DecideConnection>();
        services.AddScoped<ReadConnections>();
        services.AddScoped<FindConnector>();
        services.AddScoped<RotateByConnector>();

        services.AddScoped<DeclareKnowledge>();
        services.AddScoped<ReadAccountKnowledge>();
        services.AddScoped<ReadPersonKnowledge>();

        services.AddScoped<AskBack>();
        services.AddScoped<AddPurpose>();
        services.AddScoped<AskForCheckout>();
        services.AddScoped<DecideCheckout>();
        services.AddScoped<DecideCheckoutPolicy>();
        services.AddScoped<DecideUsePolicy>();
        services.AddScoped<ExtendCheckout>();
        services.AddScoped<FindApprovers>();
        services.AddScoped<ForceBack>();
        services.AddScoped<FindCheckoutOfEntry>();
        services.AddScoped<GiveReasonAnew>();
        services.AddScoped<ListCheckoutPolicies>();
        services.AddScoped<ListCheckouts>();
        services.AddScoped<ListHeldAccounts>();
        services.AddScoped<OfferPurpose>();
        services.AddScoped<OpenCheckout>();
        services.AddScoped<PurposeList>();
        services.AddScoped<ReadAccountCheckouts>();
        services.AddScoped<ReadCheckout>();
        services.AddScoped<FindBreakGlass>();
        services.AddScoped<ListBreakGlassReviews>();
        services.AddScoped<OpenBreakGlass>();
        services.AddScoped<ReturnCheckout>();
        services.AddScoped<SendReasonBack>();
        services.AddScoped<ReviewBreakGlass>();
        services.AddScoped<WithdrawCheckout>();

        services.AddScoped<EnterCalendarDays>();
        services.AddScoped<ImportCalendar>();
        services.AddScoped<PreviewCalendarImport>();
        services.AddScoped<ReadCalendar>();
        services.AddScoped<RemoveCalendarDays>();

        services.AddScoped<AcceptFiling>();
        services.AddScoped<ConfirmRecord>();
        services.AddScoped<FindRecord>();
        services.AddScoped<AccountSheet>();
        services.AddScoped<CheckoutSlip>();
        services.AddScoped<FoundingSheet>();
        services.AddScoped<HandoverSheet>();
        services.AddScoped<PrintRecord>();
        services.AddScoped<ReadRecords>();
        services.AddScoped<RecordSources>();
        services.AddScoped<ReprintRecord>();
        services.AddScoped<SendFilingBack>();
        services.AddScoped<ListFilings>();
        services.AddScoped<OpenFilingScan>();
        services.AddScoped<PrintFilingForm>();
        services.AddScoped<ReadFiling>();
        services.AddScoped<ReprintFilingForm>();
        services.AddScoped<SubmitFiling>();

        services.AddScoped<EndHolding>();
        services.AddScoped<ExtendHolding>();
        services.AddScoped<FindHolders>();
        services.AddScoped<ListDueHoldings>();
        services.AddScoped<ListHoldingsOfPerson>();
        services.AddScoped<OpenHolding>();
        services.AddScoped<ReadAccountHoldings>();
        services.AddScoped<ReadHolding>();
        services.AddScoped<RecordHolding>();

        services.AddScoped<CountNotices>();
        services.AddScoped<ListNotices>();
        services.AddScoped<MarkNoticesRead>();
        services.AddSingleton<Remind>();
        services.AddScoped<AddHandoverItem>();
        services.AddScoped<ApproveHandoverList>();
        services.AddScoped<CancelHandover>();
        services.AddScoped<DraftHandover>();
        services.AddScoped<FindLeavers>();
        services.AddScoped<ListHandovers>();
        services.AddScoped<NameSuccessor>();
        services.AddScoped<NameWitness>();
        services.AddScoped<OpenHandover>();
        services.AddScoped<PrepareHandover>();
        services.AddScoped<ReadHandover>();
        services.AddScoped<SendHandoverListBack>();
        services.AddScoped<SignHandover>();
        services.AddScoped<SubmitHandoverList>();
        services.AddScoped<TakeItemStep>();
        services.AddScoped<TakeOverHandover>();
        services.AddScoped<WaiveChange>();

        services.AddScoped<ListPlaybooks>();
        services.AddScoped<PlaybookList>();
        services.AddScoped<ReadAccountPlaybook>();
        services.AddScoped<ReadPlaybook>();
        services.AddScoped<ReadPlaybookHistory>();
        services.AddScoped<SavePlaybook>();

        services.AddScoped<AccountTimeline>();
        services.AddScoped<ExportLog>();
        services.AddScoped<LatestAlarm>();
        services.AddScoped<ListLogSubjects>();
        services.AddScoped<ReadAccountLog>();
        services.AddScoped<PrintLog>();
        services.AddScoped<ReadLog>();
        services.AddScoped<ReadLogEntry>();
        services.AddScoped<ReadOwnLog>();

        services.AddScoped<DisposeOfEntries>();
        services.AddScoped<FindReview>();
        services.AddScoped<GiveExplanation>();
        services.AddScoped<ListReviews>();
        services.AddScoped<OpenReview>();
        services.AddScoped<PrintReview>();
        services.AddScoped<ReadExplanation>();
        services.AddScoped<ReadReview>();
        services.AddScoped<SignReview>();

        services.AddScoped<HoldCheckpoint>();
        services.AddScoped<HoldPaper>();
        services.AddSingleton<LogVerification>();
        services.AddSingleton<MakeBackup>();
        services.AddSingleton<KeepBackups>();
        services.AddScoped<TakeCheckpoint>();

        services.AddScoped<AddPlatform>();
        services.AddScoped<ChangeAccount>();
        services.AddScoped<ChangePlatform>();
        services.AddScoped<ExportRegister>();
        services.AddScoped<DecideImport>();
        services.AddScoped<ListImports>();
        services.AddScoped<ListPlatforms>();
        services.AddScoped<PlatformList>();
        services.AddScoped<PreviewImport>();
        services.AddScoped<ProposeImport>();
        services.AddScoped<ReadImport>();

        services.AddScoped<RegisterAccount>();
        services.AddScoped<SearchAccounts>();

        services.AddScoped<AddPerson>();
        services.AddScoped<AddUnit>();
        services.AddScoped<ChangePerson>();
        services.AddScoped<ChangeUnit>();
        services.AddScoped<DecidePolicy>();
        services.AddScoped<DecideProposal>();
        services.AddScoped<DisablePerson>();
        services.AddScoped<DissolveUnit>();
        services.AddScoped<EndAppointment>();
        services.AddScoped<EndRole>();
        services.AddSingleton<FieldSealer>();
        services.AddScoped<Found>();
        services.AddScoped<IssueLink>();
        services.AddScoped<ListOpenProposals>();
        services.AddScoped<ListProposals>();
        services.AddScoped<ListUnits>();
        services.AddScoped<OpenContact>();
        services.AddScoped<ProposeGrant>();
        services.AddScoped<ReadPerson>();
        services.AddScoped<ReadProposal>();
        services.AddScoped<ReadUnit>();
        services.AddScoped<RenewFounderInvitations>();
        services.AddScoped<ReopenForDeciders>();
        services.AddScoped<SearchPersons>();
        services.AddSingleton<SetUpLink>();
        return services;
    }
}
