using Microsoft.AspNetCore.Identity;
using Vault.Core;
using Vault.Core.People;
using Vault.Core.SignIns;

namespace Vault.Web.SignIn.Passkeys;

/// <summary>
/// Persons and their passkeys as the framework's passkey handler asks for them: to read, and only those of the host this
/// request came to. Every change is a use case of ours behind the writer, so whatever would save here throws.
/// </summary>
internal sealed class PasskeyUsers(VaultDb db, IHttpContextAccessor http) : IUserPasskeyStore<Person>
{
    public Task<string> GetUserIdAsync(Person user, CancellationToken cancellationToken) =>
        Task.FromResult(user.Id.ToString());

    public Task<string?> GetUserNameAsync(Person user, CancellationToken cancellationToken) =>
        Task.FromResult<string?>(user.SignInName);

    public Task<string?> GetNormalizedUserNameAsync(Person user, CancellationToken cancellationToken) =>
        GetUserNameAsync(user, cancellationToken);

    public async Task<Person?> FindByIdAsync(string userId, CancellationToken cancellationToken)
    {
        if (!PersonId.TryParse(userId, null, out var id))
            return null;
        var person = await db.OneOf(db.Set<Person>().Where(p => p.Id == id), userId);
        return person is { DisabledAt: null } ? person : null;
    }

    public Task<Person?> FindByNameAsync(string normalizedUserName, CancellationToken cancellationToken) =>
        throw NotThisWay();

    public async Task<IList<UserPasskeyInfo>> GetPasskeysAsync(Person user, CancellationToken cancellationToken) =>
        [.. (await LiveHere(user)).Select(Info)];

    public async Task<UserPasskeyInfo?> FindPasskeyAsync(
        Person user,
        byte[] credentialId,
        CancellationToken cancellationToken
    ) =>
        (await LiveHere(user)).SingleOrDefault(p => p.CredentialId.AsSpan().SequenceEqual(credentialId)) is { } passkey
            ? Info(passkey)
            : null;

    /// <summary>Of an ended passkey too: the same one cannot be added again.</summary>
    public Task<Person?> FindByPasskeyIdAsync(byte[] credentialId, CancellationToken cancellationToken)
    {
        var owner = db.Set<Passkey>().Where(p => p.CredentialId == credentialId).Select(p => p.Person);
        return Task.FromResult(db.Set<Person>().SingleOrDefault(p => owner.Contains(p.Id)));
    }

    public Task AddOrUpdatePasskeyAsync(Person user, UserPasskeyInfo passkey, CancellationToken cancellationToken) =>
        throw NotThisWay();

    public Task RemovePasskeyAsync(Person user, byte[] credentialId, CancellationToken cancellationToken) =>
        throw NotThisWay();

    public Task SetUserNameAsync(Person user, string? userName, CancellationToken cancellationToken) =>
        throw NotThisWay();

    public Task SetNormalizedUserNameAsync(Person user, string? normalizedName, CancellationToken cancellationToken) =>
        throw NotThisWay();

    public Task<IdentityResult> CreateAsync(Person user, CancellationToken cancellationToken) => throw NotThisWay();

    public Task<IdentityResult> UpdateAsync(Person user, CancellationToken cancellationToken) => throw NotThisWay();

    public Task<IdentityResult> DeleteAsync(Person user, CancellationToken cancellationToken) => throw NotThisWay();

    public void Dispose()
    {
        // The context belongs to the request.
    }

    private async Task<IEnumerable<Passkey>> LiveHere(Person user)
    {
        var person = user.Id;
        var host = http.HttpContext!.Request.Host.Host;
        var all = await db.AllOf(person.Value, db.Set<Passkey>().Where(p => p.Person == person));
        return all.Where(p => p.IsLive && p.Host == host);
    }

    // The counter is handed over as 0, which the handler lets every other follow: it would judge by what it read, here it
    // is judged by what stands when the answer is written (Passkey.TryUse). What it needs of a registration is over.
    private static UserPasskeyInfo Info(Passkey passkey) =>
        new(
            passkey.CredentialId,
            passkey.PublicKey,
            passkey.AddedAt,
            signCount: 0,
            passkey.Transports.Split(' ', StringSplitOptions.RemoveEmptyEntries),
            isUserVerified: true,
            passkey.IsBackupEligible,
            passkey.IsBackedUp,
            attestationObject: [],
            clientDataJson: []
        );

    private static InvalidOperationException NotThisWay() =>
        new("Persons and passkeys change through the writer only.");
}
