using Microsoft.AspNetCore.Mvc.ModelBinding;
using Vault.Core.People;

namespace Vault.Web.Words;

/// <summary>Says the register's mistakes at the fields of a form.</summary>
public static class RegisterFaults
{
    /// <param name="prefix">The property that holds the fields, each named as its <see cref="RegisterField"/>.</param>
    public static void Say(
        this ModelStateDictionary state,
        IEnumerable<RegisterFault> faults,
        string prefix,
        DomainWords words
    )
    {
        // What binding thinks of a field (an unknown id) is said by the register in its own words.
        foreach (var entry in state.Values)
            entry.Errors.Clear();
        foreach (var fault in faults)
            state.AddModelError($"{prefix}.{fault.Field}", words.Problem(fault.Problem, fault.Field));
    }
}
