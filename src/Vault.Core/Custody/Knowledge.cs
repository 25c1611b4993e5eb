using Vault.Core.Audit;
using Vault.Core.Ledger;

namespace Vault.Core.Custody;

/// <summary>How a person came to know a value.</summary>
public enum KnowledgeSource
{
    /// <summary>The vault showed it to him.</summary>
    Revealed,

    /// <summary>He typed it in.</summary>
    Set,

    /// <summary>It circulated in a sheet that named him.</summary>
    Imported,

    /// <summary>The vault was told that he knows it.</summary>
    Declared,

    /// <summary>It was printed for him.</summary>
    Printed,

    /// <summary>He was allowed to see it while entries of the log were lost.</summary>
    Presumed,
}

/// <summary>Person × version × how. Written once, at the first time; it never ends, only the version does.</summary>
public sealed class Knowledge : IAttestedRow
{
    private Knowledge() { }

    public PersonId Person { get; private init; }

    public SecretVersionId Version { get; private init; }

    public KnowledgeSource Source { get; private init; }

    public AccountId Account { get; private init; }

    public DateTimeOffset Since { get; private init; }

    public string RowId => Key(Person, Version, Source);

    public Guid RowOwner => Person.Value;

    public static string Key(PersonId person, SecretVersionId version, KnowledgeSource source) =>
        $"{person}/{version}/{source}";

    /// <summary>Whether the vault showed the version to this person. A removed row is refused.</summary>
    /// <exception cref="TamperedRowException">The row is not the attested one.</exception>
    internal static bool IsRevealed(VaultDb db, PersonId person, SecretVersionId version) =>
        db.OneOfNow(
            db.Set<Knowledge>()
                .Where(k => k.Person == person && k.Version == version && k.Source == KnowledgeSource.Revealed),
            Key(person, version, KnowledgeSource.Revealed)
        )
            is not null;

    /// <summary>Everything anybody knows of some versions. A removed row is refused.</summary>
    /// <exception cref="TamperedRowException">A row is not the attested one, or was removed.</exception>
    internal static List<Knowledge> OfVersions(VaultDb db, IReadOnlyCollection<SecretVersionId> versions)
    {
        var ids = versions.Select(v => v.ToString()).ToHashSet(StringComparer.Ordinal);
        return db.SomeOfNow(
            db.Set<Knowledge>().Where(k => versions.Contains(k.Version)),
            db.KnownIds<Knowledge>().Where(id => ids.Contains(id.Split('/')[1]))
        );
    }

    /// <summary>The row that a line of the log brought about: whom it says to know what from then on; null: nobody.</summary>
    internal static string? KeyOf(LeafContent line) =>
        line.Event switch
        {
            SecretRevealed shown => Key(line.Actor!.Value, shown.VersionId, KnowledgeSource.Revealed),
            SecretDeposited { Origin: ValueOrigin.Typed } typed => Key(
                line.Actor!.Value,
                typed.VersionId,
                KnowledgeSource.Set
            ),
            KnowledgePresumed presumed => Key(presumed.Person, presumed.VersionId, presumed.Source),
            KnowledgeDeclared declared => Key(declared.Person, declared.VersionId, KnowledgeSource.Declared),
            _ => null,
        };

    /// <summary>The events that <see cref="KeyOf"/> knows.</summary>
    internal static IReadOnlyList<string> Kinds { get; } =
    [nameof(SecretRevealed), nameof(SecretDeposited), nameof(KnowledgePresumed), nameof(KnowledgeDeclared)];

    public static Knowledge Of(
        PersonId person,
        SecretVersionId version,
        AccountId account,
        KnowledgeSource source,
        DateTimeOffset since
    ) =>
        new()
        {
            Person = person,
            Version = version,
            Account = account,
            Source = source,
            Since = since,
        };
}
