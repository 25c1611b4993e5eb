using Microsoft.EntityFrameworkCore;
using Vault.Core.Audit;

namespace Vault.Core.People;

/// <summary>What the organisation has decided about who may use secrets. One row, once anything was decided.</summary>
public sealed class RegisterPolicy : IAttestedRow
{
    private RegisterPolicy() { }

    /// <summary>Always 1.</summary>
    public int Id { get; private init; } = 1;

    /// <summary>
    /// Whether a student who is appointed may have secrets shown. Not until somebody decides so: he may assist, and a
    /// teacher holds the account.
    /// </summary>
    public bool StudentsMayReveal { get; private set; }

    public string RowId => "1";

    public Guid RowOwner => Guid.Empty;

    /// <summary>As decided, or as it is before anybody decided. The row is read whole and held against the log.</summary>
    /// <exception cref="TamperedRowException">The row is not the attested one, or was removed.</exception>
    public static RegisterPolicy Read(VaultDb db) => Find(db) ?? new();

    internal static RegisterPolicy? Find(VaultDb db) => db.OneOfNow(db.Set<RegisterPolicy>(), "1");

    internal static RegisterPolicy Undecided() => new();

    internal void Decide(bool studentsMayReveal) => StudentsMayReveal = studentsMayReveal;

    /// <summary>Whether this person may be the one who uses secrets, as far as he himself is concerned.</summary>
    public bool LetsReveal(Person person) => LetsReveal(person.IsStudent);

    internal bool LetsReveal(bool isStudent) => StudentsMayReveal || !isStudent;
}
