using Vault.Core.People;

namespace Vault.Core.Handovers;

/// <summary>
/// What people typed about a handover, sealed beside its rows and bound to them: the reason, what the leaver named himself,
/// why a list was sent back, remarks to a line, why a change was waived.
/// </summary>
internal static class HandoverText
{
    private const string Kind = "handover";

    public static byte[] Seal(FieldSealer fields, HandoverId id, string text) => fields.Seal(Kind, id.Value, text);

    /// <exception cref="Custody.SecretNotOpenedException">The sealed text is not authentic for this handover.</exception>
    public static string Reason(FieldSealer fields, Handover handover) =>
        fields.Open<string>(Kind, handover.Id.Value, handover.SealedReason);

    /// <summary>Of a part: bound to the account too.</summary>
    public static byte[] SealReturn(FieldSealer fields, HandoverPart part, string text) =>
        fields.Seal($"{Kind}/{part.Handover}", part.Account.Value, text);

    /// <inheritdoc cref="Reason"/>
    public static string? Return(FieldSealer fields, HandoverPart part) =>
        part.SealedReturn is { } bytes
            ? fields.Open<string>($"{Kind}/{part.Handover}", part.Account.Value, bytes)
            : null;

    public static byte[] SealItem(FieldSealer fields, HandoverItemId id, string text) =>
        fields.Seal("handover-item", id.Value, text);

    /// <inheritdoc cref="Reason"/>
    public static string? Item(FieldSealer fields, HandoverItem item) =>
        item.SealedText is { } bytes ? fields.Open<string>("handover-item", item.Id.Value, bytes) : null;

    public static byte[] SealRemark(FieldSealer fields, HandoverItemId id, string text) =>
        fields.Seal("handover-remark", id.Value, text);

    /// <inheritdoc cref="Reason"/>
    public static string? Remark(FieldSealer fields, HandoverItem item) =>
        item.SealedRemark is { } bytes ? fields.Open<string>("handover-remark", item.Id.Value, bytes) : null;

    public static byte[] SealWaiver(FieldSealer fields, HandoverWaiverId id, string text) =>
        fields.Seal("handover-waiver", id.Value, text);

    /// <inheritdoc cref="Reason"/>
    public static string Waiver(FieldSealer fields, HandoverWaiver waiver) =>
        fields.Open<string>("handover-waiver", waiver.Id.Value, waiver.SealedReason);
}
