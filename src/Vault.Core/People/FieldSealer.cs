using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.DataProtection;
using Vault.Core.Accounts;

namespace Vault.Core.People;

/// <summary>
/// Seals what the register keeps of people and accounts beside its clear columns: ways to reach a person, addresses and
/// remarks, holdings. Bound to vault, kind and row: moved elsewhere it does not open. Format 1: JSON under the
/// secrets ring. No receipt is asked for, since none of it opens an account.
/// </summary>
public sealed class FieldSealer(VaultInstance vault)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    private readonly IDataProtector _fields = vault.Ring.Provider.CreateProtector(
        "register-field/1",
        vault.Log.Vault.ToString()
    );

    internal byte[]? SealContact(PersonId person, Contact contact) =>
        contact.IsEmpty ? null : Seal("contact", person.Value, contact);

    /// <exception cref="Custody.SecretNotOpenedException">The sealed field is not authentic for this person.</exception>
    public Contact OpenContact(Person person) =>
        person.SealedContact is { } bytes ? Open<Contact>("contact", person.Id.Value, bytes) : Contact.None;

    internal byte[]? SealDetails(AccountId account, AccountDetails details) =>
        details.IsEmpty ? null : Seal("details", account.Value, details);

    /// <exception cref="Custody.SecretNotOpenedException">The sealed field is not authentic for this account.</exception>
    public AccountDetails OpenDetails(Account account) =>
        account.SealedDetails is { } bytes
            ? Open<AccountDetails>("details", account.Id.Value, bytes)
            : AccountDetails.None;

    internal byte[] SealReason(ProposalId proposal, string reason) => Seal("reason", proposal.Value, reason);

    /// <exception cref="Custody.SecretNotOpenedException">The sealed field is not authentic for this proposal.</exception>
    public string? OpenReason(Proposal proposal) =>
        proposal.SealedReason is { } bytes ? Open<string>("reason", proposal.Id.Value, bytes) : null;

    /// <summary>Any value of a slice of the register that is bound to one row.</summary>
    internal byte[] Seal<T>(string kind, Guid row, T value)
    {
        var bytes = JsonSerializer.SerializeToUtf8Bytes(value, Json);
        try
        {
            return _fields.CreateProtector(kind, row.ToString("D")).Protect(bytes);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(bytes);
        }
    }

    /// <inheritdoc cref="OpenContact"/>
    internal T Open<T>(string kind, Guid row, byte[] ciphertext)
    {
        byte[]? bytes = null;
        try
        {
            bytes = _fields.CreateProtector(kind, row.ToString("D")).Unprotect(ciphertext);
            return JsonSerializer.Deserialize<T>(bytes, Json) ?? throw new Custody.SecretNotOpenedException();
        }
        catch (Exception e) when (e is CryptographicException or JsonException)
        {
            throw new Custody.SecretNotOpenedException();
        }
        finally
        {
            CryptographicOperations.ZeroMemory(bytes);
        }
    }
}
