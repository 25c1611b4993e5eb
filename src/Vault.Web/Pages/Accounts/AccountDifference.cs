using Microsoft.AspNetCore.Mvc.Rendering;

namespace Vault.Web.Pages.Accounts;

/// <summary>A field of the form in which the register and what was typed differ, both in words; null for nothing.</summary>
/// <param name="TextKey">Of the field's name in <see cref="AccountTexts"/>.</param>
public sealed record AccountDifference(string TextKey, string? Register, string? Typed)
{
    /// <summary>What differs, in the order of the form.</summary>
    internal static IReadOnlyList<AccountDifference> Between(
        AccountInput register,
        AccountInput typed,
        AccountForm form
    )
    {
        AccountDifference[] all =
        [
            new("Name", register.Name, typed.Name),
            new("PublicId", register.PublicId, typed.PublicId),
            new("OriginalId", register.OriginalId, typed.OriginalId),
            new("Address", register.Address, typed.Address),
            Chosen("Unit", register.Unit, typed.Unit, form.Units),
            Chosen("SupervisingUnit", register.SupervisingUnit, typed.SupervisingUnit, form.Units),
            Chosen("Nature", register.Nature, typed.Nature, form.Natures),
            Chosen("Status", register.Status, typed.Status, form.Statuses),
            new("OpenedOn", register.OpenedOn, typed.OpenedOn),
            Chosen("Verification", register.Verified, typed.Verified, form.Verifications),
            new("VerifiedOn", register.VerifiedOn, typed.VerifiedOn),
            new("VerifiedUntil", register.VerifiedUntil, typed.VerifiedUntil),
            new("Remark", register.Remark, typed.Remark),
        ];
        return [.. all.Where(d => (d.Register ?? "") != (d.Typed?.Trim() ?? ""))];
    }

    private static AccountDifference Chosen(
        string key,
        string? register,
        string? typed,
        IReadOnlyList<SelectListItem> choices
    )
    {
        return new(key, Word(register), Word(typed));

        string? Word(string? value) =>
            string.IsNullOrEmpty(value) ? null : choices.FirstOrDefault(c => c.Value == value)?.Text.Trim() ?? value;
    }
}
