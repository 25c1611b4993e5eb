using System.Text;

namespace Vault.Web.Tests.Conventions;

/// <summary>
/// Reads a page as Razor does, as far as needed to tell text from markup and from code: what a reader of the page would see
/// without any resource, and the attributes with their values.
/// </summary>
public sealed class RazorText
{
    private static readonly string[] Directives =
    [
        "@page",
        "@model",
        "@using",
        "@inject",
        "@addTagHelper",
        "@namespace",
        "@inherits",
        "@implements",
        "@attribute",
    ];

    private static readonly string[] Blocks = ["if", "for", "foreach", "while", "switch", "using", "lock", "section"];

    private static readonly HashSet<string> Void =
    [
        "area",
        "base",
        "br",
        "col",
        "hr",
        "img",
        "input",
        "link",
        "meta",
        "source",
        "track",
        "wbr",
        "!doctype",
    ];

    private readonly string _source;
    private readonly StringBuilder _text = new();
    private int _at;

    private RazorText(string source) => _source = source;

    /// <summary>The literal text of the page, and its literal attributes.</summary>
    public string Text => _text.ToString();

    public List<(string Tag, string Name, string Value)> Attributes { get; } = [];

    public static RazorText Read(string source)
    {
        var page = new RazorText(WithoutDirectives(source));
        page.Markup(untilClosed: false);
        return page;
    }

    private char Now => _at < _source.Length ? _source[_at] : '\0';

    /// <summary>Reads markup; inside code it ends with the element it began with.</summary>
    private void Markup(bool untilClosed)
    {
        var open = 0;
        while (_at < _source.Length)
        {
            if (Starts("<!--"))
                SkipPast("-->");
            else if (Now == '<' && Next() is '/' or '!' || (Now == '<' && char.IsLetter(Next())))
                open += Tag();
            else if (Now == '@')
                Transition();
            else
                _text.Append(_source[_at++]);
            if (untilClosed && open <= 0)
                return;
        }
    }

    /// <summary>Reads one tag and answers by how much it changes the depth.</summary>
    private int Tag()
    {
        _at++;
        var closing = Now == '/';
        if (closing)
            _at++;
        var name = Word(c => !char.IsWhiteSpace(c) && c is not ('>' or '/'));
        while (_at < _source.Length && Now != '>' && !Starts("/>"))
            AttributeOrSpace(name);
        var selfClosed = Starts("/>");
        _at += selfClosed ? 2 : 1;
        _text.Append(' ');
        if (closing)
            return -1;
        return selfClosed || Void.Contains(name.ToLowerInvariant()) ? 0 : 1;
    }

    private void AttributeOrSpace(string tag)
    {
        if (char.IsWhiteSpace(Now) || Now == '/')
        {
            _at++;
            return;
        }
        var name = Word(c => !char.IsWhiteSpace(c) && c is not ('=' or '>' or '/'));
        if (Now != '=')
            return;
        _at++;
        if (Now is '"' or '\'')
            Attributes.Add((tag, name, Quoted(Now)));
        else
            Attributes.Add((tag, name, Word(c => !char.IsWhiteSpace(c) && c != '>')));
    }

    /// <summary>An attribute's value; quotes inside a Razor expression do not end it.</summary>
    private string Quoted(char quote)
    {
        var begin = ++_at;
        while (_at < _source.Length && Now != quote)
        {
            if (Now == '@')
                Expression();
            else
                _at++;
        }
        return _source[begin.._at++];
    }

    private void Transition()
    {
        if (Starts("@@"))
        {
            _text.Append('@');
            _at += 2;
        }
        else if (Starts("@*"))
            SkipPast("*@");
        else if (Starts("@{"))
        {
            _at += 2;
            Code();
        }
        else if (Blocks.FirstOrDefault(block => Starts("@" + block + " ") || Starts("@" + block + "(")) is { } found)
        {
            _at += found.Length + 1;
            Block();
        }
        else
            Expression();
        _text.Append(' ');
    }

    /// <summary>The head of a block, its body, and what may follow it: else, catch, finally.</summary>
    private void Block()
    {
        while (_at < _source.Length && Now != '{')
        {
            if (Now == '(')
                Balanced('(', ')');
            else
                _at++;
        }
        _at++;
        Code();
        var rest = _source[_at..].TrimStart();
        if (!rest.StartsWith("else"))
            return;
        _at = _source.Length - rest.Length;
        Block();
    }

    /// <summary>C# up to the brace that closes it; a tag at the beginning of a statement is markup again.</summary>
    private void Code()
    {
        var statementBegins = true;
        while (_at < _source.Length && Now != '}')
        {
            if (Starts("@*"))
                SkipPast("*@");
            else if (Starts("//"))
                SkipPast("\n");
            else if (statementBegins && Now == '<' && char.IsLetter(Next()))
                Markup(untilClosed: true);
            else if (Now == '@' && statementBegins)
                Transition();
            else if (Now is '"')
                StringLiteral();
            else if (Now == '(')
                Balanced('(', ')');
            else if (Now == '{')
            {
                _at++;
                Code();
                statementBegins = true;
                continue;
            }
            else
            {
                if (!char.IsWhiteSpace(Now))
                    statementBegins = Now is ';' or ':';
                _at++;
                continue;
            }
        }
        _at++;
    }

    /// <summary><c>@(…)</c> or <c>@name.more[…](…)</c></summary>
    private void Expression()
    {
        _at++;
        if (Now == '(')
        {
            Balanced('(', ')');
            return;
        }
        if (Starts("await "))
            _at += "await ".Length;
        while (_at < _source.Length)
        {
            if (char.IsLetterOrDigit(Now) || Now == '_')
                _at++;
            else if (Now is '.' or '?' or '!' && (char.IsLetter(Next()) || Next() is '.' or '['))
                _at++;
            else if (Now == '[')
                Balanced('[', ']');
            else if (Now == '(')
                Balanced('(', ')');
            else
                return;
        }
    }

    private void Balanced(char open, char close)
    {
        var depth = 0;
        while (_at < _source.Length)
        {
            if (Now == '"')
            {
                StringLiteral();
                continue;
            }
            if (Now == open)
                depth++;
            else if (Now == close)
                depth--;
            _at++;
            if (depth == 0)
                return;
        }
    }

    private void StringLiteral()
    {
        _at++;
        while (_at < _source.Length && Now != '"')
            _at += Now == '\\' ? 2 : 1;
        _at++;
    }

    private string Word(Func<char, bool> belongs)
    {
        var begin = _at;
        while (_at < _source.Length && belongs(Now))
            _at++;
        // A character that belongs to nothing must not stop the reader.
        if (_at == begin)
            _at++;
        return _source[begin.._at];
    }

    private char Next() => _at + 1 < _source.Length ? _source[_at + 1] : '\0';

    private bool Starts(string what) => string.CompareOrdinal(_source, _at, what, 0, what.Length) == 0;

    private void SkipPast(string what)
    {
        var found = _source.IndexOf(what, _at, StringComparison.Ordinal);
        _at = found < 0 ? _source.Length : found + what.Length;
    }

    private static string WithoutDirectives(string source) =>
        string.Join(
            '\n',
            source.Split('\n').Where(line => !Directives.Any(d => line.TrimStart('\uFEFF', ' ').StartsWith(d)))
        );
}
