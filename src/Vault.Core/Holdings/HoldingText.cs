using Vault.Core.People;

namespace Vault.Core.Holdings;

/// <summary>What is sealed of a holding, bound to its row. Format 1: JSON under <see cref="FieldSealer"/>.</summary>
/// <param name="Value">The number, address or WeChat id; masked on screen until it is opened.</param>
/// <param name="Outside">The holder in words, where he is nobody of the register. Read by whoever sees the account.</param>
/// <param name="Evidence">What was seen, and where; opened together with the value. Null for an imported one.</param>
public sealed record HoldingText(string? Value, string? Outside, string? Evidence)
{
    /// <summary>Characters of a holder in words at most.</summary>
    public const int OutsideLimit = 60;

    private const string Kind = "holding";

    /// <summary>Enough to tell two apart, too little to use; null for none.</summary>
    public string? Masked => Contacts.Masked(Value);

    internal static byte[] Seal(FieldSealer fields, HoldingId id, HoldingText text) =>
        fields.Seal(Kind, id.Value, text);

    /// <exception cref="Custody.SecretNotOpenedException">The sealed text is not authentic for this holding.</exception>
    internal static HoldingText Open(FieldSealer fields, Holding holding) =>
        fields.Open<HoldingText>(Kind, holding.Id.Value, holding.SealedText);
}
