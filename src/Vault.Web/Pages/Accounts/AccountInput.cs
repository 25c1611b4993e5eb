using Vault.Core;
using Vault.Core.Accounts;

namespace Vault.Web.Pages.Accounts;

/// <summary>
/// The fields of the form of an account, as they were typed: whatever cannot be read comes back as it was, beside what
/// the register says to it. Named as <see cref="Core.People.RegisterField"/>, in the order of the form.
/// </summary>
public sealed class AccountInput
{
    /// <summary>What the form says for the two answers to whether an account is verified; anything else is no answer.</summary>
    public const string Yes = "yes";

    /// <inheritdoc cref="Yes"/>
    public const string No = "no";

    public string? Platform { get; set; }

    public string? Name { get; set; }

    public string? PublicId { get; set; }

    public string? OriginalId { get; set; }

    public string? Address { get; set; }

    public string? Unit { get; set; }

    public string? SupervisingUnit { get; set; }

    public string? Nature { get; set; }

    public string? Status { get; set; }

    public string? OpenedOn { get; set; }

    public string? Verified { get; set; }

    public string? VerifiedOn { get; set; }

    public string? VerifiedUntil { get; set; }

    public string? Remark { get; set; }

    public static AccountInput Of(Account account, AccountDetails details) =>
        new()
        {
            Platform = account.Platform,
            Name = account.Name,
            PublicId = account.PublicId,
            OriginalId = account.OriginalId,
            Address = details.Address,
            Unit = account.Unit.ToString(),
            SupervisingUnit = account.SupervisingUnit?.ToString(),
            Nature = account.Nature?.ToString(),
            Status = account.Status.ToString(),
            OpenedOn = AccountDays.Say(account.OpenedOn),
            Verified =
                account.IsVerified is not { } verified ? null
                : verified ? Yes
                : No,
            VerifiedOn = AccountDays.Say(account.VerifiedOn),
            VerifiedUntil = AccountDays.Say(account.VerifiedUntil),
            Remark = details.Remark,
        };

    /// <summary>For the register, which says what is wrong with it. What no page offers is handed on as what it does not know.</summary>
    /// <param name="status">Null: as typed.</param>
    public AccountEntry Entry(AccountStatus? status = null) =>
        new(Platform, Name, PublicId, UnitOf(Unit))
        {
            OriginalId = OriginalId,
            SupervisingUnit = UnitOf(SupervisingUnit),
            Nature = Choice<AccountNature>(Nature),
            Status = status ?? Choice<AccountStatus>(Status) ?? Unknown<AccountStatus>(),
            IsVerified = Verified switch
            {
                Yes => true,
                No => false,
                _ => null,
            },
            VerifiedOn = AccountDays.Read(VerifiedOn),
            VerifiedUntil = AccountDays.Read(VerifiedUntil),
            OpenedOn = AccountDays.Read(OpenedOn),
            Address = Address,
            Remark = Remark,
        };

    private static UnitId? UnitOf(string? typed) =>
        string.IsNullOrEmpty(typed) ? null
        : UnitId.TryParse(typed, null, out var unit) ? unit
        : new UnitId(Guid.Empty);

    private static T? Choice<T>(string? typed)
        where T : struct, Enum =>
        string.IsNullOrEmpty(typed) ? null
        : Enum.TryParse<T>(typed, out var choice) ? choice
        : Unknown<T>();

    private static T Unknown<T>()
        where T : struct, Enum => (T)Enum.ToObject(typeof(T), -1);
}
