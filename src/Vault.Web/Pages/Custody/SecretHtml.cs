using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Html;
using Vault.Core.Audit;
using Vault.Core.Custody;
using Vault.Web.Components;

namespace Vault.Web.Pages.Custody;

/// <summary>
/// A revealed secret on its way into the response: it is opened while the page is being written, and for that one
/// moment. Needs the receipt of the reveal, which is good once.
/// </summary>
public sealed class SecretHtml(SealedSecret secret, AuditReceipt<SecretRevealed> receipt, Sealer sealer) : IHtmlContent
{
    /// <exception cref="SecretNotOpenedException">The ciphertext is not authentic.</exception>
    public void WriteTo(TextWriter writer, HtmlEncoder encoder) =>
        sealer.Open(
            secret,
            receipt,
            opened =>
            {
                opened.WriteTo(writer, SecretGlyphs.Write);
                return true;
            }
        );
}
