using System.Security.Cryptography;

namespace Vault.TestKit.Canaries;

/// <summary>Where what was typed into a field may stand, and nowhere else.</summary>
public enum Stands
{
    /// <summary>In nothing that is stored and in no answer.</summary>
    Nowhere,

    /// <summary>In the answer to the request that brought it, so that its writer can mend it; in nothing that is stored.</summary>
    OwnAnswer,

    /// <summary>Sealed in what is stored; on pages for those who may read it.</summary>
    Sealed,

    /// <summary>Clear in the database, by the written list of custody-and-keys: names, units, public ids, dates.</summary>
    Clear,

    /// <summary>A secret in custody: in the answers to a reveal, and in nothing that is stored.</summary>
    Revealed,
}

/// <summary>A field that people type into: on which page, under which name, and its canary of this run.</summary>
/// <param name="Page">The path, with <c>{id}</c> for every id and <c>{token}</c> for every link's secret.</param>
public sealed record Field(string Page, string Name, Stands Stands)
{
    private const string Small = "abcdefghijkmnpqrstuvwxyz23456789";
    private const string Base32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    /// <summary>New in every run, so that nothing left by another is taken for it. A seed's is one, and so is a telephone's number.</summary>
    public Needle Canary { get; } =
        new(
            Page.EndsWith("totp-seed/deposit", StringComparison.Ordinal) ? RandomNumberGenerator.GetString(Base32, 32)
            : Name is "Phone" or "Input.OfficePhone" or "Input.Mobile"
                ? RandomNumberGenerator.GetString("123456789", 20)
            : "q" + RandomNumberGenerator.GetString(Small, 17)
        );

    public override string ToString() => $"{Page} {Name}";
}
