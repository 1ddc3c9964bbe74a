using System.Text;
using System.Text.RegularExpressions;

namespace SelectQuest.Grading.Evidence.Plan.Pseudocode;

/// <summary>Nesting by braces, with braceless bodies after a header, and braces that only hold values left alone.</summary>
internal sealed partial class Braces
{
    private const int DepthLimit = 40;

    private sealed record Scope(List<Node> Children, Node? Header, int Parens);

    private readonly Stack<Scope> _scopes = new();
    private readonly StringBuilder _text = new();
    private readonly StringBuilder _comment = new();
    private int _parens;
    private int _values;
    private CodeLine? _start;
    private int _startColumn;
    private bool _macro;

    /// <summary>Whether the listing's braces nest statements.</summary>
    public static bool Structure(IReadOnlyList<CodeLine> code)
    {
        for (var i = 0; i < code.Count; i++)
        {
            var line = code[i].Text;
            for (var at = line.IndexOf('{'); at >= 0; at = line.IndexOf('{', at + 1))
            {
                var before = line[..at].TrimEnd();
                before = before.Length > 0 || i == 0 ? before : code[i - 1].Text.TrimEnd();
                if (Opens(before, line, at))
                {
                    return true;
                }
            }
        }
        return false;
    }

    /// <summary>The outermost statements.</summary>
    public static IReadOnlyList<Node> Parse(IReadOnlyList<CodeLine> code)
    {
        var braces = new Braces();
        var roots = new List<Node>();
        braces._scopes.Push(new Scope(roots, null, 0));
        foreach (var line in code)
        {
            braces.Take(line);
        }
        braces.End();
        return roots;
    }

    private void Take(CodeLine line)
    {
        if (line.Text.TrimStart().StartsWith("#define", StringComparison.Ordinal) || _macro)
        {
            _start = _macro ? _start : line;
            _startColumn = line.Column;
            _text.Append(line.Text.Trim().TrimEnd('\\')).Append(' ');
            _macro = line.Text.TrimEnd().EndsWith('\\');
            if (!_macro)
            {
                Make(_text.ToString(), nested: false);
            }
            return;
        }
        for (var i = 0; i < line.Text.Length; i++)
        {
            var c = line.Text[i];
            if (_text.Length == 0 && !char.IsWhiteSpace(c))
            {
                _start = line;
                _startColumn = line.Column + i;
            }
            switch (c)
            {
                case '{'
                    when _values == 0 && Opens(_text.ToString().TrimEnd(), line.Text, i) && _scopes.Count < DepthLimit:
                    Open();
                    continue;
                case '{':
                    _values++;
                    break;
                case '}' when _values > 0:
                    _values--;
                    break;
                case '}':
                    End();
                    if (_scopes.Count > 1)
                    {
                        _parens = _scopes.Pop().Parens;
                    }
                    continue;
                case '(' or '[':
                    _parens++;
                    break;
                case ')' or ']':
                    _parens = Math.Max(0, _parens - 1);
                    break;
                case ';' when _parens == 0 && _values == 0:
                    End();
                    continue;
            }
            if (_text.Length > 0 || !char.IsWhiteSpace(c))
            {
                _text.Append(c);
            }
        }
        if (line.Comment.Length > 0)
        {
            _comment.Append(line.Comment).Append(' ');
            if (_text.ToString().Trim().Length == 0)
            {
                Remark(line);
            }
        }
        var text = _text.ToString().TrimEnd();
        if (_parens == 0 && _values == 0 && text.Length > 0 && !Continues(text))
        {
            // Pseudocode may leave semicolons out; a header waits for its brace or its one statement.
            if (!IsHeader(text))
            {
                End();
            }
            else
            {
                _text.Append(' ');
            }
        }
        else if (_text.Length > 0)
        {
            _text.Append(' ');
        }
    }

    // A comment on its own line belongs to what was said last.
    private void Remark(CodeLine line)
    {
        var children = _scopes.Peek().Children;
        children.Add(new Node(line.Number, line.Column, "", _comment.ToString().Trim(), NodeKind.Plain));
        _comment.Clear();
    }

    private void Open()
    {
        var text = _text.ToString().Trim();
        var lambda = _parens > 0;
        var node = Make(text, nested: true);
        _scopes.Push(new Scope(node.Children, node, lambda ? _parens : 0));
        _parens = 0;
    }

    private void End()
    {
        _values = 0;
        var text = _text.ToString().Trim();
        if (text.Length == 0)
        {
            _text.Clear();
            return;
        }
        // if (x) y;  for (..) if (x) y;
        var body = BodyAfterHeader(text);
        if (body > 0 && body < text.Length)
        {
            var header = text[..body];
            var rest = text[body..].Trim();
            _text.Clear().Append(header);
            var node = Make(header, nested: true);
            _scopes.Push(new Scope(node.Children, node, 0));
            _text.Append(rest);
            End();
            _scopes.Pop();
            return;
        }
        Make(text, nested: false);
    }

    private Node Make(string text, bool nested)
    {
        var start = _start;
        var node = new Node(
            start?.Number ?? 1,
            _startColumn,
            text.Trim(),
            _comment.ToString().Trim(),
            text.Trim().Length == 0 ? NodeKind.Plain : Keywords.KindOf(text, nested)
        );
        _text.Clear();
        _comment.Clear();
        _scopes.Peek().Children.Add(node);
        return node;
    }

    private static bool IsHeader(string text) =>
        HeaderStart().IsMatch(text)
            && (text.EndsWith(')') || HeaderAlone().IsMatch(text))
            && BodyAfterHeader(text) is var body
            && (body < 0 || body >= text.Length)
        || Declarator().IsMatch(text);

    private static bool Continues(string text) =>
        text.EndsWith("&&", StringComparison.Ordinal)
        || text.EndsWith("||", StringComparison.Ordinal)
        || text.EndsWith('=')
        || text.EndsWith(',')
        || text.EndsWith('|')
        || text.EndsWith('+') && !text.EndsWith("++", StringComparison.Ordinal)
        || text.EndsWith('?');

    // Where the statement under a braceless header starts; -1 if the text has no header.
    private static int BodyAfterHeader(string text)
    {
        if (HeaderAlone().Match(text) is { Success: true } alone)
        {
            return alone.Length;
        }
        if (!HeaderStart().IsMatch(text))
        {
            return -1;
        }
        var open = 0;
        for (var i = text.IndexOf('('); i >= 0 && i < text.Length; i++)
        {
            open +=
                text[i] == '(' ? 1
                : text[i] == ')' ? -1
                : 0;
            if (open == 0)
            {
                return i + 1;
            }
        }
        return -1;
    }

    private static bool Opens(string before, string line, int at)
    {
        if (before.Contains("new ", StringComparison.Ordinal) && Expressions.Assignment(before) is not null)
        {
            return false; // = new List<Socket>(some) { one }
        }
        if (
            before.Length == 0
            || before.EndsWith(';')
            || before.EndsWith('}')
            || before.EndsWith('{')
            || before.EndsWith(')')
        )
        {
            return true;
        }
        if (
            before.EndsWith("=>", StringComparison.Ordinal)
            || before.EndsWith("->", StringComparison.Ordinal)
            || Opener().IsMatch(before)
        )
        {
            return true;
        }
        var last = before[^1];
        if (last is '=' or ',' or '(' or ':' or '[' or '|' or '&' or '∪' or '+' or '\\')
        {
            return last == ':' && BlockLabel().IsMatch(before)
                || last == '|' && before.Contains("do |", StringComparison.Ordinal);
        }
        if (ValueWord().IsMatch(before))
        {
            return false;
        }
        // Connection{...} is a value, while running { is not.
        return at > 0 && char.IsWhiteSpace(line[at - 1]) && !before.Contains('=', StringComparison.Ordinal)
            || Headed().IsMatch(before);
    }

    [GeneratedRegex(
        @"^\s*(\}\s*)?(else\s+if|if|while|for|foreach|switch|until|elif)\s*(constexpr\s*)?\(",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex HeaderStart();

    [GeneratedRegex(@"^\s*(\}\s*)?(else|do)\b(?!\s*if\b)", RegexOptions.IgnoreCase)]
    private static partial Regex HeaderAlone();

    [GeneratedRegex(
        @"^\s*((static|inline|public|private|internal|pub|async|unsafe|extern)\s+)*(void|int|bool|func|fn|function|def|class|struct|enum|interface|Connection\??\*?)\s+\w+\s*(\([^()]*\))?\s*$"
    )]
    private static partial Regex Declarator();

    [GeneratedRegex(
        @"\b(do|else|loop|try|finally|forever|unsafe|repeat|then|default|begin|const|override)\s*:?$",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex Opener();

    [GeneratedRegex(@"^\s*(case\b.*|default|\w+):$", RegexOptions.IgnoreCase)]
    private static partial Regex BlockLabel();

    [GeneratedRegex(@"\b(return|in|of|new|yield|zero|clear)$|[\])>]\s*$", RegexOptions.IgnoreCase)]
    private static partial Regex ValueWord();

    [GeneratedRegex(
        @"^\s*(pub\s+)?(while|for|foreach|if|else|switch|match|loop|class|struct|interface|enum|fn|func|def|namespace|impl|union|typedef|solange|wenn|falls|mientras|si|pour|tant)\b",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex Headed();
}
