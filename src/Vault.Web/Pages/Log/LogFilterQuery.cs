using System.Globalization;
using Microsoft.AspNetCore.Http.Extensions;
using Vault.Core;
using Vault.Core.Audit;
using Vault.Web.Shell;

namespace Vault.Web.Pages.Log;

/// <summary>The filter of the log as it stands in an address: days are days of the institution's clock, both included.</summary>
public sealed class LogFilterQuery
{
    public const int FirstYear = 2000;
    public const int LastYear = 2999;

    public string? Kind { get; set; }

    public PersonId? Person { get; set; }

    public AccountId? Account { get; set; }

    public AuditOutcome? Outcome { get; set; }

    public DateOnly? From { get; set; }

    public DateOnly? Until { get; set; }

    public long? Before { get; set; }

    public long? After { get; set; }

    public bool KindIsKnown => string.IsNullOrEmpty(Kind) || EventCodec.EventTypes.Any(t => t.Name == Kind);

    public bool DaysAreInOrder => From is not { } from || Until is not { } until || from <= until;

    /// <summary>Days before or after it no vault has; at the ends of the calendar a day has no beginning or no end.</summary>
    public bool DaysAreOfOurTime => IsOfOurTime(From) && IsOfOurTime(Until);

    private static bool IsOfOurTime(DateOnly? day) => day is not { Year: < FirstYear or > LastYear };

    public LogPosition Position => new(Before, Before is null ? After : null);

    public LogFilter Filter(ShownTime shown) =>
        new(
            string.IsNullOrEmpty(Kind) ? null : Kind,
            Person,
            Account,
            Outcome,
            From is { } from ? shown.StartOf(from) : null,
            Until is { } until ? shown.StartOf(until.AddDays(1)) : null
        );

    /// <summary>The address of the same filter at another place of the log.</summary>
    public string Address(string path, long? before = null, long? after = null)
    {
        var query = new QueryBuilder();
        Add("kind", Kind);
        Add("person", Person?.ToString());
        Add("account", Account?.ToString());
        Add("outcome", Outcome?.ToString());
        Add("from", From?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        Add("until", Until?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        Add("before", before?.ToString(CultureInfo.InvariantCulture));
        Add("after", after?.ToString(CultureInfo.InvariantCulture));
        return path + query.ToQueryString();

        void Add(string name, string? value)
        {
            if (!string.IsNullOrEmpty(value))
                query.Add(name, value);
        }
    }
}
