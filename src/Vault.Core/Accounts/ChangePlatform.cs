using Microsoft.EntityFrameworkCore;
using Vault.Core.Audit;
using Vault.Core.People;

namespace Vault.Core.Accounts;

/// <summary>
/// Changes what the organisation says of a platform, or takes it off the list for new accounts; each fact that differs
/// is a line. Accounts that have it, and what of them is in custody, stay as they are.
/// </summary>
public sealed class ChangePlatform(VaultInstance vault)
{
    /// <param name="revision">The one the registrar saw; if it is no longer the newest, nothing is changed.</param>
    /// <exception cref="VaultUnavailableException">The log took no line in time; see there what that leaves open.</exception>
    public Task<ChangeOutcome> Run(Actor actor, string key, int revision, PlatformEntry entry) =>
        vault.Writer.Write<ChangeOutcome>(
            actor,
            scope =>
            {
                if (!Registrar.Acts(scope, nameof(ChangePlatform)))
                    return new ChangeOutcome.NotYourRole();
                var platforms = new PlatformList(scope.Db);
                if (platforms.Find(key) is not { } platform)
                    return new ChangeOutcome.NotFound();
                if (platform.Revision != revision)
                    return new ChangeOutcome.ChangedMeanwhile();
                var faults = new List<RegisterFault>();
                return new PlatformReading(platforms, platform, faults).Read(entry) is { } next
                    ? new ChangeOutcome.Changed(Change(scope, platform, next))
                    : new ChangeOutcome.Faulty(faults);
            }
        );

    private static int Change(WriteScope scope, Platform platform, PlatformFacts next)
    {
        var former = PlatformFacts.Of(platform);
        var changes = former.ChangesTo(next).ToList();
        if (changes.Count == 0)
            return 0;
        var stored = scope.Db.Set<PlatformRow>().Where(p => p.Key == platform.Key);
        var row = scope.Db.OneOfNow(stored, platform.Key) ?? scope.Db.Add(PlatformRow.Of(platform.Key)).Entity;
        row.Become(next, Platform.Shipped.FirstOrDefault(p => p.Key == platform.Key));
        foreach (var fact in changes)
            scope.Append(new PlatformFactChanged(platform.Key, fact, Say(former[fact]), Say(next[fact])));
        return changes.Count;
    }

    private static PrivateText? Say(string? value) => value is null ? null : PrivateText.Of(value);
}
