using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.AspNetCore.Mvc;
using Vault.Core;
using Vault.Core.Accounts;

namespace Vault.Web.Pages.Accounts;

/// <summary>
/// What a list of accounts is narrowed to, as it stands in the address of the list, of its print and of its export. What
/// the address says wrongly narrows nothing.
/// </summary>
public sealed class AccountListQuery
{
    [FromQuery(Name = "q")]
    public string? Text { get; set; }

    [FromQuery(Name = "platform")]
    public string? Platform { get; set; }

    /// <summary>A unit with all units below it.</summary>
    [FromQuery(Name = "unit")]
    public UnitId? Unit { get; set; }

    [FromQuery(Name = "status")]
    public AccountStatus? Status { get; set; }

    [FromQuery(Name = "nature")]
    public AccountNature? Nature { get; set; }

    [FromQuery(Name = "verification")]
    public VerificationState? Verification { get; set; }

    /// <summary>Only accounts for which nobody answers now.</summary>
    [FromQuery(Name = "alone")]
    public bool WithoutCustodian { get; set; }

    /// <summary>Only accounts of which something is missing.</summary>
    [FromQuery(Name = "incomplete")]
    public bool Incomplete { get; set; }

    /// <summary>Only accounts of which a secret has to be changed.</summary>
    [FromQuery(Name = "owed")]
    public bool RotationOwed { get; set; }

    /// <summary>Only the reader's own, for one who keeps the register; in the list this is an address of its own.</summary>
    [FromQuery(Name = "mine")]
    public bool Mine { get; set; }

    [FromQuery(Name = "sort")]
    public AccountSort Sort { get; set; }

    [FromQuery(Name = "desc")]
    public bool Descending { get; set; }

    [FromQuery(Name = "page")]
    public int Page { get; set; } = 1;

    /// <summary>A filter that stands behind "more" is set: it must not be out of sight.</summary>
    public bool UsesMore =>
        Nature is not null || Verification is not null || WithoutCustodian || Incomplete || RotationOwed;

    public bool IsNarrowed =>
        !string.IsNullOrWhiteSpace(Text)
        || !string.IsNullOrEmpty(Platform)
        || Unit is not null
        || Status is not null
        || UsesMore;

    public AccountQuery Query(bool unpaged = false) =>
        new(Text, Platform, Unit, WithoutCustodian, Sort, Descending, Page)
        {
            Status = Status,
            Nature = Nature,
            Verification = Verification,
            Incomplete = Incomplete,
            RotationOwed = RotationOwed,
            Unpaged = unpaged,
        };

    /// <summary>The same accounts in the same order at another address.</summary>
    public string Address(string path)
    {
        var query = new QueryBuilder();
        Add("q", Text);
        Add("platform", Platform);
        Add("unit", Unit?.ToString());
        Add("status", Status?.ToString());
        Add("nature", Nature?.ToString());
        Add("verification", Verification?.ToString());
        Add("alone", WithoutCustodian ? "true" : null);
        Add("incomplete", Incomplete ? "true" : null);
        Add("owed", RotationOwed ? "true" : null);
        Add("mine", Mine && path != IndexModel.MineAddress ? "true" : null);
        Add("sort", Sort == default ? null : Sort.ToString());
        Add("desc", Descending ? "true" : null);
        return path + query.ToQueryString();

        void Add(string name, string? value)
        {
            if (!string.IsNullOrWhiteSpace(value))
                query.Add(name, value);
        }
    }
}
