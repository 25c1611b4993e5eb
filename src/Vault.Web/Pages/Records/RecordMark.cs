namespace Vault.Web.Pages.Records;

/// <summary>What a paper says of itself, so that the vault finds it again.</summary>
/// <param name="Number">Of the record.</param>
/// <param name="Sha256">Over what it says.</param>
/// <param name="Address">See <see cref="RecordAddress"/>.</param>
public sealed record RecordMark(string Number, byte[] Sha256, string Address);
