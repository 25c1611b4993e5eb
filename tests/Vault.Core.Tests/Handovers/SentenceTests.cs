using Vault.Core.Accounts;
using Vault.Core.Audit;
using Vault.Core.Custody;
using Vault.Core.Handovers;
using Vault.Core.Ledger;
using Vault.Core.People;
using Vault.Core.Rotations;
using Vault.Core.Tests.Checkouts;
using Vault.TestKit;
using Xunit;

namespace Vault.Core.Tests.Handovers;

/// <summary>
/// The sentence, over random histories: when an account of a handover is closed, for every component the leaver knows the
/// one in use is newer, was verified and has a value that he does not know, or a waiver stands in the log. What he knows
/// is worked out here from the values themselves, which the vault keeps sealed, and from the lines of the log.
/// </summary>
public sealed class SentenceTests
{
    private const int StepsBefore = 25;
    private const int StepsAfter = 90;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    [InlineData(7)]
    [InlineData(8)]
    public async Task Whatever_happened_before_it_holds_when_an_account_is_closed(int seed)
    {
        await using var history = await HandoverHistory.Begin(seed);
        for (var step = 0; step < StepsBefore; step++)
            await history.WorkDay();
        await history.OpenAll();
        for (var step = 0; step < StepsAfter; step++)
        {
            await history.HandoverDay();
            history.AssertTheSentence();
        }
        await history.Finish();
        history.AssertTheSentence();

        Assert.True(history.Closed > 0, "Nothing was closed: nothing was tried.");
        Assert.True(history.RefusedToClose > 0, "No close was refused: nothing was tried.");
    }
}
