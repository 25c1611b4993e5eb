using Vault.Core.Custody;

namespace Vault.TestKit.Canaries;

/// <summary>
/// Every field of the product that people type into, and where what they type may stand. A field that is on a page and
/// not here fails the build.
/// </summary>
public static class Fields
{
    private const string Secrets = "/accounts/{id}/secrets/";

    public static IReadOnlyList<Field> All { get; } =
    [
        .. On("/set-up/{token}", Stands.Clear, "Name", "RootUnit"),
        .. On("/set-up/{token}/persons", Stands.Clear, "Registrar.Name", "Registrar.UserName"),
        .. On("/set-up/{token}/persons", Stands.Clear, "SystemAdministrator.Name", "SystemAdministrator.UserName"),
        .. On("/set-up/{token}/persons", Stands.Clear, "SecurityAdministrator.Name", "SecurityAdministrator.UserName"),
        .. On("/set-up/{token}/persons", Stands.Clear, "Reviewer.Name", "Reviewer.UserName"),
        .. On("/invitations/{token}", Stands.Nowhere, "Password", "Repeat", "Code"),
        .. On("/sign-in", Stands.OwnAnswer, "UserName"),
        .. On("/sign-in", Stands.Nowhere, "Password", "Code", "Recovery"),
        .. Units.SelectMany(page => On(page, Stands.Clear, "Input.Name")),
        .. Units.SelectMany(page => On(page, Stands.OwnAnswer, "Input.Fallback")),
        .. Persons.SelectMany(page => On(page, Stands.Clear, "Input.Name", "Input.UserName")),
        .. Persons.SelectMany(page => On(page, Stands.Sealed, "Input.OfficePhone", "Input.Mobile")),
        .. Persons.SelectMany(page => On(page, Stands.Sealed, "Input.Mailbox", "Input.Weixin")),
        .. On("/persons", Stands.OwnAnswer, "q"),
        .. Accounts.SelectMany(page => On(page, Stands.Clear, "Input.Name", "Input.PublicId", "Input.OriginalId")),
        .. Accounts.SelectMany(page => On(page, Stands.Sealed, "Input.Address", "Input.Remark")),
        .. On("/accounts/{id}/holdings/new", Stands.OwnAnswer, "Input.Holder"),
        .. On("/accounts/{id}/holdings/new", Stands.Sealed, "Input.Outside", "Input.Value", "Input.Evidence"),
        .. On("/holdings/{id}/extend", Stands.Sealed, "ExtendEvidence"),
        .. On("/holdings/{id}/end", Stands.Sealed, "EndEvidence"),
        .. On("/accounts", Stands.OwnAnswer, "q"),
        .. On("/accounts/mine", Stands.OwnAnswer, "q"),
        .. On("/proposals/new", Stands.OwnAnswer, "Input.Person", "Input.Fallback"),
        .. On("/proposals/new", Stands.Sealed, "Input.Reason"),
        .. On("/proposals/{id}/refuse", Stands.Sealed, "Reason"),
        .. On("/accounts/{id}/checkouts/new", Stands.Sealed, "Input.Reason", "Input.Post", "Input.PostApprover"),
        .. On("/checkouts/{id}/refuse", Stands.Sealed, "RefuseReason"),
        .. On("/checkouts/{id}/return", Stands.Sealed, "Report"),
        .. On("/checkouts/{id}/extend", Stands.Sealed, "ExtendReason"),
        .. On("/checkouts/{id}/askback", Stands.Sealed, "AskReason"),
        .. On("/checkouts/{id}/forceback", Stands.Sealed, "ForceReason"),
        .. On("/accounts/{id}/knowledge", Stands.OwnAnswer, "Input.Person"),
        .. On("/accounts/{id}/knowledge", Stands.Sealed, "Input.How"),
        .. On("/policy/checkouts", Stands.OwnAnswer, "q"),
        .. On("/policy/checkouts/{id}", Stands.OwnAnswer, "Input.Days", "Input.Patience"),
        .. On("/policy/connectors/{id}", Stands.Sealed, "Input.Login"),
        .. On("/filings/{id}/submit", Stands.Sealed, "Upload"),
        .. On("/filings/{id}/accept", Stands.Clear, "Receipt"),
        .. On("/filings/{id}/sendback", Stands.Sealed, "Why"),
        .. On("/records", Stands.OwnAnswer, "Number", "Digest"),
        .. On("/reviews/{id}/dispose", Stands.Sealed, "Remark"),
        .. On("/reviews/explanations/{id}", Stands.Sealed, "Answer"),
        .. On("/handovers/new", Stands.Sealed, "Input.Reason"),
        .. On("/handovers/new", Stands.OwnAnswer, "leaver", "Input.Days", "Input.Successor", "Input.Witness"),
        .. On("/handovers/new", Stands.OwnAnswer, "Input.Rows[0].Successor", "Input.Rows[0].Witness"),
        .. On("/handovers/{id}/cancel", Stands.Sealed, "CancelReason"),
        .. On("/handovers/{id}/takeover", Stands.Sealed, "TakeOverReason"),
        .. On("/handovers/{id}/accounts/{id}/add", Stands.Sealed, "Text"),
        .. On("/handovers/{id}/accounts/{id}/sendback", Stands.Sealed, "ReturnReason"),
        .. On("/handovers/{id}/accounts/{id}/dispute", Stands.Sealed, "DiscrepancyReason"),
        .. On("/handovers/{id}/accounts/{id}/setaside", Stands.Sealed, "AsideReason"),
        .. On("/handovers/{id}/accounts/{id}/waive", Stands.Sealed, "WaiverReason"),
        .. On("/policy/purposes", Stands.Clear, "Name"),
        .. On("/policy/use", Stands.OwnAnswer, "Input.Uses", "Input.Glass", "Input.Review"),
        .. On("/accounts/{id}/breakglass", Stands.Sealed, "Why"),
        .. On("/checkouts/{id}/review", Stands.Sealed, "ReviewNote"),
        .. On("/checkouts/{id}/sendback", Stands.Sealed, "SendBackReason"),
        .. On("/checkouts/{id}/reason", Stands.Sealed, "BetterReason"),
        .. On("/accounts/{id}/rotation/step", Stands.Sealed, "Remark"),
        .. On("/accounts/{id}/rotation/schedule", Stands.OwnAnswer, "Days"),
        .. On("/accounts/{id}/rotation/schedule", Stands.Sealed, "OffReason"),
        .. On("/accounts/{id}/compromise", Stands.Sealed, "Why"),
        .. On("/incidents/{id}", Stands.Sealed, "FoundOut"),
        .. On("/calendar/new", Stands.Clear, "Input.Name"),
        .. On("/calendar/import", Stands.OwnAnswer, "Pasted"),
        .. On("/playbooks/{id}/edit", Stands.Sealed, "Input.Note"),
        .. Enumerable
            .Range(0, PlaybookSteps)
            .SelectMany(i =>
                On(
                    "/playbooks/{id}/edit",
                    Stands.Sealed,
                    $"Input.Steps[{i}].Zh",
                    $"Input.Steps[{i}].En",
                    $"Input.Steps[{i}].Address"
                )
            ),
        .. Platforms.SelectMany(page => On(page, Stands.Clear, "Input.Name")),
        .. Platforms.SelectMany(page =>
            On(page, Stands.OwnAnswer, "Input.Symbols", "Input.MinLength", "Input.MaxLength")
        ),
        .. On("/log/verify", Stands.OwnAnswer, "Note", "PaperSize", "PaperDigits"),
        .. On("/imports/draft/correct", Stands.Nowhere, "Sheets[0].HeaderRow"),
        .. On("/imports/{id}/refuse", Stands.Sealed, "Reason"),
        .. Components.SelectMany(c => On(Secrets + c.Slug() + "/deposit", Kept(c), "Value")),
        .. Components.SelectMany(c => On(Secrets + c.Slug() + Verb(c), Stands.Sealed, "Reason")),
        .. On(Secrets + "password/verification/failed", Stands.Sealed, "Why"),
        .. On("/my/sign-in/password", Stands.Nowhere, "Present", "Password", "Repeat"),
        .. On("/my/sign-in/factor", Stands.Nowhere, "NewCode"),
        .. On("/my/sign-in/passkeys/new", Stands.Sealed, "PasskeyName"),
        .. SecondFactors.SelectMany(page => On(page, Stands.Nowhere, "StepUpCode", "StepUpRecovery")),
    ];

    /// <summary>Of the playbook that is typed into: the shortest one.</summary>
    public const int PlaybookSteps = 8;

    /// <summary>What can be put in custody by typing.</summary>
    public static IEnumerable<Component> Components =>
        Enum.GetValues<Component>().Where(c => c != Component.Attachment);

    private static string[] Accounts => ["/accounts/new", "/accounts/{id}/change"];

    private static string[] Units => ["/units/new", "/units/{id}/change"];

    private static string[] Platforms => ["/platforms/new", "/platforms/{id}"];

    private static string[] Persons => ["/persons/new", "/persons/{id}/change"];

    private static IEnumerable<string> SecondFactors =>
        [
            "/proposals/new",
            "/proposals/{id}/confirm",
            "/proposals/{id}/refuse",
            "/proposals/{id}/link",
            "/imports/draft/propose",
            "/imports/{id}/confirm",
            "/imports/{id}/refuse",
            "/persons/{id}/endappointment",
            "/persons/{id}/disable",
            "/policy",
            "/policy/checkouts/{id}",
            "/policy/connectors/{id}",
            "/policy/purposes",
            "/policy/purposes/retire",
            "/policy/use",
            "/calendar/new",
            "/calendar/remove",
            "/calendar/import/confirm",
            "/checkouts/{id}/approve",
            "/checkouts/{id}/refuse",
            "/filings/{id}/accept",
            "/filings/{id}/form",
            "/reviews/{id}/sign",
            "/reviews/{id}/print",
            "/accounts/{id}/card",
            "/checkouts/{id}/slip",
            "/founding",
            "/records/{id}",
            "/handovers/{id}/open",
            "/handovers/{id}/cancel",
            "/handovers/{id}/takeover",
            "/handovers/{id}/witness",
            "/handovers/{id}/approve",
            "/handovers/{id}/sign",
            "/handovers/{id}/accounts/{id}/waive",
            "/checkouts/{id}/review",
            "/accounts/{id}/breakglass",
            "/log/print",
            "/log/export",
            "/accounts/export",
            "/accounts/form",
            "/my/sign-in/password",
            "/my/sign-in/factor",
            "/my/sign-in/recovery-codes",
            "/my/sign-in/passkeys/new",
            "/my/sign-in/passkeys/{id}",
            "/accounts/{id}/rotation/schedule",
            "/accounts/{id}/compromise",
            "/incidents/{id}",
            Secrets + "password/destroy",
            Secrets + "password/connector",
            Secrets + "password/verification",
            Secrets + "password/verification/failed",
            Secrets + "password/deposit/generate",
            Secrets + "mailbox-password/deposit/generate",
            .. Components.Select(c => Secrets + c.Slug() + "/deposit"),
            .. Components.Select(c => Secrets + c.Slug() + Verb(c)),
        ];

    public static Field? Find(string page, string name) => All.FirstOrDefault(f => f.Page == page && f.Name == name);

    /// <summary>Whether the vault may store it there: clear in the database, by the written list, or not at all.</summary>
    public static bool MayLieIn(Field field, Haystack hay, string dress) =>
        field.Stands == Stands.Clear && dress == "UTF-8" && hay.IsDatabase;

    /// <summary>A seed gives codes; everything else is revealed.</summary>
    public static string Verb(Component component) => component == Component.TotpSeed ? "/code" : "/reveal";

    private static Stands Kept(Component component) =>
        component == Component.TotpSeed ? Stands.Nowhere : Stands.Revealed;

    private static IEnumerable<Field> On(string page, Stands stands, params string[] names) =>
        names.Select(name => new Field(page, name, stands));
}
