using Vault.Core;
using Vault.Core.People;
using Vault.Web.SignIn;

namespace Vault.Web.Pages.Proposals;

/// <summary>What the form of a proposal may say; what it is for stands in the address.</summary>
public sealed class NewProposalInput
{
    /// <summary>For an appointment: a person as the list offers him, or his user name.</summary>
    public string? Person { get; set; }

    public AppointmentRole? As { get; set; }

    /// <summary>The first day of somebody who stands in; from the confirmation on if it is none to come.</summary>
    public DateOnly? From { get; set; }

    /// <summary>The last day of the appointment.</summary>
    public DateOnly? Until { get; set; }

    /// <summary>Who is custodian the moment this one ends, typed like <see cref="Person"/>.</summary>
    public string? Fallback { get; set; }

    /// <summary>Why somebody stands in.</summary>
    public string? Reason { get; set; }

    public OfficeRole? Role { get; set; }

    /// <summary>Only a custodian with an end is followed by somebody.</summary>
    internal bool NeedsFallback => As == AppointmentRole.Custodian && Until is not null;
}

/// <summary>Which field of the form a refusal is about, and what its days mean.</summary>
internal static class ProposalFields
{
    // Far beyond any appointment, and far from where dates end.
    public const int LastYear = 2199;

    /// <summary>Empty where no field can mend it: then it stands above the form.</summary>
    public static string Of(GrantRefusal why, GrantKind kind) =>
        why switch
        {
            GrantRefusal.ProofNotFresh => StepUpGate.CodeField,
            GrantRefusal.UntilPassed or GrantRefusal.StudentNeedsEnd or GrantRefusal.NothingToActFor => "Input.Until",
            GrantRefusal.FallbackNeeded or GrantRefusal.FallbackUnfit => "Input.Fallback",
            GrantRefusal.NotOverUnit => "Input.As",
            GrantRefusal.RolesConflict or GrantRefusal.RevealerMayNotHoldOffice => "Input.Role",
            GrantRefusal.AlreadyHeld or GrantRefusal.AlreadyProposed when kind == GrantKind.Role => "Input.Role",
            GrantRefusal.AlreadyHeld
            or GrantRefusal.AlreadyProposed
            or GrantRefusal.PersonDisabled
            or GrantRefusal.OfficeHolderMayNotReveal
            or GrantRefusal.StudentsBarred
            or GrantRefusal.OwnBenefit
            or GrantRefusal.ActingForOneself when kind == GrantKind.Appointment => "Input.Person",
            _ => "",
        };

    /// <summary>The first moment of a day to come; null for today and before: at once.</summary>
    public static DateTimeOffset? BeginningOf(DateOnly? day, TimeZoneInfo zone, DateTimeOffset now) =>
        day is { } first && first > OrganisationTime.DayOf(now) ? Midnight(first, zone) : null;

    /// <summary>The last day counts whole, by the institution's clock.</summary>
    public static DateTimeOffset? EndOf(DateOnly? lastDay, TimeZoneInfo zone) =>
        lastDay is { } day ? Midnight(day.AddDays(1), zone) : null;

    private static DateTimeOffset Midnight(DateOnly day, TimeZoneInfo zone)
    {
        var midnight = day.ToDateTime(TimeOnly.MinValue);
        return new DateTimeOffset(midnight, zone.GetUtcOffset(midnight));
    }
}
