using Vault.Core.People;
using Vault.Core.SignIns;

namespace Vault.Web.SignIn;

/// <summary>A seed to be taken into a person's authenticator, for the partial that shows it.</summary>
public sealed class NewSeed(PendingSeed seed, Person person)
{
    /// <summary>The seed in groups of four, for typing.</summary>
    public string Grouped => string.Join(' ', seed.Base32().Chunk(4).Select(g => new string(g)));

    /// <inheritdoc cref="PendingSeed.Address"/>
    public char[] Address(string issuer) => seed.Address(issuer, person.SignInName);
}
