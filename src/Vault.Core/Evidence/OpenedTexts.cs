using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using Vault.Core.Audit;

namespace Vault.Core.Evidence;

/// <summary>The line of an export that holds the private texts of one entry, each with the salt of its commitment.</summary>
internal static class OpenedTexts
{
    // The file is for people too: what they wrote stands in it as they wrote it.
    private static readonly JsonWriterOptions Json = new() { Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) };

    /// <summary>Nothing is written where no text is open: destroyed ones leave their commitment in the leaf.</summary>
    public static void Write(
        IReadOnlyList<AuditDetail> details,
        byte[] leaf,
        DetailSealer sealer,
        ArrayBufferWriter<byte> into
    )
    {
        var open = sealer.Inspect(EventCodec.Read(leaf), details).Where(d => d.State == DetailState.Open).ToList();
        if (open.Count == 0)
            return;
        using (var w = new Utf8JsonWriter(into, Json))
        {
            w.WriteStartObject();
            w.WriteNumber("seq", details[0].Sequence);
            w.WriteStartObject("texts");
            foreach (var detail in open)
            {
                w.WriteStartObject(detail.Field);
                w.WriteBase64String("salt", detail.Text.Salt);
                w.WriteString("text", detail.Text.Text);
                w.WriteEndObject();
            }
            w.WriteEndObject();
            w.WriteEndObject();
        }
        into.Write("\n"u8);
    }
}
