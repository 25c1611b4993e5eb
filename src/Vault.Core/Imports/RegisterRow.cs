using Vault.Core.Accounts;

namespace Vault.Core.Imports;

/// <summary>What may be wrong with a row. Each has words a clerk understands.</summary>
public enum RowProblemKind
{
    /// <summary>The row is left out: it names no account.</summary>
    NoAccountName,

    /// <summary>The row is left out: it names no unit, and none stands above it.</summary>
    NoUnit,

    /// <summary>The row is left out: no column, heading or tab says which platform it is.</summary>
    NoPlatform,

    /// <summary>The row is left out: the account stands in the file already, with something else about it.</summary>
    Twice,

    /// <summary>The text is longer than the register keeps.</summary>
    TooLong,

    /// <summary>Not a day; the field stays empty.</summary>
    NoDay,

    /// <summary>Neither yes nor no nor a day; the field stays empty.</summary>
    NoYesOrNo,

    /// <summary>Neither 服务号 nor 订阅号; the field stays empty.</summary>
    NoNature,

    /// <summary>No status that the register knows; the field stays empty.</summary>
    NoStatus,

    /// <summary>Not a phone number; the field stays empty.</summary>
    NoPhone,

    /// <summary>The spreadsheet rounded the number, its last digits are lost; the field stays empty.</summary>
    RoundedNumber,

    /// <summary>Not a mailbox; the field stays empty.</summary>
    NoMailbox,

    /// <summary>More values than people, or fewer: they are taken in order as far as they go.</summary>
    UnevenPeople,

    /// <summary>The column is not read: one before it means the same. Named once, at its heading.</summary>
    ColumnTwice,

    /// <summary>A password stands in clear: it is sealed, and everybody named in the row is presumed to know it.</summary>
    PasswordInClear,
}

/// <param name="Row">As a clerk counts, from 1.</param>
/// <param name="Column">From 0; null if the row as a whole is meant.</param>
/// <param name="Value">What stands there; never a password.</param>
public sealed record RowProblem(RowProblemKind Kind, string Sheet, int Row, int? Column, string Value)
{
    /// <summary>The row is not taken over.</summary>
    public bool LeavesRowOut =>
        Kind
            is RowProblemKind.NoAccountName
                or RowProblemKind.NoUnit
                or RowProblemKind.NoPlatform
                or RowProblemKind.Twice;
}

/// <summary>A person as a row of a register names him.</summary>
public sealed record RegisterPerson(
    string Name,
    bool IsStudent,
    string? OfficePhone,
    string? Mobile,
    string? Mailbox,
    string? Weixin
);

/// <summary>An account as a row of a register describes it.</summary>
/// <param name="Row">As a clerk counts, from 1.</param>
public sealed record RegisterRow(
    string Sheet,
    int Row,
    string Unit,
    string? SupervisingUnit,
    string Platform,
    string AccountName,
    string? PublicId,
    string? OriginalId,
    AccountNature? Nature,
    bool? Verified,
    DateOnly? VerifiedOn,
    DateOnly? VerifiedUntil,
    string? Address,
    DateOnly? OpenedOn,
    AccountStatus? Status,
    IReadOnlyList<RegisterPerson> Responsible,
    IReadOnlyList<RegisterPerson> Supervisors,
    IReadOnlyList<RegisterPerson> Administrators,
    string? BoundMobile,
    string? BoundMailbox,
    string? LoginName,
    string? Password,
    string? Note
);
