using Microsoft.EntityFrameworkCore;
using Vault.Core.People;
using Vault.Core.Text;

namespace Vault.Core.Holdings;

/// <summary>What is typed of a holding.</summary>
/// <param name="Evidence">What was seen, and where.</param>
public sealed record HoldingEntry(HoldingKind Kind, Reason Evidence)
{
    /// <summary>Somebody of the register, or else <see cref="Outside"/>.</summary>
    public PersonId? Holder { get; init; }

    /// <summary>An office or a service, in words.</summary>
    public string? Outside { get; init; }

    public string? Value { get; init; }

    public DateOnly? Since { get; init; }

    /// <summary>The last day; of a short-term operator a month after the first unless another is said.</summary>
    public DateOnly? Until { get; init; }

    /// <summary>Whatever runs of the same kind is gone with it.</summary>
    public bool Replaces { get; init; }
}

/// <summary>Reads what was typed. Whatever is wrong is found in one go.</summary>
internal sealed class HoldingReading(VaultDb db, HoldingKeeper keeper, DateOnly today, List<HoldingFault> faults)
{
    private static readonly DateOnly FirstDay = new(2000, 1, 1);
    private static readonly DateOnly LastDay = new(2100, 1, 1);

    /// <summary>Null if anything is wrong, and then all of it is in the faults.</summary>
    public (PersonId? Holder, HoldingText Text, DateOnly? Since, DateOnly? Until)? Read(HoldingEntry entry)
    {
        var holder = Holder(entry);
        var outside = Outside(entry);
        if (entry.Holder is null && string.IsNullOrWhiteSpace(entry.Outside))
            Wrong(entry.Kind.MayBePerson() ? HoldingField.Holder : HoldingField.Outside, RegisterProblem.Missing);
        else if (entry.Holder is not null && !string.IsNullOrWhiteSpace(entry.Outside))
            Wrong(HoldingField.Outside, RegisterProblem.Impossible);
        var value = Value(entry);
        var (since, until) = Days(entry);
        return faults.Count > 0 ? null : (holder, new(value, outside, entry.Evidence.Text), since, until);
    }

    public bool IsADay(DateOnly? day) => day is null || (day >= FirstDay && day < LastDay);

    public void Wrong(HoldingField field, RegisterProblem problem) => faults.Add(new(field, problem));

    private PersonId? Holder(HoldingEntry entry)
    {
        if (entry.Holder is not { } id)
            return null;
        var person = db.OneOfNow(db.Set<Person>().Where(p => p.Id == id), id.ToString());
        if (person is null || !entry.Kind.MayBePerson() || !keeper.MayName(person))
            Wrong(HoldingField.Holder, RegisterProblem.Unknown);
        return id;
    }

    private string? Outside(HoldingEntry entry)
    {
        if (string.IsNullOrWhiteSpace(entry.Outside))
            return null;
        if (!entry.Kind.MayBeOutside())
            Wrong(HoldingField.Outside, RegisterProblem.Impossible);
        else if (!NameText.TryParse(entry.Outside, HoldingText.OutsideLimit, out var text, out var fault))
            Wrong(HoldingField.Outside, RegisterFault.Of(RegisterField.Name, fault.Value).Problem);
        else
            return text;
        return null;
    }

    private string? Value(HoldingEntry entry)
    {
        if (string.IsNullOrWhiteSpace(entry.Value))
        {
            if (entry.Kind.IsMedium())
                Wrong(HoldingField.Value, RegisterProblem.Missing);
            return null;
        }
        if (!entry.Kind.HasValue())
        {
            Wrong(HoldingField.Value, RegisterProblem.Impossible);
            return null;
        }
        var found = new List<RegisterFault>();
        var read = Contacts.Read(
            entry.Kind switch
            {
                HoldingKind.BoundPhone => Contact.None with { Mobile = entry.Value },
                HoldingKind.BoundMailbox => Contact.None with { Mailbox = entry.Value },
                _ => Contact.None with { Weixin = entry.Value },
            },
            found
        );
        found.ForEach(f => Wrong(HoldingField.Value, f.Problem));
        return read.Mobile ?? read.Mailbox ?? read.Weixin;
    }

    private (DateOnly?, DateOnly?) Days(HoldingEntry entry)
    {
        var (since, until) = (entry.Since, entry.Until);
        if (!IsADay(since))
            Wrong(HoldingField.Since, RegisterProblem.NotADay);
        else if (since > today)
            Wrong(HoldingField.Since, RegisterProblem.OutOfRange);
        else if (since is null && entry.Kind == HoldingKind.ShortTermOperator)
            Wrong(HoldingField.Since, RegisterProblem.Missing);
        if (!IsADay(until))
            Wrong(HoldingField.Until, RegisterProblem.NotADay);
        else if (until < since)
            Wrong(HoldingField.Until, RegisterProblem.Backwards);
        var month = entry.Kind == HoldingKind.ShortTermOperator ? since?.AddMonths(1) : null;
        return (since, until ?? month);
    }
}
