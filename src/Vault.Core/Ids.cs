using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Vault.Core;

/// <summary>An identifier of one kind of thing: random (RFC 9562 version 4), so that none can be guessed from another.</summary>
public interface IVaultId<TSelf> : IParsable<TSelf>
    where TSelf : struct, IVaultId<TSelf>
{
    Guid Value { get; }

    static abstract TSelf From(Guid value);

    static TSelf New() => TSelf.From(Guid.NewGuid());

    /// <summary>Only the form this vault writes is read: 36 characters, lower case, hyphens.</summary>
    static bool TryRead([NotNullWhen(true)] string? text, out TSelf id)
    {
        id = default;
        if (!Guid.TryParseExact(text, "D", out var value) || value == Guid.Empty || value.ToString("D") != text)
            return false;
        id = TSelf.From(value);
        return true;
    }
}

/// <summary>A natural person.</summary>
public readonly record struct PersonId(Guid Value) : IVaultId<PersonId>
{
    public static PersonId From(Guid value) => new(value);

    public static PersonId New() => IVaultId<PersonId>.New();

    public static bool TryParse(string? s, IFormatProvider? provider, out PersonId result) =>
        IVaultId<PersonId>.TryRead(s, out result);

    public static PersonId Parse(string s, IFormatProvider? provider) =>
        TryParse(s, provider, out var id) ? id : throw new FormatException("Not an identifier.");

    public override string ToString() => Value.ToString("D", CultureInfo.InvariantCulture);
}

/// <summary>A unit of the organisation.</summary>
public readonly record struct UnitId(Guid Value) : IVaultId<UnitId>
{
    public static UnitId From(Guid value) => new(value);

    public static UnitId New() => IVaultId<UnitId>.New();

    public static bool TryParse(string? s, IFormatProvider? provider, out UnitId result) =>
        IVaultId<UnitId>.TryRead(s, out result);

    public static UnitId Parse(string s, IFormatProvider? provider) =>
        TryParse(s, provider, out var id) ? id : throw new FormatException("Not an identifier.");

    public override string ToString() => Value.ToString("D", CultureInfo.InvariantCulture);
}

/// <summary>An official account on a platform.</summary>
public readonly record struct AccountId(Guid Value) : IVaultId<AccountId>
{
    public static AccountId From(Guid value) => new(value);

    public static AccountId New() => IVaultId<AccountId>.New();

    public static bool TryParse(string? s, IFormatProvider? provider, out AccountId result) =>
        IVaultId<AccountId>.TryRead(s, out result);

    public static AccountId Parse(string s, IFormatProvider? provider) =>
        TryParse(s, provider, out var id) ? id : throw new FormatException("Not an identifier.");

    public override string ToString() => Value.ToString("D", CultureInfo.InvariantCulture);
}

/// <summary>How a component of an account is changed by a connector.</summary>
public readonly record struct AccountConnectionId(Guid Value) : IVaultId<AccountConnectionId>
{
    public static AccountConnectionId From(Guid value) => new(value);

    public static AccountConnectionId New() => IVaultId<AccountConnectionId>.New();

    public static bool TryParse(string? s, IFormatProvider? provider, out AccountConnectionId result) =>
        IVaultId<AccountConnectionId>.TryRead(s, out result);

    public static AccountConnectionId Parse(string s, IFormatProvider? provider) =>
        TryParse(s, provider, out var id) ? id : throw new FormatException("Not an identifier.");

    public override string ToString() => Value.ToString("D", CultureInfo.InvariantCulture);
}

/// <summary>A person appointed to an account.</summary>
public readonly record struct AppointmentId(Guid Value) : IVaultId<AppointmentId>
{
    public static AppointmentId From(Guid value) => new(value);

    public static AppointmentId New() => IVaultId<AppointmentId>.New();

    public static bool TryParse(string? s, IFormatProvider? provider, out AppointmentId result) =>
        IVaultId<AppointmentId>.TryRead(s, out result);

    public static AppointmentId Parse(string s, IFormatProvider? provider) =>
        TryParse(s, provider, out var id) ? id : throw new FormatException("Not an identifier.");

    public override string ToString() => Value.ToString("D", CultureInfo.InvariantCulture);
}

/// <summary>A platform that the organisation entered itself.</summary>
public readonly record struct PlatformId(Guid Value) : IVaultId<PlatformId>
{
    public static PlatformId From(Guid value) => new(value);

    public static PlatformId New() => IVaultId<PlatformId>.New();

    public static bool TryParse(string? s, IFormatProvider? provider, out PlatformId result) =>
        IVaultId<PlatformId>.TryRead(s, out result);

    public static PlatformId Parse(string s, IFormatProvider? provider) =>
        TryParse(s, provider, out var id) ? id : throw new FormatException("Not an identifier.");

    public override string ToString() => Value.ToString("D", CultureInfo.InvariantCulture);
}

/// <summary>Something of an account that is in somebody's hands on its platform.</summary>
public readonly record struct HoldingId(Guid Value) : IVaultId<HoldingId>
{
    public static HoldingId From(Guid value) => new(value);

    public static HoldingId New() => IVaultId<HoldingId>.New();

    public static bool TryParse(string? s, IFormatProvider? provider, out HoldingId result) =>
        IVaultId<HoldingId>.TryRead(s, out result);

    public static HoldingId Parse(string s, IFormatProvider? provider) =>
        TryParse(s, provider, out var id) ? id : throw new FormatException("Not an identifier.");

    public override string ToString() => Value.ToString("D", CultureInfo.InvariantCulture);
}

/// <summary>An import of a register that another person has to confirm.</summary>
public readonly record struct RegisterImportId(Guid Value) : IVaultId<RegisterImportId>
{
    public static RegisterImportId From(Guid value) => new(value);

    public static RegisterImportId New() => IVaultId<RegisterImportId>.New();

    public static bool TryParse(string? s, IFormatProvider? provider, out RegisterImportId result) =>
        IVaultId<RegisterImportId>.TryRead(s, out result);

    public static RegisterImportId Parse(string s, IFormatProvider? provider) =>
        TryParse(s, provider, out var id) ? id : throw new FormatException("Not an identifier.");

    public override string ToString() => Value.ToString("D", CultureInfo.InvariantCulture);
}

/// <summary>A secret that has to be changed.</summary>
public readonly record struct RotationObligationId(Guid Value) : IVaultId<RotationObligationId>
{
    public static RotationObligationId From(Guid value) => new(value);

    public static RotationObligationId New() => IVaultId<RotationObligationId>.New();

    public static bool TryParse(string? s, IFormatProvider? provider, out RotationObligationId result) =>
        IVaultId<RotationObligationId>.TryRead(s, out result);

    public static RotationObligationId Parse(string s, IFormatProvider? provider) =>
        TryParse(s, provider, out var id) ? id : throw new FormatException("Not an identifier.");

    public override string ToString() => Value.ToString("D", CultureInfo.InvariantCulture);
}

/// <summary>A guided change of an account's secrets.</summary>
public readonly record struct RotationId(Guid Value) : IVaultId<RotationId>
{
    public static RotationId From(Guid value) => new(value);

    public static RotationId New() => IVaultId<RotationId>.New();

    public static bool TryParse(string? s, IFormatProvider? provider, out RotationId result) =>
        IVaultId<RotationId>.TryRead(s, out result);

    public static RotationId Parse(string s, IFormatProvider? provider) =>
        TryParse(s, provider, out var id) ? id : throw new FormatException("Not an identifier.");

    public override string ToString() => Value.ToString("D", CultureInfo.InvariantCulture);
}

/// <summary>An account asked for, or had, for a time.</summary>
public readonly record struct CheckoutId(Guid Value) : IVaultId<CheckoutId>
{
    public static CheckoutId From(Guid value) => new(value);

    public static CheckoutId New() => IVaultId<CheckoutId>.New();

    public static bool TryParse(string? s, IFormatProvider? provider, out CheckoutId result) =>
        IVaultId<CheckoutId>.TryRead(s, out result);

    public static CheckoutId Parse(string s, IFormatProvider? provider) =>
        TryParse(s, provider, out var id) ? id : throw new FormatException("Not an identifier.");

    public override string ToString() => Value.ToString("D", CultureInfo.InvariantCulture);
}

/// <summary>A role of the office given to a person.</summary>
public readonly record struct RoleGrantId(Guid Value) : IVaultId<RoleGrantId>
{
    public static RoleGrantId From(Guid value) => new(value);

    public static RoleGrantId New() => IVaultId<RoleGrantId>.New();

    public static bool TryParse(string? s, IFormatProvider? provider, out RoleGrantId result) =>
        IVaultId<RoleGrantId>.TryRead(s, out result);

    public static RoleGrantId Parse(string s, IFormatProvider? provider) =>
        TryParse(s, provider, out var id) ? id : throw new FormatException("Not an identifier.");

    public override string ToString() => Value.ToString("D", CultureInfo.InvariantCulture);
}

/// <summary>A grant proposed by one person that another has to confirm.</summary>
public readonly record struct ProposalId(Guid Value) : IVaultId<ProposalId>
{
    public static ProposalId From(Guid value) => new(value);

    public static ProposalId New() => IVaultId<ProposalId>.New();

    public static bool TryParse(string? s, IFormatProvider? provider, out ProposalId result) =>
        IVaultId<ProposalId>.TryRead(s, out result);

    public static ProposalId Parse(string s, IFormatProvider? provider) =>
        TryParse(s, provider, out var id) ? id : throw new FormatException("Not an identifier.");

    public override string ToString() => Value.ToString("D", CultureInfo.InvariantCulture);
}

/// <summary>An invitation to set a password and a second factor.</summary>
public readonly record struct InvitationId(Guid Value) : IVaultId<InvitationId>
{
    public static InvitationId From(Guid value) => new(value);

    public static InvitationId New() => IVaultId<InvitationId>.New();

    public static bool TryParse(string? s, IFormatProvider? provider, out InvitationId result) =>
        IVaultId<InvitationId>.TryRead(s, out result);

    public static InvitationId Parse(string s, IFormatProvider? provider) =>
        TryParse(s, provider, out var id) ? id : throw new FormatException("Not an identifier.");

    public override string ToString() => Value.ToString("D", CultureInfo.InvariantCulture);
}

/// <summary>One code for signing in without the second factor.</summary>
public readonly record struct RecoveryCodeId(Guid Value) : IVaultId<RecoveryCodeId>
{
    public static RecoveryCodeId From(Guid value) => new(value);

    public static RecoveryCodeId New() => IVaultId<RecoveryCodeId>.New();

    public static bool TryParse(string? s, IFormatProvider? provider, out RecoveryCodeId result) =>
        IVaultId<RecoveryCodeId>.TryRead(s, out result);

    public static RecoveryCodeId Parse(string s, IFormatProvider? provider) =>
        TryParse(s, provider, out var id) ? id : throw new FormatException("Not an identifier.");

    public override string ToString() => Value.ToString("D", CultureInfo.InvariantCulture);
}

/// <summary>A passkey of a person (WebAuthn credential).</summary>
public readonly record struct PasskeyId(Guid Value) : IVaultId<PasskeyId>
{
    public static PasskeyId From(Guid value) => new(value);

    public static PasskeyId New() => IVaultId<PasskeyId>.New();

    public static bool TryParse(string? s, IFormatProvider? provider, out PasskeyId result) =>
        IVaultId<PasskeyId>.TryRead(s, out result);

    public static PasskeyId Parse(string s, IFormatProvider? provider) =>
        TryParse(s, provider, out var id) ? id : throw new FormatException("Not an identifier.");

    public override string ToString() => Value.ToString("D", CultureInfo.InvariantCulture);
}

/// <summary>One version of one component of an account.</summary>
public readonly record struct SecretVersionId(Guid Value) : IVaultId<SecretVersionId>
{
    public static SecretVersionId From(Guid value) => new(value);

    public static SecretVersionId New() => IVaultId<SecretVersionId>.New();

    public static bool TryParse(string? s, IFormatProvider? provider, out SecretVersionId result) =>
        IVaultId<SecretVersionId>.TryRead(s, out result);

    public static SecretVersionId Parse(string s, IFormatProvider? provider) =>
        TryParse(s, provider, out var id) ? id : throw new FormatException("Not an identifier.");

    public override string ToString() => Value.ToString("D", CultureInfo.InvariantCulture);
}

/// <summary>One way in which a person came to know a version.</summary>
public readonly record struct KnowledgeId(Guid Value) : IVaultId<KnowledgeId>
{
    public static KnowledgeId From(Guid value) => new(value);

    public static KnowledgeId New() => IVaultId<KnowledgeId>.New();

    public static bool TryParse(string? s, IFormatProvider? provider, out KnowledgeId result) =>
        IVaultId<KnowledgeId>.TryRead(s, out result);

    public static KnowledgeId Parse(string s, IFormatProvider? provider) =>
        TryParse(s, provider, out var id) ? id : throw new FormatException("Not an identifier.");

    public override string ToString() => Value.ToString("D", CultureInfo.InvariantCulture);
}

/// <summary>A notice to one person.</summary>
public readonly record struct NoticeId(Guid Value) : IVaultId<NoticeId>
{
    public static NoticeId From(Guid value) => new(value);

    public static NoticeId New() => IVaultId<NoticeId>.New();

    public static bool TryParse(string? s, IFormatProvider? provider, out NoticeId result) =>
        IVaultId<NoticeId>.TryRead(s, out result);

    public static NoticeId Parse(string s, IFormatProvider? provider) =>
        TryParse(s, provider, out var id) ? id : throw new FormatException("Not an identifier.");

    public override string ToString() => Value.ToString("D", CultureInfo.InvariantCulture);
}

/// <summary>A version of a playbook: one the product ships, or one of the organisation's own.</summary>
public readonly record struct PlaybookVersionId(Guid Value) : IVaultId<PlaybookVersionId>
{
    public static PlaybookVersionId From(Guid value) => new(value);

    public static PlaybookVersionId New() => IVaultId<PlaybookVersionId>.New();

    public static bool TryParse(string? s, IFormatProvider? provider, out PlaybookVersionId result) =>
        IVaultId<PlaybookVersionId>.TryRead(s, out result);

    public static PlaybookVersionId Parse(string s, IFormatProvider? provider) =>
        TryParse(s, provider, out var id) ? id : throw new FormatException("Not an identifier.");

    public override string ToString() => Value.ToString("D", CultureInfo.InvariantCulture);
}

/// <summary>A signed-in session as the log names it; never the value of the cookie.</summary>
public readonly record struct SessionId(Guid Value) : IVaultId<SessionId>
{
    public static SessionId From(Guid value) => new(value);

    public static SessionId New() => IVaultId<SessionId>.New();

    public static bool TryParse(string? s, IFormatProvider? provider, out SessionId result) =>
        IVaultId<SessionId>.TryRead(s, out result);

    public static SessionId Parse(string s, IFormatProvider? provider) =>
        TryParse(s, provider, out var id) ? id : throw new FormatException("Not an identifier.");

    public override string ToString() => Value.ToString("D", CultureInfo.InvariantCulture);
}

/// <summary>This installation. Bound into every ciphertext.</summary>
public readonly record struct VaultId(Guid Value) : IVaultId<VaultId>
{
    public static VaultId From(Guid value) => new(value);

    public static VaultId New() => IVaultId<VaultId>.New();

    public static bool TryParse(string? s, IFormatProvider? provider, out VaultId result) =>
        IVaultId<VaultId>.TryRead(s, out result);

    public static VaultId Parse(string s, IFormatProvider? provider) =>
        TryParse(s, provider, out var id) ? id : throw new FormatException("Not an identifier.");

    public override string ToString() => Value.ToString("D", CultureInfo.InvariantCulture);
}

/// <summary>What somebody leaves behind, handed over to those who follow him.</summary>
public readonly record struct HandoverId(Guid Value) : IVaultId<HandoverId>
{
    public static HandoverId From(Guid value) => new(value);

    public static HandoverId New() => IVaultId<HandoverId>.New();

    public static bool TryParse(string? s, IFormatProvider? provider, out HandoverId result) =>
        IVaultId<HandoverId>.TryRead(s, out result);

    public static HandoverId Parse(string s, IFormatProvider? provider) =>
        TryParse(s, provider, out var id) ? id : throw new FormatException("Not an identifier.");

    public override string ToString() => Value.ToString("D", CultureInfo.InvariantCulture);
}

/// <summary>A suspicion that an account is used by somebody who should not.</summary>
public readonly record struct IncidentId(Guid Value) : IVaultId<IncidentId>
{
    public static IncidentId From(Guid value) => new(value);

    public static IncidentId New() => IVaultId<IncidentId>.New();

    public static bool TryParse(string? s, IFormatProvider? provider, out IncidentId result) =>
        IVaultId<IncidentId>.TryRead(s, out result);

    public static IncidentId Parse(string s, IFormatProvider? provider) =>
        TryParse(s, provider, out var id) ? id : throw new FormatException("Not an identifier.");

    public override string ToString() => Value.ToString("D", CultureInfo.InvariantCulture);
}

/// <summary>One thing on a handover list.</summary>
public readonly record struct HandoverItemId(Guid Value) : IVaultId<HandoverItemId>
{
    public static HandoverItemId From(Guid value) => new(value);

    public static HandoverItemId New() => IVaultId<HandoverItemId>.New();

    public static bool TryParse(string? s, IFormatProvider? provider, out HandoverItemId result) =>
        IVaultId<HandoverItemId>.TryRead(s, out result);

    public static HandoverItemId Parse(string s, IFormatProvider? provider) =>
        TryParse(s, provider, out var id) ? id : throw new FormatException("Not an identifier.");

    public override string ToString() => Value.ToString("D", CultureInfo.InvariantCulture);
}

/// <summary>A change that was waived for a handover.</summary>
public readonly record struct HandoverWaiverId(Guid Value) : IVaultId<HandoverWaiverId>
{
    public static HandoverWaiverId From(Guid value) => new(value);

    public static HandoverWaiverId New() => IVaultId<HandoverWaiverId>.New();

    public static bool TryParse(string? s, IFormatProvider? provider, out HandoverWaiverId result) =>
        IVaultId<HandoverWaiverId>.TryRead(s, out result);

    public static HandoverWaiverId Parse(string s, IFormatProvider? provider) =>
        TryParse(s, provider, out var id) ? id : throw new FormatException("Not an identifier.");

    public override string ToString() => Value.ToString("D", CultureInfo.InvariantCulture);
}

/// <summary>A change of the register that is filed with the office.</summary>
public readonly record struct FilingId(Guid Value) : IVaultId<FilingId>
{
    public static FilingId From(Guid value) => new(value);

    public static FilingId New() => IVaultId<FilingId>.New();

    public static bool TryParse(string? s, IFormatProvider? provider, out FilingId result) =>
        IVaultId<FilingId>.TryRead(s, out result);

    public static FilingId Parse(string s, IFormatProvider? provider) =>
        TryParse(s, provider, out var id) ? id : throw new FormatException("Not an identifier.");

    public override string ToString() => Value.ToString("D", CultureInfo.InvariantCulture);
}

/// <summary>A form printed for a filing.</summary>
public readonly record struct FilingFormId(Guid Value) : IVaultId<FilingFormId>
{
    public static FilingFormId From(Guid value) => new(value);

    public static FilingFormId New() => IVaultId<FilingFormId>.New();

    public static bool TryParse(string? s, IFormatProvider? provider, out FilingFormId result) =>
        IVaultId<FilingFormId>.TryRead(s, out result);

    public static FilingFormId Parse(string s, IFormatProvider? provider) =>
        TryParse(s, provider, out var id) ? id : throw new FormatException("Not an identifier.");

    public override string ToString() => Value.ToString("D", CultureInfo.InvariantCulture);
}

/// <summary>A scan of a signed form.</summary>
public readonly record struct FilingScanId(Guid Value) : IVaultId<FilingScanId>
{
    public static FilingScanId From(Guid value) => new(value);

    public static FilingScanId New() => IVaultId<FilingScanId>.New();

    public static bool TryParse(string? s, IFormatProvider? provider, out FilingScanId result) =>
        IVaultId<FilingScanId>.TryRead(s, out result);

    public static FilingScanId Parse(string s, IFormatProvider? provider) =>
        TryParse(s, provider, out var id) ? id : throw new FormatException("Not an identifier.");

    public override string ToString() => Value.ToString("D", CultureInfo.InvariantCulture);
}

/// <summary>A paper that was printed and is kept as it was.</summary>
public readonly record struct PrintedRecordId(Guid Value) : IVaultId<PrintedRecordId>
{
    public static PrintedRecordId From(Guid value) => new(value);

    public static PrintedRecordId New() => IVaultId<PrintedRecordId>.New();

    public static bool TryParse(string? s, IFormatProvider? provider, out PrintedRecordId result) =>
        IVaultId<PrintedRecordId>.TryRead(s, out result);

    public static PrintedRecordId Parse(string s, IFormatProvider? provider) =>
        TryParse(s, provider, out var id) ? id : throw new FormatException("Not an identifier.");

    public override string ToString() => Value.ToString("D", CultureInfo.InvariantCulture);
}

/// <summary>What a printed paper is of: a handover, a checkout, an account, or the vault itself, by the id of that.</summary>
public readonly record struct RecordSubjectId(Guid Value) : IVaultId<RecordSubjectId>
{
    public static RecordSubjectId From(Guid value) => new(value);

    public static RecordSubjectId New() => IVaultId<RecordSubjectId>.New();

    public static bool TryParse(string? s, IFormatProvider? provider, out RecordSubjectId result) =>
        IVaultId<RecordSubjectId>.TryRead(s, out result);

    public static RecordSubjectId Parse(string s, IFormatProvider? provider) =>
        TryParse(s, provider, out var id) ? id : throw new FormatException("Not an identifier.");

    public override string ToString() => Value.ToString("D", CultureInfo.InvariantCulture);
}

/// <summary>A review of the access log.</summary>
public readonly record struct ReviewId(Guid Value) : IVaultId<ReviewId>
{
    public static ReviewId From(Guid value) => new(value);

    public static ReviewId New() => IVaultId<ReviewId>.New();

    public static bool TryParse(string? s, IFormatProvider? provider, out ReviewId result) =>
        IVaultId<ReviewId>.TryRead(s, out result);

    public static ReviewId Parse(string s, IFormatProvider? provider) =>
        TryParse(s, provider, out var id) ? id : throw new FormatException("Not an identifier.");

    public override string ToString() => Value.ToString("D", CultureInfo.InvariantCulture);
}

/// <summary>An explanation that a reviewer asked somebody for.</summary>
public readonly record struct ExplanationId(Guid Value) : IVaultId<ExplanationId>
{
    public static ExplanationId From(Guid value) => new(value);

    public static ExplanationId New() => IVaultId<ExplanationId>.New();

    public static bool TryParse(string? s, IFormatProvider? provider, out ExplanationId result) =>
        IVaultId<ExplanationId>.TryRead(s, out result);

    public static ExplanationId Parse(string s, IFormatProvider? provider) =>
        TryParse(s, provider, out var id) ? id : throw new FormatException("Not an identifier.");

    public override string ToString() => Value.ToString("D", CultureInfo.InvariantCulture);
}
