using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.Extensions.Localization;
using Vault.Core;
using Vault.Core.Handovers;
using Vault.Core.People;
using Vault.Web.Pages.Persons;

namespace Vault.Web.Pages.Handovers;

/// <summary>What is said of one account where it differs.</summary>
public sealed class NewHandoverRow
{
    public AccountId Account { get; set; }

    public bool Leaves { get; set; }

    /// <summary>A user name, or a name that only one person has.</summary>
    public string? Successor { get; set; }

    /// <inheritdoc cref="Successor"/>
    public string? Witness { get; set; }
}

/// <summary>What the form of a handover says.</summary>
public sealed class NewHandoverInput
{
    public HandoverCause? Cause { get; set; }

    public string? Reason { get; set; }

    public DateOnly? EffectiveOn { get; set; }

    public int? Days { get; set; }

    public HandoverScope? Scope { get; set; }

    public string? Successor { get; set; }

    /// <summary>The successor keeps everything for the time being only.</summary>
    public bool Interim { get; set; }

    public string? Witness { get; set; }

    public List<NewHandoverRow> Rows { get; set; } = [];
}

/// <summary>Reads the form of a handover; mistakes stand at their fields.</summary>
internal sealed class HandoverForm(
    ModelStateDictionary state,
    IStringLocalizer<HandoverTexts> texts,
    HandoverWords words,
    HandoverDraft draft,
    PersonChoices successors,
    PersonChoices witnesses
)
{
    private const string Prefix = "Input";

    /// <summary>Null if anything is wrong.</summary>
    public HandoverPlan? Read(NewHandoverInput input)
    {
        if (input.Cause is not { } cause || !Enum.IsDefined(cause))
            Wrong(nameof(input.Cause), "Cause.Missing");
        if (input.Scope is not { } scope || !Enum.IsDefined(scope))
            Wrong(nameof(input.Scope), "Scope.Missing");
        if (input.EffectiveOn is null)
            Wrong(nameof(input.EffectiveOn), "EffectiveOn.Missing");
        if (input.Days is not (>= 1 and <= Handover.MostDays))
            Wrong(nameof(input.Days), "Days.OutOfRange", Handover.MostDays);
        var reason = words.Reason(input.Reason, out var mistake);
        if (mistake is not null)
            state.AddModelError($"{Prefix}.{nameof(input.Reason)}", mistake);
        var successor = Person(input.Successor, successors, nameof(input.Successor));
        var witness = Person(input.Witness, witnesses, nameof(input.Witness));
        var accounts = Accounts(input, successor, witness);
        if (!state.IsValid)
            return null;
        return new(draft.Leaver.Id, input.Cause!.Value, reason!, input.EffectiveOn!.Value, accounts)
        {
            Days = input.Days!.Value,
            IsDeparture = input.Scope == HandoverScope.Everything,
            UnitSuccessor = input.Scope == HandoverScope.Everything && draft.HasUnitDuties ? successor : null,
        };
    }

    /// <summary>At the field it is about.</summary>
    public void Add(HandoverFault fault, NewHandoverInput input)
    {
        var row = fault.Account is { } account ? Row(input, account) : -1;
        var field = fault.Field switch
        {
            HandoverField.EffectiveOn => nameof(input.EffectiveOn),
            HandoverField.Days => nameof(input.Days),
            HandoverField.Successor or HandoverField.UnitSuccessor => row >= 0 && input.Rows[row].Successor is not null
                ? $"Rows[{row}].Successor"
                : nameof(input.Successor),
            HandoverField.Witness => row >= 0 && input.Rows[row].Witness is not null
                ? $"Rows[{row}].Witness"
                : nameof(input.Witness),
            _ => nameof(input.Scope),
        };
        var name = draft.Accounts.FirstOrDefault(a => a.Account.Id == fault.Account)?.Account.Name;
        var sentence = words.Fault(fault);
        state.AddModelError($"{Prefix}.{field}", name is null ? sentence : texts["Fault.At", name, sentence]);
    }

    private List<PlannedAccount> Accounts(NewHandoverInput input, PersonId? successor, PersonId? witness)
    {
        var planned = new List<PlannedAccount>();
        foreach (var account in draft.Accounts)
        {
            var index = Row(input, account.Account.Id);
            var row = index < 0 ? null : input.Rows[index];
            if (input.Scope == HandoverScope.Some && row?.Leaves != true)
                continue;
            var own = Person(row?.Successor, successors, $"Rows[{index}].Successor");
            var other = Person(row?.Witness, witnesses, $"Rows[{index}].Witness");
            planned.Add(new(account.Account.Id, own ?? successor, input.Interim && own is null, other ?? witness));
        }
        if (input.Scope == HandoverScope.Some && planned.Count == 0)
            Wrong(nameof(input.Scope), "Accounts.None");
        return planned;
    }

    private static int Row(NewHandoverInput input, AccountId account) =>
        input.Rows.FindIndex(r => r.Account == account);

    private PersonId? Person(string? typed, PersonChoices among, string field)
    {
        if (string.IsNullOrWhiteSpace(typed))
            return null;
        if (among.Find(typed) is { } person)
            return person.Id;
        Wrong(field, "Person.Unknown");
        return null;
    }

    private void Wrong(string field, string key, params object[] arguments)
    {
        var name = $"{Prefix}.{field}";
        // What could not even be read has its message already.
        if (!state.TryGetValue(name, out var entry) || entry.Errors.Count == 0)
            state.AddModelError(name, texts[key, arguments]);
    }
}
