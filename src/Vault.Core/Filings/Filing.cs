using System.Globalization;
using Vault.Core.Audit;

namespace Vault.Core.Filings;

/// <summary>Which change of the register has to be filed with the office.</summary>
public enum FilingChange
{
    /// <summary>账号名称</summary>
    AccountName,

    /// <summary>认证情况: whether the platform has verified it, and when.</summary>
    Verification,

    /// <summary>负责人</summary>
    ResponsiblePerson,

    /// <summary>主管领导</summary>
    SupervisingLeader,

    /// <summary>保管人</summary>
    Custodian,

    /// <summary>管理员</summary>
    Administrator,

    /// <summary>交接完成: three have signed for the account.</summary>
    Handover,
}

/// <summary>Where a filing stands. Computed from what was done.</summary>
public enum FilingState
{
    /// <summary>待备案: the form is to be printed, signed, stamped and scanned.</summary>
    Open,

    /// <summary>已退回: the office sent it back with a reason.</summary>
    SentBack,

    /// <summary>待受理: the scan waits for the office.</summary>
    Submitted,

    /// <summary>已备案: accepted with number and date.</summary>
    Filed,
}

/// <summary>
/// 备案 of one account: a change of the register that the office has to be told on a signed and stamped form. Opened by the
/// change itself; whatever changes before it is filed joins it.
/// </summary>
public sealed class Filing : IAttestedRow
{
    /// <summary>Working days from a change to the deadline.</summary>
    public const int Days = 3;

    /// <summary>Characters of the number of a receipt at most.</summary>
    public const int ReceiptLimit = 50;

    private Filing() { }

    public FilingId Id { get; private init; }

    public AccountId Account { get; private init; }

    public int Year { get; private init; }

    /// <summary>Counted within the year, from 1.</summary>
    public int Serial { get; private init; }

    public DateTimeOffset OpenedAt { get; private init; }

    /// <summary>The last day in time: that of the earliest change that it has to tell.</summary>
    public DateOnly Deadline { get; private set; }

    /// <summary>When something changed last; a form printed before that is out of date.</summary>
    public DateTimeOffset ChangedAt { get; private set; }

    /// <summary>The printed form whose scan waits for the office, or was accepted; null: none.</summary>
    public FilingFormId? Form { get; private set; }

    /// <summary>The scan of it.</summary>
    public FilingScanId? Scan { get; private set; }

    public DateTimeOffset? SentBackAt { get; private set; }

    /// <summary>Why it was sent back last, sealed.</summary>
    public byte[]? SealedReturn { get; private set; }

    public DateTimeOffset? AcceptedAt { get; private set; }

    public PersonId? AcceptedBy { get; private set; }

    /// <summary>备案号, as the office gives it.</summary>
    public string? Receipt { get; private set; }

    /// <summary>The day on the receipt.</summary>
    public DateOnly? ReceiptOn { get; private set; }

    public string RowId => Id.ToString();

    public Guid RowOwner => Account.Value;

    /// <summary>As it is printed: <c>BA-2026-0001</c>.</summary>
    public string Number => string.Create(CultureInfo.InvariantCulture, $"BA-{Year:0000}-{Serial:0000}");

    public bool IsFiled => AcceptedAt is not null;

    public FilingState State =>
        IsFiled ? FilingState.Filed
        : Form is not null ? FilingState.Submitted
        : SentBackAt is not null ? FilingState.SentBack
        : FilingState.Open;

    /// <param name="today">A day of the organisation, see <see cref="OrganisationTime"/>.</param>
    public bool IsOverdue(DateOnly today) => !IsFiled && Deadline < today;

    internal static Filing Of(AccountId account, int year, int serial, DateOnly deadline, DateTimeOffset at) =>
        new()
        {
            Id = FilingId.New(),
            Account = account,
            Year = year,
            Serial = serial,
            OpenedAt = at,
            Deadline = deadline,
            ChangedAt = at,
        };

    /// <summary>Another change joins; what was printed and sent in before it is out of date.</summary>
    /// <exception cref="InvalidOperationException">It was filed.</exception>
    internal void Join(DateOnly deadline, DateTimeOffset at)
    {
        RequireNotFiled();
        Deadline = deadline < Deadline ? deadline : Deadline;
        (ChangedAt, Form, Scan) = (at, null, null);
    }

    /// <exception cref="InvalidOperationException">It was filed, or waits for the office already, or the form is out of date.</exception>
    internal void Submit(FilingForm form, FilingScanId scan)
    {
        RequireNotFiled();
        if (Form is not null || form.PrintedAt < ChangedAt)
            throw new InvalidOperationException("The newest form is sent in, and once.");
        (Form, Scan, SentBackAt) = (form.Id, scan, null);
    }

    /// <exception cref="InvalidOperationException">It does not wait for the office.</exception>
    internal void SendBack(byte[] sealedWhy, DateTimeOffset at)
    {
        RequireSubmitted();
        (Form, Scan, SentBackAt, SealedReturn) = (null, null, at, sealedWhy);
    }

    /// <exception cref="InvalidOperationException">It does not wait for the office.</exception>
    internal void Accept(PersonId by, string receipt, DateOnly on, DateTimeOffset at)
    {
        RequireSubmitted();
        (AcceptedBy, Receipt, ReceiptOn, AcceptedAt) = (by, receipt, on, at);
    }

    private void RequireSubmitted()
    {
        if (State != FilingState.Submitted)
            throw new InvalidOperationException("Only what waits for the office is decided.");
    }

    private void RequireNotFiled()
    {
        if (IsFiled)
            throw new InvalidOperationException("What was filed stays as it is.");
    }
}

/// <summary>One change that a filing has to tell. Never changes.</summary>
public sealed class FiledChange : IAttestedRow
{
    private FiledChange() { }

    public FilingId Filing { get; private init; }

    public FilingChange Change { get; private init; }

    /// <summary>When it happened first.</summary>
    public DateTimeOffset At { get; private init; }

    public string RowId => $"{Filing}/{Change}";

    public Guid RowOwner => Filing.Value;

    internal static FiledChange Of(FilingId filing, FilingChange change, DateTimeOffset at) =>
        new()
        {
            Filing = filing,
            Change = change,
            At = at,
        };
}
