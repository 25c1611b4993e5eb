namespace Vault.Core.Audit;

/// <summary>
/// What stands beside a leaf so that the log can be searched. It proves nothing; an entry whose columns say something
/// else than its leaf would be searched for in vain, so <c>check</c> and every reader compare them.
/// </summary>
internal static class RepeatedColumns
{
    public static bool Match(AuditEntry stored, LeafContent content) =>
        stored.Sequence == content.Sequence
        && stored.At == content.At.ToUnixTimeMilliseconds()
        && stored.Kind == content.Event.GetType().Name
        && stored.Outcome == content.Outcome
        && stored.Actor == content.Actor
        && stored.Account == (content.Event as IAboutAccount)?.Account
        && stored.Person == (content.Event as IAboutPerson)?.Person;
}
