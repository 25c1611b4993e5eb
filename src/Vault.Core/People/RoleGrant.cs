using Vault.Core.Audit;

namespace Vault.Core.People;

/// <summary>What an office may do for the whole vault. Rights over accounts come from appointments instead.</summary>
public enum OfficeRole
{
    /// <summary>综合办公室经办人: register, filings; never reveals.</summary>
    Registrar,

    /// <summary>审阅人, audit administrator: reads the whole log, verifies, signs reviews; changes nothing else.</summary>
    Reviewer,

    /// <summary>系统管理员: settings, backup, technical state of sign-ins; no secrets, roles or log.</summary>
    SystemAdministrator,

    /// <summary>安全管理员: roles, policies, keys; no business data, no log deletion.</summary>
    SecurityAdministrator,
}

/// <summary>A role given to a person, from–until. Ended, never deleted.</summary>
public sealed class RoleGrant : IAttestedRow
{
    private RoleGrant() { }

    public RoleGrantId Id { get; private init; }

    public PersonId Person { get; private init; }

    public OfficeRole Role { get; private init; }

    public DateTimeOffset From { get; private init; }

    public DateTimeOffset? Until { get; private set; }

    public string RowId => Id.ToString();

    public Guid RowOwner => Person.Value;

    public static RoleGrant Of(PersonId person, OfficeRole role, DateTimeOffset from) =>
        new()
        {
            Id = RoleGrantId.New(),
            Person = person,
            Role = role,
            From = from,
        };

    public bool IsLive(DateTimeOffset at) => From <= at && (Until is null || at < Until);

    public void End(DateTimeOffset at) => Until ??= at;
}

/// <summary>
/// 三员分立: system, security and audit administrator are kept apart, and none of the office's roles comes together with
/// the power to reveal. A small institution may merge system and security, never audit.
/// </summary>
public static class RoleSeparation
{
    /// <summary>Whether one person may hold both.</summary>
    public static bool MayMeet(OfficeRole one, OfficeRole other) =>
        one == other
        || (one, other)
            is
                (OfficeRole.SystemAdministrator, OfficeRole.SecurityAdministrator)
                or
                (OfficeRole.SecurityAdministrator, OfficeRole.SystemAdministrator);
}
