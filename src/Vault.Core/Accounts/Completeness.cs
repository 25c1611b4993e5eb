using System.Linq.Expressions;
using Vault.Core.People;

namespace Vault.Core.Accounts;

/// <summary>What a complete entry of the register has.</summary>
public enum CompletenessPart
{
    PublicId,

    /// <summary>Asked of 公众号 only.</summary>
    Nature,
    Verification,
    OpenedOn,
    Custodian,
    ResponsiblePerson,
    SupervisingLeader,
}

/// <summary>
/// How complete an entry is. Said twice, for one account and as a query to sort by; a test holds the two together.
/// </summary>
public static class Completeness
{
    /// <summary>The platform whose form asks for 性质.</summary>
    private const string WithNature = "weixin-mp";

    public static int Parts { get; } = Enum.GetValues<CompletenessPart>().Length;

    /// <summary>Of 100, rounded down: it says 100 only when nothing is missing.</summary>
    public static int Percent(int missing) => (Parts - missing) * 100 / Parts;

    /// <summary>Whether the form asks for its 性质.</summary>
    public static bool AsksNature(Account account) => account.Platform == WithNature;

    /// <param name="roles">Everybody's role who is appointed now, to the account or over its units.</param>
    public static IReadOnlyList<CompletenessPart> Missing(Account account, IReadOnlySet<AppointmentRole> roles) =>
        [.. Enum.GetValues<CompletenessPart>().Where(part => !Has(account, roles, part))];

    private static bool Has(Account account, IReadOnlySet<AppointmentRole> roles, CompletenessPart part) =>
        part switch
        {
            CompletenessPart.PublicId => account.PublicId is not null,
            CompletenessPart.Nature => account.Nature is not null || !AsksNature(account),
            CompletenessPart.Verification => account.IsVerified is not null,
            CompletenessPart.OpenedOn => account.OpenedOn is not null,
            CompletenessPart.Custodian => roles.Contains(AppointmentRole.Custodian),
            CompletenessPart.ResponsiblePerson => roles.Contains(AppointmentRole.ResponsiblePerson),
            _ => roles.Contains(AppointmentRole.SupervisingLeader),
        };

    /// <summary>How many parts an account has, as a query.</summary>
    /// <param name="responsible">Units for which somebody answers as a whole.</param>
    /// <param name="led">Units that somebody leads as a whole.</param>
    internal static Expression<Func<Account, int>> Count(
        VaultDb db,
        IReadOnlyCollection<UnitId> responsible,
        IReadOnlyCollection<UnitId> led,
        DateTimeOffset now
    )
    {
        var live = db.Set<Appointment>().Where(p => p.From <= now && (p.Until == null || now < p.Until));
        return a =>
            (a.PublicId != null ? 1 : 0)
            + (a.Nature != null || a.Platform != WithNature ? 1 : 0)
            + (a.IsVerified != null ? 1 : 0)
            + (a.OpenedOn != null ? 1 : 0)
            + (responsible.Contains(a.Unit) ? 1 : 0)
            + (led.Contains(a.Unit) ? 1 : 0)
            // One look at the appointments of an account: three, one for each role, cost a long register its time.
            + live.Where(p =>
                    p.Account == a.Id
                    && (
                        p.Role == AppointmentRole.Custodian
                        || (p.Role == AppointmentRole.ResponsiblePerson && !responsible.Contains(a.Unit))
                        || (p.Role == AppointmentRole.SupervisingLeader && !led.Contains(a.Unit))
                    )
                )
                .Select(p => p.Role)
                .Distinct()
                .Count();
    }
}
