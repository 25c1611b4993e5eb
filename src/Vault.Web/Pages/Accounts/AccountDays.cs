using System.Globalization;
using Vault.Core;
using Vault.Core.Accounts;
using Vault.Web.Words;

namespace Vault.Web.Pages.Accounts;

/// <summary>The days of an account as they are written and as they are typed.</summary>
internal static class AccountDays
{
    /// <summary>What people write for a day; the first is how it is shown.</summary>
    private static readonly string[] Forms = ["yyyy-MM-dd", "yyyy-M-d", "yyyy/M/d", "yyyy.M.d"];

    public static string? Say(DateOnly? day) => day?.ToString(Forms[0], CultureInfo.InvariantCulture);

    /// <summary>
    /// Null for nothing. What is no day at all is read as the first day of the calendar, which the register refuses with
    /// everything else that is wrong.
    /// </summary>
    public static DateOnly? Read(string? typed)
    {
        if (string.IsNullOrWhiteSpace(typed))
            return null;
        var (format, style) = (CultureInfo.InvariantCulture, DateTimeStyles.None);
        return DateOnly.TryParseExact(typed.Trim(), Forms, format, style, out var day) ? day : DateOnly.MinValue;
    }

    public static VerificationState StateOf(Account account, DateTimeOffset now) =>
        AccountQuery.VerificationOf(account, OrganisationTime.DayOf(now));

    /// <summary>The last day of the verification or, where there is none, how it stands with it.</summary>
    public static string VerifiedUntil(Account account, DomainWords words, DateTimeOffset now) =>
        account is { IsVerified: true, VerifiedUntil: { } until } ? Say(until)! : words.Of(StateOf(account, now));
}
