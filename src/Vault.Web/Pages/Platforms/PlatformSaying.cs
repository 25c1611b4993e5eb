using Microsoft.Extensions.Localization;
using Vault.Core.Accounts;
using Vault.Core.Custody;
using Vault.Web.Words;

namespace Vault.Web.Pages.Platforms;

/// <summary>Says in a line what a platform takes and has.</summary>
public sealed class PlatformSaying(IStringLocalizer<PlatformTexts> texts, DomainWords words)
{
    /// <summary>The password rules; that there is none where no password is kept.</summary>
    public string Rules(Platform platform) =>
        platform.Components.Contains(Component.Password)
            ? Said(platform.PasswordRules).Aggregate((all, next) => texts["Join", all, next].Value)
            : texts["NoPassword"].Value;

    public string Components(Platform platform) =>
        words.List(platform.Components.Select(c => texts[$"Component.{c}"].Value));

    /// <summary>Null where generated passwords are as strong as they should be.</summary>
    public string? Weakness(Platform platform)
    {
        var strength = PasswordGenerator.StrengthOf(platform.PasswordRules);
        return strength.ReachesTarget || !platform.Components.Contains(Component.Password)
            ? null
            : texts["Say.Weak", (int)strength.Bits].Value;
    }

    private IEnumerable<string> Said(PasswordRules rules)
    {
        yield return rules.MinLength == rules.MaxLength
            ? texts["Say.Exactly", rules.MinLength]
            : texts["Say.Length", rules.MinLength, rules.MaxLength];
        var required = PlatformInput.Kinds.Where(k => rules.Required.HasFlag(k)).ToList();
        if (required.Count > 0)
            yield return texts["Say.Required", words.List(required.Select(k => texts[$"Kind.{k}"].Value))];
        if (rules.LeastKinds > required.Count)
            yield return texts["Say.LeastKinds", rules.LeastKinds];
        yield return rules.Symbols.Length == 0 ? texts["Say.NoSymbols"] : texts["Say.Symbols", rules.Symbols];
    }
}
