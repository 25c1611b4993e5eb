using System.Globalization;
using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc.Rendering;

namespace Vault.Web.Components;

/// <summary>The ring that empties with the seconds left. Hidden from screen readers, which would have to hear every second.</summary>
internal static class Ring
{
    public static IHtmlContent Html(int seconds, int of)
    {
        var spent = of <= 0 ? 100 : 100 - (100.0 * seconds / of);
        var drawing = Markup
            .Element("svg", null, ("viewBox", "0 0 36 36"))
            .With(Circle("ring-track", null), Circle("ring-left", spent.ToString("0.#", CultureInfo.InvariantCulture)));
        var number = Markup.Text("span", "ring-seconds", seconds.ToString(CultureInfo.InvariantCulture));
        number.Attributes["data-left"] = "";
        return Markup.Element("span", "ring", ("aria-hidden", "true"), ("data-ring", "")).With(drawing, number);
    }

    private static TagBuilder Circle(string @class, string? spent) =>
        Markup.Element(
            "circle",
            @class,
            ("cx", "18"),
            ("cy", "18"),
            ("r", "15.5"),
            ("pathLength", "100"),
            ("stroke-dasharray", spent is null ? null : "100"),
            ("stroke-dashoffset", spent)
        );
}
