using Vault.Core.People;

namespace Vault.Core.Audit;

/// <summary>The one way to a page of the log: its line first.</summary>
internal static class LogReading
{
    /// <summary>The guard runs inside the writer, over rows as they are at that moment.</summary>
    public static Task<ReadLogOutcome> Show(
        VaultWriter writer,
        Actor actor,
        LogPage page,
        LogRead line,
        Func<VaultDb, PersonId, DateTimeOffset, bool> mayRead
    )
    {
        var person = actor.RequirePerson();
        return writer.Write<ReadLogOutcome>(
            actor,
            scope =>
            {
                if (!mayRead(scope.Db, person, scope.Now))
                {
                    scope.Append(new AccessRefused("log", null));
                    return new ReadLogOutcome.Refused();
                }
                scope.Append(line);
                return new ReadLogOutcome.Shown(page);
            }
        );
    }

    public static bool IsReviewer(VaultDb db, PersonId person, DateTimeOffset now) =>
        Standing.Read(db, person, now)?.Holds(OfficeRole.Reviewer) == true;
}
