using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.Extensions.Localization;
using Vault.Core.Accounts;
using Vault.Core.Holdings;
using Vault.Core.People;

namespace Vault.Web.Words;

/// <summary>The domain's words in the reader's language, the same on every page.</summary>
public sealed class DomainWords(IStringLocalizer<WordTexts> texts, PlatformList platforms)
{
    public string Of(OfficeRole role) => texts[$"OfficeRole.{role}"];

    public string Of(AppointmentRole role) => texts[$"AppointmentRole.{role}"];

    public string Of(AccountStatus status) => texts[$"AccountStatus.{status}"];

    public string Of(AccountNature nature) => texts[$"AccountNature.{nature}"];

    public string Of(VerificationState state) => texts[$"VerificationState.{state}"];

    public string Of(CompletenessPart part) => texts[$"CompletenessPart.{part}"];

    public string Of(HoldingKind kind) => texts[$"HoldingKind.{kind}"];

    public string Of(UnitKind kind) => texts[$"UnitKind.{kind}"];

    public string Of(Platform platform) => platform.Name ?? ShippedNameOf(platform);

    /// <summary>The product's own name of a shipped one, whatever the organisation calls it.</summary>
    public string ShippedNameOf(Platform platform) => texts[platform.NameKey];

    /// <summary>Every platform of the list, offered or not, as the choices of a drop-down.</summary>
    public IReadOnlyList<SelectListItem> Platforms => Choices(platforms.All);

    /// <summary>The platforms on which an account may be registered from now on, as the choices of a drop-down.</summary>
    public IReadOnlyList<SelectListItem> OfferedPlatforms => Choices(platforms.Offered);

    public string PlatformOf(Account account) => Of(platforms.Of(account));

    /// <summary>The letter drawn for its platform.</summary>
    public string MarkOf(Account account) => platforms.Of(account).Letter;

    private List<SelectListItem> Choices(IEnumerable<Platform> of) =>
        [.. of.Select(p => new SelectListItem(Of(p), p.Key))];

    /// <summary>Several, in one line.</summary>
    public string List(IEnumerable<string> words) => words.Aggregate((all, next) => texts["List", all, next]);

    /// <summary>Why something typed was not taken, in a sentence for its field.</summary>
    public string Problem(RegisterProblem problem, RegisterField field) =>
        texts[
            problem switch
            {
                RegisterProblem.TooLong => "Problem.TooLong",
                RegisterProblem.CharacterNotAllowed => "Problem.CharacterNotAllowed",
                RegisterProblem.NotAUserName => "Problem.NotAUserName",
                RegisterProblem.Unknown
                or RegisterProblem.NotADay
                or RegisterProblem.Backwards
                or RegisterProblem.NotAnAddress
                or RegisterProblem.NotAPhone
                or RegisterProblem.NotAMailbox
                or RegisterProblem.BelowItself
                or RegisterProblem.InUse => $"Problem.{problem}",
                RegisterProblem.Taken => field == RegisterField.UserName
                    ? "Problem.UserNameTaken"
                    : "Problem.NameTaken",
                _ => "Problem.Missing",
            }
        ];
}
