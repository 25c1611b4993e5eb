using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Xml.Linq;
using Xunit;

namespace Vault.TestKit;

/// <summary>A word where it stands on a page: the middle of it, in points from the upper left corner.</summary>
public sealed record PaperWord(string Text, double X, double Y);

/// <summary>A page of a PDF: its size in points, and its words.</summary>
public sealed record PaperPage(double Width, double Height, IReadOnlyList<PaperWord> Words);

/// <summary>A page as it looks: <paramref name="Grey"/> has a byte for each point, line by line, 0 is black.</summary>
public sealed record PaperPicture(int Width, int Height, byte[] Grey)
{
    /// <summary>Whether there is ink; print is black on white.</summary>
    public bool IsInk(int x, int y) => Grey[(y * Width) + x] < 128;
}

/// <summary>Reads back what stands on paper: a PDF, by <c>pdftotext</c> and <c>pdftoppm</c>.</summary>
public static class Paper
{
    /// <summary>Points of a picture to a point of the page.</summary>
    public const int Magnification = 3;

    /// <summary>The text, line by line as it lies on the page; a form feed ends each page.</summary>
    public static string TextOf(string pdf) =>
        Encoding.UTF8.GetString(Run("pdftotext", "-layout", "-enc", "UTF-8", pdf, "-"));

    public static IReadOnlyList<PaperPage> PagesOf(string pdf)
    {
        var read = XDocument.Parse(Encoding.UTF8.GetString(Run("pdftotext", "-bbox", "-enc", "UTF-8", pdf, "-")));
        return
        [
            .. read.Descendants()
                .Where(e => e.Name.LocalName == "page")
                .Select(page => new PaperPage(
                    Number(page, "width"),
                    Number(page, "height"),
                    [.. page.Elements().Select(word => new PaperWord(word.Value, Middle(word, "x"), Middle(word, "y")))]
                )),
        ];

        static double Middle(XElement word, string axis) =>
            (Number(word, axis + "Min") + Number(word, axis + "Max")) / 2;

        static double Number(XElement element, string name) =>
            double.Parse(element.Attribute(name)!.Value, CultureInfo.InvariantCulture);
    }

    /// <param name="page">From 1.</param>
    public static PaperPicture PictureOf(string pdf, int page)
    {
        var (number, density) = (Said(page), Said(72 * Magnification));
        var file = Run("pdftoppm", "-gray", "-r", density, "-f", number, "-l", number, "-singlefile", pdf);
        // P5, width, height and the brightest value, each ended by white space.
        var head = Encoding.ASCII.GetString(file, 0, 40).Split((char[])[' ', '\n'], 5);
        var (width, height) = (Read(head[1]), Read(head[2]));
        return new(width, height, file[^(width * height)..]);

        static string Said(int value) => value.ToString(CultureInfo.InvariantCulture);

        static int Read(string text) => int.Parse(text, CultureInfo.InvariantCulture);
    }

    /// <summary>Each of the words stands on the page, each after the one before.</summary>
    public static void HoldsInOrder(string page, params string[] words)
    {
        var at = 0;
        foreach (var word in words)
        {
            var found = page.IndexOf(word, at, StringComparison.Ordinal);
            Assert.True(found >= 0, $"{word} does not stand after what should come before it:\n{page}");
            at = found + word.Length;
        }
    }

    private static byte[] Run(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true })!;
        using var output = new MemoryStream();
        process.StandardOutput.BaseStream.CopyTo(output);
        process.WaitForExit();
        Assert.Equal(0, process.ExitCode);
        return output.ToArray();
    }
}
