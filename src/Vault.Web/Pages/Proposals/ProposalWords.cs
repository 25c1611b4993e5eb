using Microsoft.Extensions.Localization;
using Vault.Core.People;
using Vault.Web.Components;
using Vault.Web.Pages.Persons;
using Vault.Web.Shell;

namespace Vault.Web.Pages.Proposals;

/// <summary>A proposal in words: what it gives, what follows from it, and how it stands.</summary>
public static class ProposalWords
{
    /// <summary>The proposal in one line, with everybody's names.</summary>
    public static string What(
        IStringLocalizer<ProposalTexts> texts,
        IStringLocalizer<PersonTexts> people,
        ProposalLine line
    )
    {
        var (proposal, name) = (line.Proposal, line.Beneficiary.DisplayName);
        return proposal.Grant switch
        {
            GrantKind.Appointment => texts[
                line switch
                {
                    { ActingFor: not null } => "What.Acting",
                    { Unit: not null } => "What.OverUnit",
                    _ => "What.Appointment",
                },
                name,
                line.Target!,
                people[$"As.{proposal.AppointmentRole}"].Value,
                line.ActingFor?.DisplayName ?? ""
            ],
            GrantKind.Role => texts["What.Role", name, people[$"Role.{proposal.OfficeRole}"].Value],
            _ => texts[$"What.{proposal.Grant}", name],
        };
    }

    /// <summary>From when until when and who follows, in one line; empty for what has neither.</summary>
    public static string Term(IStringLocalizer<ProposalTexts> texts, ShownTime shown, ProposalLine line)
    {
        var proposal = line.Proposal;
        if (proposal.Until is not { } until)
            return "";
        var last = shown.Date(until.AddMilliseconds(-1));
        return (proposal.From, line.Fallback) switch
        {
            ({ } from, _) => texts["Term.Window", shown.Date(from), last],
            (_, { } next) => texts["Term.Followed", last, next.DisplayName],
            _ => texts["Term.Until", last],
        };
    }

    /// <summary>What the beneficiary can do once it is confirmed.</summary>
    public static string Effect(
        IStringLocalizer<ProposalTexts> texts,
        IStringLocalizer<PersonTexts> people,
        ProposalLine line
    )
    {
        var proposal = line.Proposal;
        if (proposal.AppointmentRole is { } role && (line.ActingFor is not null || line.Unit is not null))
            return texts[
                line.ActingFor is null
                    ? role == AppointmentRole.BreakGlass
                        ? "Effect.OverUnit.BreakGlass"
                        : "Effect.OverUnit"
                    : role == AppointmentRole.BreakGlass
                        ? "Effect.Acting.BreakGlass"
                        : role.MayReveal()
                            ? "Effect.Acting.Reveals"
                            : "Effect.Acting",
                line.Beneficiary.DisplayName,
                people[$"As.{role}"].Value,
                line.ActingFor?.DisplayName ?? line.Unit!.Name
            ];
        var gained = proposal.AppointmentRole?.ToString() ?? proposal.OfficeRole?.ToString();
        return texts[$"Effect.{gained ?? proposal.Grant.ToString()}", line.Beneficiary.DisplayName];
    }

    /// <summary>Open, or how it was decided.</summary>
    public static string State(IStringLocalizer<ProposalTexts> texts, Proposal proposal) =>
        texts[$"State.{proposal.Decision?.ToString() ?? "Open"}"];

    /// <summary>How that looks.</summary>
    public static ChipKind Chip(Proposal proposal) =>
        proposal.Decision switch
        {
            null => ChipKind.Due,
            ProposalDecision.Confirmed => ChipKind.Verified,
            ProposalDecision.Refused => ChipKind.Danger,
            _ => ChipKind.Ended,
        };
}
