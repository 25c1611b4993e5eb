using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Html;
using QRCoder;

namespace Vault.Web.SignIn;

/// <summary>Draws a QR code as SVG, here and nowhere else: what it holds leaves the vault only on this page.</summary>
public sealed class QrCodes
{
    /// <summary>
    /// One path, dark on light whatever the theme, with the margin scanners need. <paramref name="text"/> is cleared.
    /// <paramref name="label"/> says to a screen reader what it is.
    /// </summary>
    public IHtmlContent Svg(char[] text, string label)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        try
        {
            using var code = QRCodeGenerator.GenerateQrCode(bytes, QRCodeGenerator.ECCLevel.M);
            return new HtmlContentBuilder()
                .AppendFormat(
                    "<svg class=\"qr-code\" role=\"img\" aria-label=\"{0}\" viewBox=\"0 0 {1} {1}\" "
                        + "shape-rendering=\"crispEdges\"><rect width=\"100%\" height=\"100%\" fill=\"#fff\"/>",
                    label,
                    code.ModuleMatrix.Count
                )
                .AppendHtml("<path fill=\"#000\" d=\"")
                .AppendHtml(Path(code))
                .AppendHtml("\"/></svg>");
        }
        finally
        {
            CryptographicOperations.ZeroMemory(bytes);
            Array.Clear(text);
        }
    }

    private static string Path(QRCodeData code)
    {
        var path = new StringBuilder();
        for (var y = 0; y < code.ModuleMatrix.Count; y++)
        {
            for (var x = 0; x < code.ModuleMatrix.Count; x++)
            {
                if (code.ModuleMatrix[y][x])
                    path.Append(CultureInfo.InvariantCulture, $"M{x} {y}h1v1h-1z");
            }
        }
        return path.ToString();
    }
}
