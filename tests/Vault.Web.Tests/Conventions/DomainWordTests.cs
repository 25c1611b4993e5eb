using Vault.Core.Accounts;
using Vault.Core.Holdings;
using Vault.Core.People;
using Xunit;

namespace Vault.Web.Tests.Conventions;

/// <summary>Whatever the register can say of an account, a unit or a person, it has a word for.</summary>
public sealed class DomainWordTests
{
    public static TheoryData<Type> EveryChoice =>
        [
            typeof(AccountNature),
            typeof(AccountStatus),
            typeof(AppointmentRole),
            typeof(CompletenessPart),
            typeof(HoldingKind),
            typeof(OfficeRole),
            typeof(UnitKind),
            typeof(VerificationState),
        ];

    [Theory, MemberData(nameof(EveryChoice))]
    public void Every_choice_has_a_word_of_its_own(Type choices)
    {
        var texts = ResourceFile.Of("WordTexts");

        var words = Enum.GetNames(choices).Select(name => texts.Chinese.GetValueOrDefault($"{choices.Name}.{name}"));

        Assert.DoesNotContain(null, words);
        Assert.Distinct(words);
    }
}
