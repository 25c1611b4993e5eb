using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.Extensions.Localization;
using Vault.Core.Accounts;
using Vault.Core.People;
using Vault.Web.Words;

namespace Vault.Web.Pages.Accounts;

/// <summary>The filters of a list of accounts as choices on the screen, and as words on paper.</summary>
public sealed class AccountFilterWords(IStringLocalizer<AccountTexts> texts, DomainWords words, PlatformList platforms)
{
    public IReadOnlyList<SelectListItem> Platforms => words.Platforms;

    public IReadOnlyList<SelectListItem> Statuses => Choices<AccountStatus>(words.Of);

    public IReadOnlyList<SelectListItem> Natures => Choices<AccountNature>(words.Of);

    public IReadOnlyList<SelectListItem> Verifications => Choices<VerificationState>(Of);

    /// <summary>As a filter it says how soon; beside a date it need not.</summary>
    public string Of(VerificationState state) =>
        state == VerificationState.Expiring ? texts["Filter.Expiring", AccountQuery.RenewalDays] : words.Of(state);

    /// <summary>What the list was narrowed to, in one line; null for a list of all.</summary>
    public string? Say(AccountListQuery query, Unit? unit)
    {
        var said = Said(query, unit).ToList();
        return said.Count == 0 ? null : words.List(said);
    }

    private IEnumerable<string> Said(AccountListQuery query, Unit? unit)
    {
        if (!string.IsNullOrWhiteSpace(query.Text))
            yield return texts["Filter.Text", query.Text.Trim()];
        if (platforms.Find(query.Platform) is { } platform)
            yield return words.Of(platform);
        if (unit is not null)
            yield return texts["Filter.Unit", unit.Name];
        if (query.Status is { } status)
            yield return texts["Filter.Said", texts["Status"], words.Of(status)];
        if (query.Nature is { } nature)
            yield return words.Of(nature);
        if (query.Verification is { } verification)
            yield return texts["Filter.Said", texts["Verification"], Of(verification)];
        if (query.WithoutCustodian)
            yield return texts["Custodian.None"];
        if (query.Incomplete)
            yield return texts["Filter.Incomplete"];
        if (query.RotationOwed)
            yield return texts["RotationOwed"];
    }

    private static List<SelectListItem> Choices<T>(Func<T, string> word)
        where T : struct, Enum => [.. Enum.GetValues<T>().Select(v => new SelectListItem(word(v), v.ToString()))];
}
