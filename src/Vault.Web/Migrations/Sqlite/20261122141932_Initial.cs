using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Vault.Web.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class Initial : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "audit_entries",
                columns: table => new
                {
                    Sequence = table.Column<long>(type: "INTEGER", nullable: false),
                    At = table.Column<long>(type: "INTEGER", nullable: false),
                    Kind = table.Column<string>(type: "TEXT", nullable: false),
                    Outcome = table.Column<string>(type: "TEXT", nullable: false),
                    Actor = table.Column<string>(type: "TEXT", nullable: true),
                    Account = table.Column<string>(type: "TEXT", nullable: true),
                    Person = table.Column<string>(type: "TEXT", nullable: true),
                    Leaf = table.Column<byte[]>(type: "BLOB", nullable: false),
                    LeafHash = table.Column<byte[]>(type: "BLOB", nullable: false),
                    Nodes = table.Column<byte[]>(type: "BLOB", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_audit_entries", x => x.Sequence);
                });

            migrationBuilder.CreateTable(
                name: "calendar_days",
                columns: table => new
                {
                    Day = table.Column<string>(type: "TEXT", nullable: false),
                    Name = table.Column<string>(type: "TEXT", maxLength: 30, nullable: false),
                    IsRemoved = table.Column<bool>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_calendar_days", x => x.Day);
                });

            migrationBuilder.CreateTable(
                name: "filing_scan_contents",
                columns: table => new
                {
                    Id = table.Column<string>(type: "TEXT", nullable: false),
                    Sealed = table.Column<byte[]>(type: "BLOB", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_filing_scan_contents", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "log_head",
                columns: table => new
                {
                    Id = table.Column<int>(type: "INTEGER", nullable: false),
                    Vault = table.Column<string>(type: "TEXT", nullable: false),
                    Size = table.Column<long>(type: "INTEGER", nullable: false),
                    Root = table.Column<byte[]>(type: "BLOB", nullable: false),
                    Mac = table.Column<byte[]>(type: "BLOB", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_log_head", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "notices",
                columns: table => new
                {
                    Id = table.Column<string>(type: "TEXT", nullable: false),
                    Receiver = table.Column<string>(type: "TEXT", nullable: false),
                    Matter = table.Column<string>(type: "TEXT", nullable: false),
                    Account = table.Column<string>(type: "TEXT", nullable: true),
                    Subject = table.Column<Guid>(type: "TEXT", nullable: false),
                    Other = table.Column<string>(type: "TEXT", nullable: true),
                    Detail = table.Column<string>(type: "TEXT", nullable: true),
                    At = table.Column<long>(type: "INTEGER", nullable: false),
                    Sequence = table.Column<long>(type: "INTEGER", nullable: false),
                    ReadAt = table.Column<long>(type: "INTEGER", nullable: true),
                    SettledAt = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_notices", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "organisation",
                columns: table => new
                {
                    Id = table.Column<int>(type: "INTEGER", nullable: false),
                    Name = table.Column<string>(type: "TEXT", nullable: false),
                    RootUnit = table.Column<string>(type: "TEXT", nullable: false),
                    FoundedAt = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_organisation", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "outbox",
                columns: table => new
                {
                    Id = table.Column<string>(type: "TEXT", nullable: false),
                    Receiver = table.Column<string>(type: "TEXT", nullable: false),
                    Matter = table.Column<string>(type: "TEXT", nullable: false),
                    Account = table.Column<string>(type: "TEXT", nullable: true),
                    Subject = table.Column<Guid>(type: "TEXT", nullable: false),
                    Other = table.Column<string>(type: "TEXT", nullable: true),
                    Detail = table.Column<string>(type: "TEXT", nullable: true),
                    At = table.Column<long>(type: "INTEGER", nullable: false),
                    State = table.Column<string>(type: "TEXT", nullable: false),
                    Attempts = table.Column<int>(type: "INTEGER", nullable: false),
                    NextTryAt = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_outbox", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "platforms",
                columns: table => new
                {
                    Key = table.Column<string>(type: "TEXT", nullable: false),
                    Name = table.Column<string>(type: "TEXT", maxLength: 40, nullable: true),
                    MinLength = table.Column<int>(type: "INTEGER", nullable: true),
                    MaxLength = table.Column<int>(type: "INTEGER", nullable: true),
                    Symbols = table.Column<string>(type: "TEXT", nullable: true),
                    Required = table.Column<string>(type: "TEXT", nullable: true),
                    LeastKinds = table.Column<int>(type: "INTEGER", nullable: true),
                    Readable = table.Column<bool>(type: "INTEGER", nullable: true),
                    Components = table.Column<string>(type: "TEXT", nullable: true),
                    IsRetired = table.Column<bool>(type: "INTEGER", nullable: false),
                    Revision = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_platforms", x => x.Key);
                });

            migrationBuilder.CreateTable(
                name: "purposes",
                columns: table => new
                {
                    Key = table.Column<string>(type: "TEXT", nullable: false),
                    Name = table.Column<string>(type: "TEXT", nullable: true),
                    IsRetired = table.Column<bool>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_purposes", x => x.Key);
                });

            migrationBuilder.CreateTable(
                name: "register_policy",
                columns: table => new
                {
                    Id = table.Column<int>(type: "INTEGER", nullable: false),
                    StudentsMayReveal = table.Column<bool>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_register_policy", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "reminders",
                columns: table => new
                {
                    Kind = table.Column<string>(type: "TEXT", nullable: false),
                    Subject = table.Column<Guid>(type: "TEXT", nullable: false),
                    Mark = table.Column<string>(type: "TEXT", nullable: false),
                    GivenAt = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_reminders", x => new { x.Kind, x.Subject, x.Mark });
                });

            migrationBuilder.CreateTable(
                name: "units",
                columns: table => new
                {
                    Id = table.Column<string>(type: "TEXT", nullable: false),
                    Parent = table.Column<string>(type: "TEXT", nullable: true),
                    Name = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    Kind = table.Column<string>(type: "TEXT", nullable: false),
                    Fallback = table.Column<string>(type: "TEXT", nullable: true),
                    DissolvedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    Revision = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_units", x => x.Id);
                    table.ForeignKey(
                        name: "FK_units_units_Parent",
                        column: x => x.Parent,
                        principalTable: "units",
                        principalColumn: "Id");
                });

            migrationBuilder.CreateTable(
                name: "use_policy",
                columns: table => new
                {
                    Id = table.Column<int>(type: "INTEGER", nullable: false),
                    UsesPerHour = table.Column<int>(type: "INTEGER", nullable: false),
                    GlassHours = table.Column<int>(type: "INTEGER", nullable: false),
                    ReviewHours = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_use_policy", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "audit_details",
                columns: table => new
                {
                    Sequence = table.Column<long>(type: "INTEGER", nullable: false),
                    Ordinal = table.Column<int>(type: "INTEGER", nullable: false),
                    About = table.Column<string>(type: "TEXT", nullable: true),
                    Sealed = table.Column<byte[]>(type: "BLOB", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_audit_details", x => new { x.Sequence, x.Ordinal });
                    table.ForeignKey(
                        name: "FK_audit_details_audit_entries_Sequence",
                        column: x => x.Sequence,
                        principalTable: "audit_entries",
                        principalColumn: "Sequence",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "accounts",
                columns: table => new
                {
                    Id = table.Column<string>(type: "TEXT", nullable: false),
                    Platform = table.Column<string>(type: "TEXT", nullable: false),
                    Name = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    PublicId = table.Column<string>(type: "TEXT", nullable: true),
                    OriginalId = table.Column<string>(type: "TEXT", nullable: true),
                    Unit = table.Column<string>(type: "TEXT", nullable: false),
                    SupervisingUnit = table.Column<string>(type: "TEXT", nullable: true),
                    Nature = table.Column<string>(type: "TEXT", nullable: true),
                    Status = table.Column<string>(type: "TEXT", nullable: false),
                    IsVerified = table.Column<bool>(type: "INTEGER", nullable: true),
                    VerifiedOn = table.Column<string>(type: "TEXT", nullable: true),
                    VerifiedUntil = table.Column<string>(type: "TEXT", nullable: true),
                    OpenedOn = table.Column<string>(type: "TEXT", nullable: true),
                    SealedDetails = table.Column<byte[]>(type: "BLOB", nullable: true),
                    RegisteredAt = table.Column<long>(type: "INTEGER", nullable: false),
                    Revision = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_accounts", x => x.Id);
                    table.ForeignKey(
                        name: "FK_accounts_units_SupervisingUnit",
                        column: x => x.SupervisingUnit,
                        principalTable: "units",
                        principalColumn: "Id");
                    table.ForeignKey(
                        name: "FK_accounts_units_Unit",
                        column: x => x.Unit,
                        principalTable: "units",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "persons",
                columns: table => new
                {
                    Id = table.Column<string>(type: "TEXT", nullable: false),
                    UserName = table.Column<string>(type: "TEXT", nullable: true),
                    DisplayName = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    Unit = table.Column<string>(type: "TEXT", nullable: false),
                    IsStudent = table.Column<bool>(type: "INTEGER", nullable: false),
                    SealedContact = table.Column<byte[]>(type: "BLOB", nullable: true),
                    DisabledAt = table.Column<long>(type: "INTEGER", nullable: true),
                    Revision = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_persons", x => x.Id);
                    table.ForeignKey(
                        name: "FK_persons_units_Unit",
                        column: x => x.Unit,
                        principalTable: "units",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "account_connections",
                columns: table => new
                {
                    Id = table.Column<string>(type: "TEXT", nullable: false),
                    Account = table.Column<string>(type: "TEXT", nullable: false),
                    Component = table.Column<string>(type: "TEXT", nullable: false),
                    Connector = table.Column<string>(type: "TEXT", nullable: true),
                    SealedLogin = table.Column<byte[]>(type: "BLOB", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_account_connections", x => x.Id);
                    table.ForeignKey(
                        name: "FK_account_connections_accounts_Account",
                        column: x => x.Account,
                        principalTable: "accounts",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "checkout_policies",
                columns: table => new
                {
                    Account = table.Column<string>(type: "TEXT", nullable: false),
                    Way = table.Column<string>(type: "TEXT", nullable: false),
                    IsExclusive = table.Column<bool>(type: "INTEGER", nullable: false),
                    Days = table.Column<int>(type: "INTEGER", nullable: false),
                    AsksReport = table.Column<bool>(type: "INTEGER", nullable: false),
                    ChangesOnReturn = table.Column<bool>(type: "INTEGER", nullable: false),
                    AsksPost = table.Column<bool>(type: "INTEGER", nullable: false),
                    PatienceHours = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_checkout_policies", x => x.Account);
                    table.ForeignKey(
                        name: "FK_checkout_policies_accounts_Account",
                        column: x => x.Account,
                        principalTable: "accounts",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "filings",
                columns: table => new
                {
                    Id = table.Column<string>(type: "TEXT", nullable: false),
                    Account = table.Column<string>(type: "TEXT", nullable: false),
                    Year = table.Column<int>(type: "INTEGER", nullable: false),
                    Serial = table.Column<int>(type: "INTEGER", nullable: false),
                    OpenedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    Deadline = table.Column<string>(type: "TEXT", nullable: false),
                    ChangedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    Form = table.Column<string>(type: "TEXT", nullable: true),
                    Scan = table.Column<string>(type: "TEXT", nullable: true),
                    SentBackAt = table.Column<long>(type: "INTEGER", nullable: true),
                    SealedReturn = table.Column<byte[]>(type: "BLOB", nullable: true),
                    AcceptedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    AcceptedBy = table.Column<string>(type: "TEXT", nullable: true),
                    Receipt = table.Column<string>(type: "TEXT", nullable: true),
                    ReceiptOn = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_filings", x => x.Id);
                    table.ForeignKey(
                        name: "FK_filings_accounts_Account",
                        column: x => x.Account,
                        principalTable: "accounts",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "rotation_obligations",
                columns: table => new
                {
                    Id = table.Column<string>(type: "TEXT", nullable: false),
                    Account = table.Column<string>(type: "TEXT", nullable: false),
                    Component = table.Column<string>(type: "TEXT", nullable: false),
                    Version = table.Column<int>(type: "INTEGER", nullable: false),
                    Reason = table.Column<string>(type: "TEXT", nullable: false),
                    Since = table.Column<long>(type: "INTEGER", nullable: false),
                    Due = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_rotation_obligations", x => x.Id);
                    table.ForeignKey(
                        name: "FK_rotation_obligations_accounts_Account",
                        column: x => x.Account,
                        principalTable: "accounts",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "checkouts",
                columns: table => new
                {
                    Id = table.Column<string>(type: "TEXT", nullable: false),
                    Account = table.Column<string>(type: "TEXT", nullable: false),
                    Requester = table.Column<string>(type: "TEXT", nullable: false),
                    From = table.Column<long>(type: "INTEGER", nullable: false),
                    Until = table.Column<long>(type: "INTEGER", nullable: false),
                    SealedRequest = table.Column<byte[]>(type: "BLOB", nullable: false),
                    Purpose = table.Column<string>(type: "TEXT", nullable: true),
                    Extends = table.Column<string>(type: "TEXT", nullable: true),
                    IsBreakGlass = table.Column<bool>(type: "INTEGER", nullable: false),
                    ReviewBy = table.Column<long>(type: "INTEGER", nullable: true),
                    AskedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    ApprovedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    OpenedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    IsExclusive = table.Column<bool>(type: "INTEGER", nullable: false),
                    ExtendedUntil = table.Column<long>(type: "INTEGER", nullable: true),
                    AskedBackBy = table.Column<string>(type: "TEXT", nullable: true),
                    AskedBackAt = table.Column<long>(type: "INTEGER", nullable: true),
                    Ending = table.Column<string>(type: "TEXT", nullable: true),
                    EndedBy = table.Column<string>(type: "TEXT", nullable: true),
                    EndedAt = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_checkouts", x => x.Id);
                    table.ForeignKey(
                        name: "FK_checkouts_accounts_Account",
                        column: x => x.Account,
                        principalTable: "accounts",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "FK_checkouts_checkouts_Extends",
                        column: x => x.Extends,
                        principalTable: "checkouts",
                        principalColumn: "Id");
                    table.ForeignKey(
                        name: "FK_checkouts_persons_Requester",
                        column: x => x.Requester,
                        principalTable: "persons",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "credentials",
                columns: table => new
                {
                    Person = table.Column<string>(type: "TEXT", nullable: false),
                    SealedHash = table.Column<byte[]>(type: "BLOB", nullable: false),
                    ChangedAt = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_credentials", x => x.Person);
                    table.ForeignKey(
                        name: "FK_credentials_persons_Person",
                        column: x => x.Person,
                        principalTable: "persons",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "failure_counts",
                columns: table => new
                {
                    Person = table.Column<string>(type: "TEXT", nullable: false),
                    InARow = table.Column<int>(type: "INTEGER", nullable: false),
                    LastAt = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_failure_counts", x => x.Person);
                    table.ForeignKey(
                        name: "FK_failure_counts_persons_Person",
                        column: x => x.Person,
                        principalTable: "persons",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "handovers",
                columns: table => new
                {
                    Id = table.Column<string>(type: "TEXT", nullable: false),
                    Leaver = table.Column<string>(type: "TEXT", nullable: false),
                    Cause = table.Column<string>(type: "TEXT", nullable: false),
                    SealedReason = table.Column<byte[]>(type: "BLOB", nullable: false),
                    EffectiveOn = table.Column<string>(type: "TEXT", nullable: false),
                    Days = table.Column<int>(type: "INTEGER", nullable: false),
                    IsDeparture = table.Column<bool>(type: "INTEGER", nullable: false),
                    UnitSuccessor = table.Column<string>(type: "TEXT", nullable: true),
                    PreparedBy = table.Column<string>(type: "TEXT", nullable: true),
                    PreparedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    OpenedBy = table.Column<string>(type: "TEXT", nullable: true),
                    OpenedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    Deadline = table.Column<string>(type: "TEXT", nullable: true),
                    TakenOverBy = table.Column<string>(type: "TEXT", nullable: true),
                    CancelledBy = table.Column<string>(type: "TEXT", nullable: true),
                    CancelledAt = table.Column<long>(type: "INTEGER", nullable: true),
                    Salt = table.Column<byte[]>(type: "BLOB", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_handovers", x => x.Id);
                    table.ForeignKey(
                        name: "FK_handovers_persons_Leaver",
                        column: x => x.Leaver,
                        principalTable: "persons",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "holdings",
                columns: table => new
                {
                    Id = table.Column<string>(type: "TEXT", nullable: false),
                    Account = table.Column<string>(type: "TEXT", nullable: false),
                    Kind = table.Column<string>(type: "TEXT", nullable: false),
                    Holder = table.Column<string>(type: "TEXT", nullable: true),
                    SealedText = table.Column<byte[]>(type: "BLOB", nullable: false),
                    Since = table.Column<string>(type: "TEXT", nullable: true),
                    Until = table.Column<string>(type: "TEXT", nullable: true),
                    RecordedBy = table.Column<string>(type: "TEXT", nullable: false),
                    RecordedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    EndedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    EndedBy = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_holdings", x => x.Id);
                    table.ForeignKey(
                        name: "FK_holdings_accounts_Account",
                        column: x => x.Account,
                        principalTable: "accounts",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "FK_holdings_persons_Holder",
                        column: x => x.Holder,
                        principalTable: "persons",
                        principalColumn: "Id");
                });

            migrationBuilder.CreateTable(
                name: "incidents",
                columns: table => new
                {
                    Id = table.Column<string>(type: "TEXT", nullable: false),
                    Number = table.Column<int>(type: "INTEGER", nullable: false),
                    Account = table.Column<string>(type: "TEXT", nullable: false),
                    ReportedBy = table.Column<string>(type: "TEXT", nullable: false),
                    ReportedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    SealedReason = table.Column<byte[]>(type: "BLOB", nullable: false),
                    Conclusion = table.Column<string>(type: "TEXT", nullable: true),
                    ConcludedBy = table.Column<string>(type: "TEXT", nullable: true),
                    ConcludedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    SealedFinding = table.Column<byte[]>(type: "BLOB", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_incidents", x => x.Id);
                    table.ForeignKey(
                        name: "FK_incidents_accounts_Account",
                        column: x => x.Account,
                        principalTable: "accounts",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "FK_incidents_persons_ConcludedBy",
                        column: x => x.ConcludedBy,
                        principalTable: "persons",
                        principalColumn: "Id");
                    table.ForeignKey(
                        name: "FK_incidents_persons_ReportedBy",
                        column: x => x.ReportedBy,
                        principalTable: "persons",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "invitations",
                columns: table => new
                {
                    Id = table.Column<string>(type: "TEXT", nullable: false),
                    Person = table.Column<string>(type: "TEXT", nullable: false),
                    Purpose = table.Column<string>(type: "TEXT", nullable: false),
                    TokenHash = table.Column<byte[]>(type: "BLOB", nullable: false),
                    IssuedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    ExpiresAt = table.Column<long>(type: "INTEGER", nullable: false),
                    EndedAt = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_invitations", x => x.Id);
                    table.ForeignKey(
                        name: "FK_invitations_persons_Person",
                        column: x => x.Person,
                        principalTable: "persons",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "passkeys",
                columns: table => new
                {
                    Id = table.Column<string>(type: "TEXT", nullable: false),
                    Person = table.Column<string>(type: "TEXT", nullable: false),
                    CredentialId = table.Column<byte[]>(type: "BLOB", nullable: false),
                    PublicKey = table.Column<byte[]>(type: "BLOB", nullable: false),
                    Host = table.Column<string>(type: "TEXT", nullable: false),
                    Transports = table.Column<string>(type: "TEXT", nullable: false),
                    SignCount = table.Column<long>(type: "INTEGER", nullable: false),
                    IsBackupEligible = table.Column<bool>(type: "INTEGER", nullable: false),
                    IsBackedUp = table.Column<bool>(type: "INTEGER", nullable: false),
                    SealedName = table.Column<byte[]>(type: "BLOB", nullable: false),
                    AddedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    LastUsedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    EndedAt = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_passkeys", x => x.Id);
                    table.ForeignKey(
                        name: "FK_passkeys_persons_Person",
                        column: x => x.Person,
                        principalTable: "persons",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "playbooks",
                columns: table => new
                {
                    Id = table.Column<string>(type: "TEXT", nullable: false),
                    Platform = table.Column<string>(type: "TEXT", nullable: false),
                    Number = table.Column<int>(type: "INTEGER", nullable: false),
                    SealedText = table.Column<byte[]>(type: "BLOB", nullable: false),
                    BasedOn = table.Column<string>(type: "TEXT", nullable: false),
                    SavedBy = table.Column<string>(type: "TEXT", nullable: false),
                    SavedAt = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_playbooks", x => x.Id);
                    table.ForeignKey(
                        name: "FK_playbooks_persons_SavedBy",
                        column: x => x.SavedBy,
                        principalTable: "persons",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "printed_records",
                columns: table => new
                {
                    Id = table.Column<string>(type: "TEXT", nullable: false),
                    Kind = table.Column<string>(type: "TEXT", nullable: false),
                    Subject = table.Column<string>(type: "TEXT", nullable: false),
                    Year = table.Column<int>(type: "INTEGER", nullable: false),
                    Serial = table.Column<int>(type: "INTEGER", nullable: false),
                    SealedContent = table.Column<byte[]>(type: "BLOB", nullable: false),
                    Salt = table.Column<byte[]>(type: "BLOB", nullable: false),
                    Sha256 = table.Column<byte[]>(type: "BLOB", nullable: false),
                    PrintedBy = table.Column<string>(type: "TEXT", nullable: false),
                    PrintedAt = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_printed_records", x => x.Id);
                    table.ForeignKey(
                        name: "FK_printed_records_persons_PrintedBy",
                        column: x => x.PrintedBy,
                        principalTable: "persons",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "proposals",
                columns: table => new
                {
                    Id = table.Column<string>(type: "TEXT", nullable: false),
                    Grant = table.Column<string>(type: "TEXT", nullable: false),
                    Beneficiary = table.Column<string>(type: "TEXT", nullable: false),
                    Account = table.Column<string>(type: "TEXT", nullable: true),
                    Unit = table.Column<string>(type: "TEXT", nullable: true),
                    AppointmentRole = table.Column<string>(type: "TEXT", nullable: true),
                    OfficeRole = table.Column<string>(type: "TEXT", nullable: true),
                    From = table.Column<long>(type: "INTEGER", nullable: true),
                    Until = table.Column<long>(type: "INTEGER", nullable: true),
                    Fallback = table.Column<string>(type: "TEXT", nullable: true),
                    ActingFor = table.Column<string>(type: "TEXT", nullable: true),
                    SealedReason = table.Column<byte[]>(type: "BLOB", nullable: true),
                    ProposedBy = table.Column<string>(type: "TEXT", nullable: false),
                    ProposedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    Decision = table.Column<string>(type: "TEXT", nullable: true),
                    DecidedBy = table.Column<string>(type: "TEXT", nullable: true),
                    DecidedAt = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_proposals", x => x.Id);
                    table.ForeignKey(
                        name: "FK_proposals_persons_Beneficiary",
                        column: x => x.Beneficiary,
                        principalTable: "persons",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "recovery_codes",
                columns: table => new
                {
                    Id = table.Column<string>(type: "TEXT", nullable: false),
                    Person = table.Column<string>(type: "TEXT", nullable: false),
                    Hash = table.Column<byte[]>(type: "BLOB", nullable: false),
                    IssuedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    UsedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    ReplacedAt = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_recovery_codes", x => x.Id);
                    table.ForeignKey(
                        name: "FK_recovery_codes_persons_Person",
                        column: x => x.Person,
                        principalTable: "persons",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "register_imports",
                columns: table => new
                {
                    Id = table.Column<string>(type: "TEXT", nullable: false),
                    ProposedBy = table.Column<string>(type: "TEXT", nullable: false),
                    ProposedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    Accounts = table.Column<int>(type: "INTEGER", nullable: false),
                    Passwords = table.Column<int>(type: "INTEGER", nullable: false),
                    SealedContent = table.Column<byte[]>(type: "BLOB", nullable: true),
                    Decision = table.Column<string>(type: "TEXT", nullable: true),
                    DecidedBy = table.Column<string>(type: "TEXT", nullable: true),
                    DecidedAt = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_register_imports", x => x.Id);
                    table.ForeignKey(
                        name: "FK_register_imports_persons_ProposedBy",
                        column: x => x.ProposedBy,
                        principalTable: "persons",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "reviews",
                columns: table => new
                {
                    Id = table.Column<string>(type: "TEXT", nullable: false),
                    Year = table.Column<int>(type: "INTEGER", nullable: false),
                    Serial = table.Column<int>(type: "INTEGER", nullable: false),
                    From = table.Column<string>(type: "TEXT", nullable: false),
                    Until = table.Column<string>(type: "TEXT", nullable: false),
                    RestOf = table.Column<string>(type: "TEXT", nullable: true),
                    OpenedBy = table.Column<string>(type: "TEXT", nullable: false),
                    OpenedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    OpenedOver = table.Column<long>(type: "INTEGER", nullable: false),
                    SignedBy = table.Column<string>(type: "TEXT", nullable: true),
                    SignedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    Epoch = table.Column<int>(type: "INTEGER", nullable: true),
                    Size = table.Column<long>(type: "INTEGER", nullable: true),
                    Root = table.Column<byte[]>(type: "BLOB", nullable: true),
                    SealedSheet = table.Column<byte[]>(type: "BLOB", nullable: true),
                    Salt = table.Column<byte[]>(type: "BLOB", nullable: true),
                    Sha256 = table.Column<byte[]>(type: "BLOB", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_reviews", x => x.Id);
                    table.ForeignKey(
                        name: "FK_reviews_persons_OpenedBy",
                        column: x => x.OpenedBy,
                        principalTable: "persons",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "FK_reviews_persons_SignedBy",
                        column: x => x.SignedBy,
                        principalTable: "persons",
                        principalColumn: "Id");
                    table.ForeignKey(
                        name: "FK_reviews_reviews_RestOf",
                        column: x => x.RestOf,
                        principalTable: "reviews",
                        principalColumn: "Id");
                });

            migrationBuilder.CreateTable(
                name: "role_grants",
                columns: table => new
                {
                    Id = table.Column<string>(type: "TEXT", nullable: false),
                    Person = table.Column<string>(type: "TEXT", nullable: false),
                    Role = table.Column<string>(type: "TEXT", nullable: false),
                    From = table.Column<long>(type: "INTEGER", nullable: false),
                    Until = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_role_grants", x => x.Id);
                    table.ForeignKey(
                        name: "FK_role_grants_persons_Person",
                        column: x => x.Person,
                        principalTable: "persons",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "rotation_schedules",
                columns: table => new
                {
                    Account = table.Column<string>(type: "TEXT", nullable: false),
                    Days = table.Column<int>(type: "INTEGER", nullable: true),
                    SealedReason = table.Column<byte[]>(type: "BLOB", nullable: true),
                    DecidedBy = table.Column<string>(type: "TEXT", nullable: false),
                    DecidedAt = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_rotation_schedules", x => x.Account);
                    table.ForeignKey(
                        name: "FK_rotation_schedules_accounts_Account",
                        column: x => x.Account,
                        principalTable: "accounts",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "FK_rotation_schedules_persons_DecidedBy",
                        column: x => x.DecidedBy,
                        principalTable: "persons",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "rotations",
                columns: table => new
                {
                    Id = table.Column<string>(type: "TEXT", nullable: false),
                    Account = table.Column<string>(type: "TEXT", nullable: false),
                    Playbook = table.Column<string>(type: "TEXT", nullable: false),
                    BegunBy = table.Column<string>(type: "TEXT", nullable: false),
                    BegunAt = table.Column<long>(type: "INTEGER", nullable: false),
                    EndedAt = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_rotations", x => x.Id);
                    table.ForeignKey(
                        name: "FK_rotations_accounts_Account",
                        column: x => x.Account,
                        principalTable: "accounts",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "FK_rotations_persons_BegunBy",
                        column: x => x.BegunBy,
                        principalTable: "persons",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "second_factors",
                columns: table => new
                {
                    Person = table.Column<string>(type: "TEXT", nullable: false),
                    SealedSeed = table.Column<byte[]>(type: "BLOB", nullable: false),
                    EnrolledAt = table.Column<long>(type: "INTEGER", nullable: false),
                    LastStep = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_second_factors", x => x.Person);
                    table.ForeignKey(
                        name: "FK_second_factors_persons_Person",
                        column: x => x.Person,
                        principalTable: "persons",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "secret_versions",
                columns: table => new
                {
                    Id = table.Column<string>(type: "TEXT", nullable: false),
                    Account = table.Column<string>(type: "TEXT", nullable: false),
                    Component = table.Column<string>(type: "TEXT", nullable: false),
                    Version = table.Column<int>(type: "INTEGER", nullable: false),
                    State = table.Column<string>(type: "TEXT", nullable: false),
                    Origin = table.Column<string>(type: "TEXT", nullable: false),
                    Ciphertext = table.Column<byte[]>(type: "BLOB", nullable: true),
                    CiphertextHash = table.Column<byte[]>(type: "BLOB", nullable: false),
                    KeyId = table.Column<string>(type: "TEXT", nullable: false),
                    Fingerprint = table.Column<byte[]>(type: "BLOB", nullable: false),
                    SetBy = table.Column<string>(type: "TEXT", nullable: false),
                    SetAt = table.Column<long>(type: "INTEGER", nullable: false),
                    AppliedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    VerifiedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    VerifiedBy = table.Column<string>(type: "TEXT", nullable: true),
                    RetiredAt = table.Column<long>(type: "INTEGER", nullable: true),
                    DestroyedAt = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_secret_versions", x => x.Id);
                    table.ForeignKey(
                        name: "FK_secret_versions_accounts_Account",
                        column: x => x.Account,
                        principalTable: "accounts",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "FK_secret_versions_persons_SetBy",
                        column: x => x.SetBy,
                        principalTable: "persons",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "FK_secret_versions_persons_VerifiedBy",
                        column: x => x.VerifiedBy,
                        principalTable: "persons",
                        principalColumn: "Id");
                });

            migrationBuilder.CreateTable(
                name: "filed_changes",
                columns: table => new
                {
                    Filing = table.Column<string>(type: "TEXT", nullable: false),
                    Change = table.Column<string>(type: "TEXT", nullable: false),
                    At = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_filed_changes", x => new { x.Filing, x.Change });
                    table.ForeignKey(
                        name: "FK_filed_changes_filings_Filing",
                        column: x => x.Filing,
                        principalTable: "filings",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "filing_forms",
                columns: table => new
                {
                    Id = table.Column<string>(type: "TEXT", nullable: false),
                    Filing = table.Column<string>(type: "TEXT", nullable: false),
                    Revision = table.Column<int>(type: "INTEGER", nullable: false),
                    SealedContent = table.Column<byte[]>(type: "BLOB", nullable: false),
                    Salt = table.Column<byte[]>(type: "BLOB", nullable: false),
                    Sha256 = table.Column<byte[]>(type: "BLOB", nullable: false),
                    PrintedBy = table.Column<string>(type: "TEXT", nullable: false),
                    PrintedAt = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_filing_forms", x => x.Id);
                    table.ForeignKey(
                        name: "FK_filing_forms_filings_Filing",
                        column: x => x.Filing,
                        principalTable: "filings",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "FK_filing_forms_persons_PrintedBy",
                        column: x => x.PrintedBy,
                        principalTable: "persons",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "rotation_waivers",
                columns: table => new
                {
                    Obligation = table.Column<string>(type: "TEXT", nullable: false),
                    Account = table.Column<string>(type: "TEXT", nullable: false),
                    By = table.Column<string>(type: "TEXT", nullable: false),
                    At = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_rotation_waivers", x => x.Obligation);
                    table.ForeignKey(
                        name: "FK_rotation_waivers_accounts_Account",
                        column: x => x.Account,
                        principalTable: "accounts",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "FK_rotation_waivers_persons_By",
                        column: x => x.By,
                        principalTable: "persons",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "FK_rotation_waivers_rotation_obligations_Obligation",
                        column: x => x.Obligation,
                        principalTable: "rotation_obligations",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "break_glass_reviews",
                columns: table => new
                {
                    Checkout = table.Column<string>(type: "TEXT", nullable: false),
                    Reviewer = table.Column<string>(type: "TEXT", nullable: false),
                    ActingFor = table.Column<string>(type: "TEXT", nullable: true),
                    Verdict = table.Column<string>(type: "TEXT", nullable: false),
                    At = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_break_glass_reviews", x => x.Checkout);
                    table.ForeignKey(
                        name: "FK_break_glass_reviews_checkouts_Checkout",
                        column: x => x.Checkout,
                        principalTable: "checkouts",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "FK_break_glass_reviews_persons_Reviewer",
                        column: x => x.Reviewer,
                        principalTable: "persons",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "checkout_approvals",
                columns: table => new
                {
                    Checkout = table.Column<string>(type: "TEXT", nullable: false),
                    Approver = table.Column<string>(type: "TEXT", nullable: false),
                    AsLeader = table.Column<bool>(type: "INTEGER", nullable: false),
                    AsOffice = table.Column<bool>(type: "INTEGER", nullable: false),
                    ActingFor = table.Column<string>(type: "TEXT", nullable: true),
                    At = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_checkout_approvals", x => new { x.Checkout, x.Approver });
                    table.ForeignKey(
                        name: "FK_checkout_approvals_checkouts_Checkout",
                        column: x => x.Checkout,
                        principalTable: "checkouts",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "FK_checkout_approvals_persons_Approver",
                        column: x => x.Approver,
                        principalTable: "persons",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "reason_queries",
                columns: table => new
                {
                    Checkout = table.Column<string>(type: "TEXT", nullable: false),
                    Round = table.Column<int>(type: "INTEGER", nullable: false),
                    Reviewer = table.Column<string>(type: "TEXT", nullable: false),
                    At = table.Column<long>(type: "INTEGER", nullable: false),
                    AnsweredAt = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_reason_queries", x => new { x.Checkout, x.Round });
                    table.ForeignKey(
                        name: "FK_reason_queries_checkouts_Checkout",
                        column: x => x.Checkout,
                        principalTable: "checkouts",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "FK_reason_queries_persons_Reviewer",
                        column: x => x.Reviewer,
                        principalTable: "persons",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "handover_duties",
                columns: table => new
                {
                    Handover = table.Column<string>(type: "TEXT", nullable: false),
                    Unit = table.Column<string>(type: "TEXT", nullable: false),
                    Role = table.Column<string>(type: "TEXT", nullable: false),
                    Successor = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_handover_duties", x => new { x.Handover, x.Unit, x.Role });
                    table.ForeignKey(
                        name: "FK_handover_duties_handovers_Handover",
                        column: x => x.Handover,
                        principalTable: "handovers",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "FK_handover_duties_units_Unit",
                        column: x => x.Unit,
                        principalTable: "units",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "handover_parts",
                columns: table => new
                {
                    Handover = table.Column<string>(type: "TEXT", nullable: false),
                    Account = table.Column<string>(type: "TEXT", nullable: false),
                    Role = table.Column<string>(type: "TEXT", nullable: true),
                    Successor = table.Column<string>(type: "TEXT", nullable: false),
                    IsInterim = table.Column<bool>(type: "INTEGER", nullable: false),
                    Witness = table.Column<string>(type: "TEXT", nullable: true),
                    Playbook = table.Column<string>(type: "TEXT", nullable: true),
                    ListedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    SealedReturn = table.Column<byte[]>(type: "BLOB", nullable: true),
                    ApprovedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    ListHash = table.Column<byte[]>(type: "BLOB", nullable: true),
                    ClosedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    DocumentHash = table.Column<byte[]>(type: "BLOB", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_handover_parts", x => new { x.Handover, x.Account });
                    table.ForeignKey(
                        name: "FK_handover_parts_accounts_Account",
                        column: x => x.Account,
                        principalTable: "accounts",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "FK_handover_parts_handovers_Handover",
                        column: x => x.Handover,
                        principalTable: "handovers",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "FK_handover_parts_persons_Successor",
                        column: x => x.Successor,
                        principalTable: "persons",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "FK_handover_parts_persons_Witness",
                        column: x => x.Witness,
                        principalTable: "persons",
                        principalColumn: "Id");
                });

            migrationBuilder.CreateTable(
                name: "appointments",
                columns: table => new
                {
                    Id = table.Column<string>(type: "TEXT", nullable: false),
                    Account = table.Column<string>(type: "TEXT", nullable: true),
                    Unit = table.Column<string>(type: "TEXT", nullable: true),
                    Person = table.Column<string>(type: "TEXT", nullable: false),
                    Role = table.Column<string>(type: "TEXT", nullable: false),
                    From = table.Column<long>(type: "INTEGER", nullable: false),
                    Until = table.Column<long>(type: "INTEGER", nullable: true),
                    ActingFor = table.Column<string>(type: "TEXT", nullable: true),
                    Proposal = table.Column<string>(type: "TEXT", nullable: true),
                    Import = table.Column<string>(type: "TEXT", nullable: true),
                    Handover = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_appointments", x => x.Id);
                    table.ForeignKey(
                        name: "FK_appointments_accounts_Account",
                        column: x => x.Account,
                        principalTable: "accounts",
                        principalColumn: "Id");
                    table.ForeignKey(
                        name: "FK_appointments_handovers_Handover",
                        column: x => x.Handover,
                        principalTable: "handovers",
                        principalColumn: "Id");
                    table.ForeignKey(
                        name: "FK_appointments_persons_ActingFor",
                        column: x => x.ActingFor,
                        principalTable: "persons",
                        principalColumn: "Id");
                    table.ForeignKey(
                        name: "FK_appointments_persons_Person",
                        column: x => x.Person,
                        principalTable: "persons",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "FK_appointments_proposals_Proposal",
                        column: x => x.Proposal,
                        principalTable: "proposals",
                        principalColumn: "Id");
                    table.ForeignKey(
                        name: "FK_appointments_register_imports_Import",
                        column: x => x.Import,
                        principalTable: "register_imports",
                        principalColumn: "Id");
                    table.ForeignKey(
                        name: "FK_appointments_units_Unit",
                        column: x => x.Unit,
                        principalTable: "units",
                        principalColumn: "Id");
                });

            migrationBuilder.CreateTable(
                name: "review_entries",
                columns: table => new
                {
                    Review = table.Column<string>(type: "TEXT", nullable: false),
                    Entry = table.Column<long>(type: "INTEGER", nullable: false),
                    At = table.Column<long>(type: "INTEGER", nullable: false),
                    Kind = table.Column<string>(type: "TEXT", nullable: false),
                    Account = table.Column<string>(type: "TEXT", nullable: true),
                    Actor = table.Column<string>(type: "TEXT", nullable: true),
                    Person = table.Column<string>(type: "TEXT", nullable: true),
                    FlagNames = table.Column<string>(type: "TEXT", nullable: false),
                    Disposition = table.Column<string>(type: "TEXT", nullable: true),
                    DisposedBy = table.Column<string>(type: "TEXT", nullable: true),
                    DisposedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    SealedRemark = table.Column<byte[]>(type: "BLOB", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_review_entries", x => new { x.Review, x.Entry });
                    table.ForeignKey(
                        name: "FK_review_entries_accounts_Account",
                        column: x => x.Account,
                        principalTable: "accounts",
                        principalColumn: "Id");
                    table.ForeignKey(
                        name: "FK_review_entries_persons_Actor",
                        column: x => x.Actor,
                        principalTable: "persons",
                        principalColumn: "Id");
                    table.ForeignKey(
                        name: "FK_review_entries_persons_DisposedBy",
                        column: x => x.DisposedBy,
                        principalTable: "persons",
                        principalColumn: "Id");
                    table.ForeignKey(
                        name: "FK_review_entries_persons_Person",
                        column: x => x.Person,
                        principalTable: "persons",
                        principalColumn: "Id");
                    table.ForeignKey(
                        name: "FK_review_entries_reviews_Review",
                        column: x => x.Review,
                        principalTable: "reviews",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "rotation_steps",
                columns: table => new
                {
                    Rotation = table.Column<string>(type: "TEXT", nullable: false),
                    Key = table.Column<string>(type: "TEXT", nullable: false),
                    Result = table.Column<string>(type: "TEXT", nullable: false),
                    By = table.Column<string>(type: "TEXT", nullable: false),
                    At = table.Column<long>(type: "INTEGER", nullable: false),
                    SealedRemark = table.Column<byte[]>(type: "BLOB", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_rotation_steps", x => new { x.Rotation, x.Key });
                    table.ForeignKey(
                        name: "FK_rotation_steps_persons_By",
                        column: x => x.By,
                        principalTable: "persons",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "FK_rotation_steps_rotations_Rotation",
                        column: x => x.Rotation,
                        principalTable: "rotations",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "knowledge",
                columns: table => new
                {
                    Person = table.Column<string>(type: "TEXT", nullable: false),
                    Version = table.Column<string>(type: "TEXT", nullable: false),
                    Source = table.Column<string>(type: "TEXT", nullable: false),
                    Account = table.Column<string>(type: "TEXT", nullable: false),
                    Since = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_knowledge", x => new { x.Person, x.Version, x.Source });
                    table.ForeignKey(
                        name: "FK_knowledge_persons_Person",
                        column: x => x.Person,
                        principalTable: "persons",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "FK_knowledge_secret_versions_Version",
                        column: x => x.Version,
                        principalTable: "secret_versions",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "filing_scans",
                columns: table => new
                {
                    Id = table.Column<string>(type: "TEXT", nullable: false),
                    Filing = table.Column<string>(type: "TEXT", nullable: false),
                    Form = table.Column<string>(type: "TEXT", nullable: false),
                    Kind = table.Column<string>(type: "TEXT", nullable: false),
                    Size = table.Column<int>(type: "INTEGER", nullable: false),
                    UploadedBy = table.Column<string>(type: "TEXT", nullable: false),
                    UploadedAt = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_filing_scans", x => x.Id);
                    table.ForeignKey(
                        name: "FK_filing_scans_filing_forms_Form",
                        column: x => x.Form,
                        principalTable: "filing_forms",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "FK_filing_scans_persons_UploadedBy",
                        column: x => x.UploadedBy,
                        principalTable: "persons",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "handover_items",
                columns: table => new
                {
                    Id = table.Column<string>(type: "TEXT", nullable: false),
                    Handover = table.Column<string>(type: "TEXT", nullable: false),
                    Account = table.Column<string>(type: "TEXT", nullable: false),
                    Kind = table.Column<string>(type: "TEXT", nullable: false),
                    Role = table.Column<string>(type: "TEXT", nullable: true),
                    Component = table.Column<string>(type: "TEXT", nullable: true),
                    Holding = table.Column<string>(type: "TEXT", nullable: true),
                    HoldingKind = table.Column<string>(type: "TEXT", nullable: true),
                    Checkout = table.Column<string>(type: "TEXT", nullable: true),
                    SealedText = table.Column<byte[]>(type: "BLOB", nullable: true),
                    HandedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    CountedInAt = table.Column<long>(type: "INTEGER", nullable: true),
                    NotApplicableAt = table.Column<long>(type: "INTEGER", nullable: true),
                    DiscrepancyAt = table.Column<long>(type: "INTEGER", nullable: true),
                    SealedRemark = table.Column<byte[]>(type: "BLOB", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_handover_items", x => x.Id);
                    table.ForeignKey(
                        name: "FK_handover_items_handover_parts_Handover_Account",
                        columns: x => new { x.Handover, x.Account },
                        principalTable: "handover_parts",
                        principalColumns: new[] { "Handover", "Account" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "handover_signatures",
                columns: table => new
                {
                    Handover = table.Column<string>(type: "TEXT", nullable: false),
                    Account = table.Column<string>(type: "TEXT", nullable: false),
                    Side = table.Column<string>(type: "TEXT", nullable: false),
                    Person = table.Column<string>(type: "TEXT", nullable: false),
                    At = table.Column<long>(type: "INTEGER", nullable: false),
                    DocumentHash = table.Column<byte[]>(type: "BLOB", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_handover_signatures", x => new { x.Handover, x.Account, x.Side });
                    table.ForeignKey(
                        name: "FK_handover_signatures_handover_parts_Handover_Account",
                        columns: x => new { x.Handover, x.Account },
                        principalTable: "handover_parts",
                        principalColumns: new[] { "Handover", "Account" },
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "FK_handover_signatures_persons_Person",
                        column: x => x.Person,
                        principalTable: "persons",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "handover_waivers",
                columns: table => new
                {
                    Id = table.Column<string>(type: "TEXT", nullable: false),
                    Handover = table.Column<string>(type: "TEXT", nullable: false),
                    Account = table.Column<string>(type: "TEXT", nullable: false),
                    Component = table.Column<string>(type: "TEXT", nullable: false),
                    Version = table.Column<int>(type: "INTEGER", nullable: false),
                    SealedReason = table.Column<byte[]>(type: "BLOB", nullable: false),
                    By = table.Column<string>(type: "TEXT", nullable: false),
                    At = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_handover_waivers", x => x.Id);
                    table.ForeignKey(
                        name: "FK_handover_waivers_handover_parts_Handover_Account",
                        columns: x => new { x.Handover, x.Account },
                        principalTable: "handover_parts",
                        principalColumns: new[] { "Handover", "Account" },
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "FK_handover_waivers_persons_By",
                        column: x => x.By,
                        principalTable: "persons",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "explanations",
                columns: table => new
                {
                    Id = table.Column<string>(type: "TEXT", nullable: false),
                    Review = table.Column<string>(type: "TEXT", nullable: false),
                    Entry = table.Column<long>(type: "INTEGER", nullable: false),
                    Person = table.Column<string>(type: "TEXT", nullable: false),
                    AskedBy = table.Column<string>(type: "TEXT", nullable: false),
                    AskedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    Deadline = table.Column<string>(type: "TEXT", nullable: false),
                    SealedQuestion = table.Column<byte[]>(type: "BLOB", nullable: false),
                    AnsweredAt = table.Column<long>(type: "INTEGER", nullable: true),
                    SealedAnswer = table.Column<byte[]>(type: "BLOB", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_explanations", x => x.Id);
                    table.ForeignKey(
                        name: "FK_explanations_persons_AskedBy",
                        column: x => x.AskedBy,
                        principalTable: "persons",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "FK_explanations_persons_Person",
                        column: x => x.Person,
                        principalTable: "persons",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "FK_explanations_review_entries_Review_Entry",
                        columns: x => new { x.Review, x.Entry },
                        principalTable: "review_entries",
                        principalColumns: new[] { "Review", "Entry" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "IX_account_connections_Account_Component",
                table: "account_connections",
                columns: new[] { "Account", "Component" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_accounts_Platform_Name",
                table: "accounts",
                columns: new[] { "Platform", "Name" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_accounts_SupervisingUnit",
                table: "accounts",
                column: "SupervisingUnit");

            migrationBuilder.CreateIndex(
                name: "IX_accounts_Unit",
                table: "accounts",
                column: "Unit");

            migrationBuilder.CreateIndex(
                name: "IX_appointments_Account",
                table: "appointments",
                column: "Account");

            migrationBuilder.CreateIndex(
                name: "IX_appointments_ActingFor",
                table: "appointments",
                column: "ActingFor");

            migrationBuilder.CreateIndex(
                name: "IX_appointments_Handover",
                table: "appointments",
                column: "Handover");

            migrationBuilder.CreateIndex(
                name: "IX_appointments_Import",
                table: "appointments",
                column: "Import");

            migrationBuilder.CreateIndex(
                name: "IX_appointments_Person",
                table: "appointments",
                column: "Person");

            migrationBuilder.CreateIndex(
                name: "IX_appointments_Proposal",
                table: "appointments",
                column: "Proposal");

            migrationBuilder.CreateIndex(
                name: "IX_appointments_Unit",
                table: "appointments",
                column: "Unit");

            migrationBuilder.CreateIndex(
                name: "IX_audit_details_About",
                table: "audit_details",
                column: "About");

            migrationBuilder.CreateIndex(
                name: "IX_audit_entries_Account_Sequence",
                table: "audit_entries",
                columns: new[] { "Account", "Sequence" });

            migrationBuilder.CreateIndex(
                name: "IX_audit_entries_Actor_Sequence",
                table: "audit_entries",
                columns: new[] { "Actor", "Sequence" });

            migrationBuilder.CreateIndex(
                name: "IX_audit_entries_Kind_Sequence",
                table: "audit_entries",
                columns: new[] { "Kind", "Sequence" });

            migrationBuilder.CreateIndex(
                name: "IX_audit_entries_Outcome_Sequence",
                table: "audit_entries",
                columns: new[] { "Outcome", "Sequence" });

            migrationBuilder.CreateIndex(
                name: "IX_audit_entries_Person_Sequence",
                table: "audit_entries",
                columns: new[] { "Person", "Sequence" });

            migrationBuilder.CreateIndex(
                name: "IX_break_glass_reviews_Reviewer",
                table: "break_glass_reviews",
                column: "Reviewer");

            migrationBuilder.CreateIndex(
                name: "IX_checkout_approvals_Approver",
                table: "checkout_approvals",
                column: "Approver");

            migrationBuilder.CreateIndex(
                name: "broken_glass",
                table: "checkouts",
                column: "Id",
                filter: "IsBreakGlass = 1");

            migrationBuilder.CreateIndex(
                name: "IX_checkouts_Account_Ending",
                table: "checkouts",
                columns: new[] { "Account", "Ending" });

            migrationBuilder.CreateIndex(
                name: "IX_checkouts_Extends",
                table: "checkouts",
                column: "Extends");

            migrationBuilder.CreateIndex(
                name: "IX_checkouts_Requester_Ending",
                table: "checkouts",
                columns: new[] { "Requester", "Ending" });

            migrationBuilder.CreateIndex(
                name: "one_holder",
                table: "checkouts",
                column: "Account",
                unique: true,
                filter: "IsExclusive = 1 AND OpenedAt IS NOT NULL AND Ending IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_explanations_AskedBy",
                table: "explanations",
                column: "AskedBy");

            migrationBuilder.CreateIndex(
                name: "IX_explanations_Person",
                table: "explanations",
                column: "Person");

            migrationBuilder.CreateIndex(
                name: "IX_explanations_Review_Entry",
                table: "explanations",
                columns: new[] { "Review", "Entry" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_filing_forms_Filing_Revision",
                table: "filing_forms",
                columns: new[] { "Filing", "Revision" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_filing_forms_PrintedBy",
                table: "filing_forms",
                column: "PrintedBy");

            migrationBuilder.CreateIndex(
                name: "IX_filing_scans_Form",
                table: "filing_scans",
                column: "Form");

            migrationBuilder.CreateIndex(
                name: "IX_filing_scans_UploadedBy",
                table: "filing_scans",
                column: "UploadedBy");

            migrationBuilder.CreateIndex(
                name: "IX_filings_Year_Serial",
                table: "filings",
                columns: new[] { "Year", "Serial" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "one_open",
                table: "filings",
                column: "Account",
                unique: true,
                filter: "AcceptedAt IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_handover_duties_Unit",
                table: "handover_duties",
                column: "Unit");

            migrationBuilder.CreateIndex(
                name: "IX_handover_items_Handover_Account",
                table: "handover_items",
                columns: new[] { "Handover", "Account" });

            migrationBuilder.CreateIndex(
                name: "IX_handover_parts_Account",
                table: "handover_parts",
                column: "Account");

            migrationBuilder.CreateIndex(
                name: "IX_handover_parts_Successor",
                table: "handover_parts",
                column: "Successor");

            migrationBuilder.CreateIndex(
                name: "IX_handover_parts_Witness",
                table: "handover_parts",
                column: "Witness");

            migrationBuilder.CreateIndex(
                name: "IX_handover_signatures_Person",
                table: "handover_signatures",
                column: "Person");

            migrationBuilder.CreateIndex(
                name: "IX_handover_waivers_By",
                table: "handover_waivers",
                column: "By");

            migrationBuilder.CreateIndex(
                name: "IX_handover_waivers_Handover_Account",
                table: "handover_waivers",
                columns: new[] { "Handover", "Account" });

            migrationBuilder.CreateIndex(
                name: "IX_handovers_Leaver",
                table: "handovers",
                column: "Leaver");

            migrationBuilder.CreateIndex(
                name: "IX_holdings_Account",
                table: "holdings",
                column: "Account");

            migrationBuilder.CreateIndex(
                name: "IX_holdings_EndedAt_Until",
                table: "holdings",
                columns: new[] { "EndedAt", "Until" });

            migrationBuilder.CreateIndex(
                name: "IX_holdings_Holder_EndedAt",
                table: "holdings",
                columns: new[] { "Holder", "EndedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_incidents_ConcludedBy",
                table: "incidents",
                column: "ConcludedBy");

            migrationBuilder.CreateIndex(
                name: "IX_incidents_Number",
                table: "incidents",
                column: "Number",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_incidents_ReportedBy",
                table: "incidents",
                column: "ReportedBy");

            migrationBuilder.CreateIndex(
                name: "one_open_incident",
                table: "incidents",
                column: "Account",
                unique: true,
                filter: "Conclusion IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_invitations_Person",
                table: "invitations",
                column: "Person");

            migrationBuilder.CreateIndex(
                name: "IX_invitations_TokenHash",
                table: "invitations",
                column: "TokenHash",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_knowledge_Account",
                table: "knowledge",
                column: "Account");

            migrationBuilder.CreateIndex(
                name: "IX_knowledge_Version",
                table: "knowledge",
                column: "Version");

            migrationBuilder.CreateIndex(
                name: "IX_notices_At",
                table: "notices",
                column: "At");

            migrationBuilder.CreateIndex(
                name: "IX_notices_Receiver_Sequence",
                table: "notices",
                columns: new[] { "Receiver", "Sequence" });

            migrationBuilder.CreateIndex(
                name: "open_notices",
                table: "notices",
                column: "Receiver",
                filter: "ReadAt IS NULL AND SettledAt IS NULL");

            migrationBuilder.CreateIndex(
                name: "unsettled_notices",
                table: "notices",
                column: "Subject",
                filter: "SettledAt IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_outbox_State_NextTryAt",
                table: "outbox",
                columns: new[] { "State", "NextTryAt" });

            migrationBuilder.CreateIndex(
                name: "IX_passkeys_CredentialId",
                table: "passkeys",
                column: "CredentialId",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_passkeys_Person",
                table: "passkeys",
                column: "Person");

            migrationBuilder.CreateIndex(
                name: "IX_persons_Unit",
                table: "persons",
                column: "Unit");

            migrationBuilder.CreateIndex(
                name: "IX_persons_UserName",
                table: "persons",
                column: "UserName",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_platforms_Name",
                table: "platforms",
                column: "Name",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_playbooks_Platform_Number",
                table: "playbooks",
                columns: new[] { "Platform", "Number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_playbooks_SavedBy",
                table: "playbooks",
                column: "SavedBy");

            migrationBuilder.CreateIndex(
                name: "IX_printed_records_Kind_Year_Serial",
                table: "printed_records",
                columns: new[] { "Kind", "Year", "Serial" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_printed_records_PrintedBy",
                table: "printed_records",
                column: "PrintedBy");

            migrationBuilder.CreateIndex(
                name: "IX_printed_records_Subject",
                table: "printed_records",
                column: "Subject");

            migrationBuilder.CreateIndex(
                name: "IX_proposals_Beneficiary",
                table: "proposals",
                column: "Beneficiary");

            migrationBuilder.CreateIndex(
                name: "IX_proposals_Decision",
                table: "proposals",
                column: "Decision");

            migrationBuilder.CreateIndex(
                name: "IX_reason_queries_Reviewer",
                table: "reason_queries",
                column: "Reviewer");

            migrationBuilder.CreateIndex(
                name: "IX_recovery_codes_Person",
                table: "recovery_codes",
                column: "Person");

            migrationBuilder.CreateIndex(
                name: "IX_register_imports_ProposedBy",
                table: "register_imports",
                column: "ProposedBy");

            migrationBuilder.CreateIndex(
                name: "IX_review_entries_Account",
                table: "review_entries",
                column: "Account");

            migrationBuilder.CreateIndex(
                name: "IX_review_entries_Actor",
                table: "review_entries",
                column: "Actor");

            migrationBuilder.CreateIndex(
                name: "IX_review_entries_DisposedBy",
                table: "review_entries",
                column: "DisposedBy");

            migrationBuilder.CreateIndex(
                name: "IX_review_entries_Person",
                table: "review_entries",
                column: "Person");

            migrationBuilder.CreateIndex(
                name: "IX_reviews_OpenedBy",
                table: "reviews",
                column: "OpenedBy");

            migrationBuilder.CreateIndex(
                name: "IX_reviews_RestOf",
                table: "reviews",
                column: "RestOf");

            migrationBuilder.CreateIndex(
                name: "IX_reviews_SignedBy",
                table: "reviews",
                column: "SignedBy");

            migrationBuilder.CreateIndex(
                name: "IX_reviews_Year_Serial",
                table: "reviews",
                columns: new[] { "Year", "Serial" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_role_grants_Person",
                table: "role_grants",
                column: "Person");

            migrationBuilder.CreateIndex(
                name: "IX_rotation_obligations_Account",
                table: "rotation_obligations",
                column: "Account");

            migrationBuilder.CreateIndex(
                name: "IX_rotation_schedules_DecidedBy",
                table: "rotation_schedules",
                column: "DecidedBy");

            migrationBuilder.CreateIndex(
                name: "IX_rotation_steps_By",
                table: "rotation_steps",
                column: "By");

            migrationBuilder.CreateIndex(
                name: "IX_rotation_waivers_Account",
                table: "rotation_waivers",
                column: "Account");

            migrationBuilder.CreateIndex(
                name: "IX_rotation_waivers_By",
                table: "rotation_waivers",
                column: "By");

            migrationBuilder.CreateIndex(
                name: "IX_rotations_BegunBy",
                table: "rotations",
                column: "BegunBy");

            migrationBuilder.CreateIndex(
                name: "one_running",
                table: "rotations",
                column: "Account",
                unique: true,
                filter: "EndedAt IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_secret_versions_Account_Component_Version",
                table: "secret_versions",
                columns: new[] { "Account", "Component", "Version" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_secret_versions_SetBy",
                table: "secret_versions",
                column: "SetBy");

            migrationBuilder.CreateIndex(
                name: "IX_secret_versions_VerifiedBy",
                table: "secret_versions",
                column: "VerifiedBy");

            migrationBuilder.CreateIndex(
                name: "one_current",
                table: "secret_versions",
                columns: new[] { "Account", "Component" },
                unique: true,
                filter: "State = 'Current'");

            migrationBuilder.CreateIndex(
                name: "one_pending",
                table: "secret_versions",
                columns: new[] { "Account", "Component" },
                unique: true,
                filter: "State = 'Pending'");

            migrationBuilder.CreateIndex(
                name: "IX_units_Parent_Name",
                table: "units",
                columns: new[] { "Parent", "Name" },
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "account_connections");

            migrationBuilder.DropTable(
                name: "appointments");

            migrationBuilder.DropTable(
                name: "audit_details");

            migrationBuilder.DropTable(
                name: "break_glass_reviews");

            migrationBuilder.DropTable(
                name: "calendar_days");

            migrationBuilder.DropTable(
                name: "checkout_approvals");

            migrationBuilder.DropTable(
                name: "checkout_policies");

            migrationBuilder.DropTable(
                name: "credentials");

            migrationBuilder.DropTable(
                name: "explanations");

            migrationBuilder.DropTable(
                name: "failure_counts");

            migrationBuilder.DropTable(
                name: "filed_changes");

            migrationBuilder.DropTable(
                name: "filing_scan_contents");

            migrationBuilder.DropTable(
                name: "filing_scans");

            migrationBuilder.DropTable(
                name: "handover_duties");

            migrationBuilder.DropTable(
                name: "handover_items");

            migrationBuilder.DropTable(
                name: "handover_signatures");

            migrationBuilder.DropTable(
                name: "handover_waivers");

            migrationBuilder.DropTable(
                name: "holdings");

            migrationBuilder.DropTable(
                name: "incidents");

            migrationBuilder.DropTable(
                name: "invitations");

            migrationBuilder.DropTable(
                name: "knowledge");

            migrationBuilder.DropTable(
                name: "log_head");

            migrationBuilder.DropTable(
                name: "notices");

            migrationBuilder.DropTable(
                name: "organisation");

            migrationBuilder.DropTable(
                name: "outbox");

            migrationBuilder.DropTable(
                name: "passkeys");

            migrationBuilder.DropTable(
                name: "platforms");

            migrationBuilder.DropTable(
                name: "playbooks");

            migrationBuilder.DropTable(
                name: "printed_records");

            migrationBuilder.DropTable(
                name: "purposes");

            migrationBuilder.DropTable(
                name: "reason_queries");

            migrationBuilder.DropTable(
                name: "recovery_codes");

            migrationBuilder.DropTable(
                name: "register_policy");

            migrationBuilder.DropTable(
                name: "reminders");

            migrationBuilder.DropTable(
                name: "role_grants");

            migrationBuilder.DropTable(
                name: "rotation_schedules");

            migrationBuilder.DropTable(
                name: "rotation_steps");

            migrationBuilder.DropTable(
                name: "rotation_waivers");

            migrationBuilder.DropTable(
                name: "second_factors");

            migrationBuilder.DropTable(
                name: "use_policy");

            migrationBuilder.DropTable(
                name: "proposals");

            migrationBuilder.DropTable(
                name: "register_imports");

            migrationBuilder.DropTable(
                name: "audit_entries");

            migrationBuilder.DropTable(
                name: "review_entries");

            migrationBuilder.DropTable(
                name: "filing_forms");

            migrationBuilder.DropTable(
                name: "handover_parts");

            migrationBuilder.DropTable(
                name: "secret_versions");

            migrationBuilder.DropTable(
                name: "checkouts");

            migrationBuilder.DropTable(
                name: "rotations");

            migrationBuilder.DropTable(
                name: "rotation_obligations");

            migrationBuilder.DropTable(
                name: "reviews");

            migrationBuilder.DropTable(
                name: "filings");

            migrationBuilder.DropTable(
                name: "handovers");

            migrationBuilder.DropTable(
                name: "accounts");

            migrationBuilder.DropTable(
                name: "persons");

            migrationBuilder.DropTable(
                name: "units");
        }
    }
}
