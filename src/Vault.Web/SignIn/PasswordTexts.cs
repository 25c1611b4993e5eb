using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.Extensions.Localization;
using Vault.Core.SignIns;
using Vault.Web.Shell;

namespace Vault.Web.SignIn;

/// <summary>Names the texts about choosing a password.</summary>
public sealed class PasswordTexts;

internal static class PasswordMessages
{
    /// <summary>Says at the field everything that speaks against the chosen password.</summary>
    public static void AddRefusals(
        this ModelStateDictionary state,
        string field,
        IEnumerable<PasswordRefusal> reasons,
        IStringLocalizer<PasswordTexts> texts
    ) =>
        state.AddModelError(
            field,
            string.Join(
                // Chinese has no blank after a full stop.
                Languages.Current.Tag == "en"
                    ? " "
                    : "",
                reasons.Select(r => texts[$"Refusal.{r}", PasswordPolicy.MinLength, PasswordPolicy.MaxLength].Value)
            )
        );
}
