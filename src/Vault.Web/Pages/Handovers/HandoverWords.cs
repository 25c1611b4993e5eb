using System.Globalization;
using Microsoft.Extensions.Localization;
using Vault.Core;
using Vault.Core.Custody;
using Vault.Core.Handovers;
using Vault.Core.Holdings;
using Vault.Core.People;
using Vault.Web.Components;
using Vault.Web.Pages.Custody;
using Vault.Web.Words;

namespace Vault.Web.Pages.Handovers;

/// <summary>A handover in words.</summary>
public sealed class HandoverWords(
    IStringLocalizer<HandoverTexts> texts,
    IStringLocalizer<CustodyTexts> custody,
    DomainWords words
)
{
    public string Of(AppointmentRole role) => words.Of(role);

    public string Of(HoldingKind kind) => words.Of(kind);

    public string Of(Component component) => custody[$"Component.{component}"];

    public string State(PartState state) => texts[$"State.{state}"];

    /// <summary>Of one that is closed, how far its filing has come.</summary>
    public string State(HandoverFile file) =>
        file.State == PartState.Closed ? Closed(file.IsArchived) : State(file.State);

    /// <inheritdoc cref="State(HandoverFile)"/>
    public string State(HandoverPartFile part) =>
        part.Filing is { } filing ? texts[filing.IsFiled ? "State.Filed" : "State.Filing"] : State(part.State);

    /// <summary>已归档, or what is still to be filed of it.</summary>
    public string Closed(bool isArchived) => texts[isArchived ? "State.Archived" : "State.Filing"];

    public static ChipKind Chip(HandoverPartFile part) =>
        part.Filing is { IsFiled: false } ? ChipKind.Due : Chip(part.State);

    public static ChipKind Chip(HandoverFile file) =>
        file is { State: PartState.Closed, IsArchived: false } ? ChipKind.Due : Chip(file.State);

    public static ChipKind Chip(PartState state) =>
        state switch
        {
            PartState.Closed => ChipKind.Verified,
            PartState.Prepared or PartState.Cancelled => ChipKind.Ended,
            PartState.Signing => ChipKind.Active,
            _ => ChipKind.Due,
        };

    public string Item(ItemState state) => texts[$"Item.{state}"];

    public static ChipKind Chip(ItemState state) =>
        state switch
        {
            ItemState.CountedIn => ChipKind.Verified,
            ItemState.NotApplicable => ChipKind.Ended,
            ItemState.Discrepancy => ChipKind.Danger,
            _ => ChipKind.Due,
        };

    /// <summary>What a line of a list is about.</summary>
    public string What(HandoverItemLine line) =>
        line.Item switch
        {
            { Kind: HandoverItemKind.Duty, Role: { } role } => texts["What.Duty", words.Of(role)],
            { Kind: HandoverItemKind.Secret, Component: { } component } => texts["What.Secret", Of(component)],
            { Kind: HandoverItemKind.Holding, HoldingKind: { } kind } => words.Of(kind),
            { Kind: HandoverItemKind.Other } => line.Text ?? "",
            _ => texts[$"What.{line.Item.Kind}"],
        };

    /// <summary>How many working days are left, or have passed since.</summary>
    public string Deadline(HandoverFile file) =>
        (file.Handover.Deadline, file.DaysLeft) is not ({ } last, { } left) ? texts["Deadline.None"]
        : file.State == PartState.Closed ? Day(last)
        : left < 0 ? texts["Deadline.Passed", -left, Day(last)]
        : left == 0 ? texts["Deadline.Today", Day(last)]
        : texts["Deadline.Left", left, Day(last)];

    public static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    public string Side(HandoverSide side) => texts[$"Side.{side}"];

    /// <summary>Who has to do something next about a part; null where nobody has to.</summary>
    public string? Next(HandoverFile file, HandoverPartFile part)
    {
        var leaver = file.Handover.TakenOverBy ?? file.Handover.Leaver;
        var (key, who) = part.State switch
        {
            PartState.Listing => ("Next.List", leaver),
            PartState.Approving => ("Next.Approve", part.Part.Witness),
            PartState.InProgress when part.Items.Any(i => i.Item.State is ItemState.Waiting or ItemState.Discrepancy) =>
                ("Next.Hand", leaver),
            PartState.InProgress => ("Next.CountIn", part.Part.Successor),
            PartState.Rotating => ("Next.Change", part.Part.Successor),
            PartState.Signing when part.Part.IsInterim => ("Next.Successor", null),
            PartState.Signing => ("Next.Sign", SignerOf(part, leaver)),
            _ => ((string?)null, (PersonId?)null),
        };
        return key is null ? null : texts[key, who is { } id ? file.Names[id].DisplayName : ""].Value;
    }

    /// <summary>What waits for the reader, in how many accounts.</summary>
    public string Task(HandoverStep step, int accounts) =>
        step == HandoverStep.Open ? texts["Open"] : texts[$"Step.{step}", accounts];

    private static PersonId? SignerOf(HandoverPartFile part, PersonId leaver) =>
        part.NextSide switch
        {
            HandoverSide.Leaver => leaver,
            HandoverSide.Successor => part.Part.Successor,
            _ => part.Part.Witness,
        };

    public string Refusal(HandoverRefusal why) => texts[$"Refusal.{why}"];

    public string Fault(HandoverFault fault) => texts[$"Fault.{fault.Problem}"];

    /// <summary>Null, with the sentence, for what is no reason.</summary>
    public Reason? Reason(string? typed, out string? mistake)
    {
        mistake = Core.People.Reason.TryParse(typed, out var reason, out var refusal)
            ? null
            : texts[$"Reason.{refusal}"].Value;
        return reason;
    }
}
