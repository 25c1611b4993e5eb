using Vault.Core.Custody;
using Vault.Core.Handovers;
using Vault.Core.Holdings;
using Vault.Core.People;
using Vault.Core.Records;
using Xunit;

namespace Vault.Web.Tests.Conventions;

/// <summary>What a paper calls something is what the Chinese screen calls it.</summary>
public sealed class RecordWordTests
{
    [Fact]
    public void A_paper_and_the_screen_say_the_same()
    {
        Same<AppointmentRole>("WordTexts", "AppointmentRole", RecordWords.Of);
        Same<OfficeRole>("WordTexts", "OfficeRole", RecordWords.Of);
        Same<HoldingKind>("WordTexts", "HoldingKind", RecordWords.Of);
        Same<Component>("CustodyTexts", "Component", RecordWords.Of);
        Same<HandoverCause>("HandoverTexts", "Cause", RecordWords.Of);
        Same<HandoverItemKind>("HandoverTexts", "Kind", RecordWords.Of);
        Same<ItemState>("HandoverTexts", "Item", RecordWords.Of);
        Same<HandoverSide>("HandoverTexts", "Side", RecordWords.Of);
    }

    private static void Same<TEnum>(string texts, string key, Func<TEnum, string> word)
        where TEnum : struct, Enum
    {
        var screen = ResourceFile.Of(texts).Chinese;
        Assert.Equal(Enum.GetValues<TEnum>().Select(v => screen[$"{key}.{v}"]), Enum.GetValues<TEnum>().Select(word));
    }
}
