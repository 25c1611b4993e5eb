using Microsoft.Extensions.Localization;
using Vault.Core.People;
using Vault.Web.Components;
using Vault.Web.Pages.Persons;

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
                "What.Appointment",
                name,
                line.Account!.Name,
                people[$"As.{proposal.AppointmentRole}"].Value
            ],
            GrantKind.Role => texts["What.Role", name, people[$"Role.{proposal.OfficeRole}"].Value],
            _ => texts[$"What.{proposal.Grant}", name],
        };
    }

    /// <summary>What the beneficiary can do once it is confirmed.</summary>
    public static string Effect(IStringLocalizer<ProposalTexts> texts, ProposalLine line)
    {
        var proposal = line.Proposal;
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
