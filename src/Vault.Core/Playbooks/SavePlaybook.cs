using Vault.Core.Accounts;
using Vault.Core.Audit;
using Vault.Core.People;

namespace Vault.Core.Playbooks;

/// <summary>A playbook has a new version from now on; what was begun with another one goes on with that.</summary>
public sealed record PlaybookSaved(
    string Platform,
    PlaybookVersionId Playbook,
    int Number,
    int Steps,
    int Added,
    int Removed,
    int Changed,
    PrivateText? Note
) : AuditEvent;

/// <summary>What came of saving a playbook.</summary>
public abstract record SavePlaybookOutcome
{
    private SavePlaybookOutcome() { }

    public sealed record Saved(PlaybookVersion Version) : SavePlaybookOutcome;

    /// <summary>Nothing differs; nothing was written.</summary>
    public sealed record Unchanged : SavePlaybookOutcome;

    public sealed record Faulty(IReadOnlyList<PlaybookFault> Faults) : SavePlaybookOutcome;

    /// <summary>Each step is sound, their order is not.</summary>
    public sealed record Disordered(IReadOnlyList<PlaybookBreach> Breaches) : SavePlaybookOutcome;

    /// <summary>Somebody else has saved one since. Answered with 409.</summary>
    public sealed record ChangedMeanwhile : SavePlaybookOutcome;

    /// <summary>There is no such platform.</summary>
    public sealed record NotFound : SavePlaybookOutcome;

    public sealed record NotYourRole : SavePlaybookOutcome;
}

/// <summary>
/// Writes a new version of a platform's playbook, in an order that holds <see cref="PlaybookRules"/>. It gives nobody any
/// power, so no second factor is asked, as none is for the platform itself.
/// </summary>
public sealed class SavePlaybook(VaultInstance vault, FieldSealer fields)
{
    /// <param name="basedOn">The version the form was filled from; if it is no longer the newest, nothing is written.</param>
    /// <exception cref="VaultUnavailableException">The log took no line in time; see there what that leaves open.</exception>
    public Task<SavePlaybookOutcome> Run(
        Actor actor,
        string platform,
        PlaybookVersionId? basedOn,
        PlaybookEntry entry
    ) =>
        vault.Writer.Write<SavePlaybookOutcome>(
            actor,
            scope =>
            {
                if (!Registrar.Acts(scope, nameof(SavePlaybook)))
                    return new SavePlaybookOutcome.NotYourRole();
                if (new PlatformList(scope.Db).Find(platform) is not { } found)
                    return new SavePlaybookOutcome.NotFound();
                var list = new PlaybookList(scope.Db, fields);
                var former = list.Newest(platform);
                if (former.Id != basedOn)
                    return new SavePlaybookOutcome.ChangedMeanwhile();
                var faults = new List<PlaybookFault>();
                if (new PlaybookReading(found, former, faults).Read(entry) is not { } read)
                    return new SavePlaybookOutcome.Faulty(faults);
                if (PlaybookRules.Breaches(read.Steps) is { Count: > 0 } breaches)
                    return new SavePlaybookOutcome.Disordered(breaches);
                var difference = PlaybookDifference.Between(former.Steps, read.Steps);
                if (difference.IsEmpty)
                    return new SavePlaybookOutcome.Unchanged();
                var number = list.Of(platform).FirstOrDefault(v => !v.IsShipped)?.Number ?? 0;
                var text = new PlaybookText(
                    PlaybookText.Marker,
                    PlaybookVersionId.New(),
                    platform,
                    number + 1,
                    read.Steps,
                    read.Note
                );
                return new SavePlaybookOutcome.Saved(Enter(scope, text, former.Id, difference));
            }
        );

    private PlaybookVersion Enter(
        WriteScope scope,
        PlaybookText text,
        PlaybookVersionId former,
        PlaybookDifference difference
    )
    {
        var row = PlaybookRow.Of(fields, text, former, scope.Actor.RequirePerson(), scope.Now);
        scope.Db.Add(row);
        scope.Append(
            new PlaybookSaved(
                text.Platform,
                text.Id,
                text.Version,
                text.Steps.Count,
                difference.Added.Count,
                difference.Removed.Count,
                difference.Changed.Count,
                text.Note is null ? null : PrivateText.Of(text.Note)
            )
        );
        return new(text, row);
    }
}
