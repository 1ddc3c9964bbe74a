namespace SelectQuest.Grading.Evidence.Plan.Pseudocode;

/// <summary>A listing as a tree of statements, nested by braces, by END words or by indentation, whichever it uses.</summary>
internal static class Listing
{
    private const int DepthLimit = 40;

    /// <summary>The listing's outermost statements.</summary>
    public static IReadOnlyList<Node> Parse(IReadOnlyList<PlanLine> lines)
    {
        var code = CodeText.Strip(lines);
        if (Braces.Structure(code))
        {
            return Braces.Parse(code);
        }
        return Nest(Statements(code));
    }

    private sealed record Raw(int Indent, CodeLine Line, string Text, string Comment);

    // Joins lines until parentheses balance, splits at semicolons, and puts a body on its header's line one level deeper.
    private static List<Raw> Statements(IReadOnlyList<CodeLine> code)
    {
        var statements = new List<Raw>();
        var byWords =
            code.Where(line => line.Text.Trim().Length > 0).Select(line => line.Indent).Distinct().Count() < 2;
        var depth = 0;
        for (var i = 0; i < code.Count; i++)
        {
            var first = code[i];
            var text = first.Text;
            var comment = first.Comment;
            for (var joined = 0; Open(text) > 0 && i + 1 < code.Count && joined < 12; joined++)
            {
                i++;
                text += " " + code[i].Text.Trim();
                comment = comment + " " + code[i].Comment;
            }
            if (text.Trim().Length == 0)
            {
                if (comment.Trim().Length > 0)
                {
                    statements.Add(new Raw(Math.Max(first.Indent, depth * 4), first, "", comment.Trim()));
                }
                continue;
            }
            var closes = Keywords.Closes(text);
            depth = closes && byWords ? Math.Max(0, depth - 1) : depth;
            var indent = byWords ? depth * 4 : first.Indent;
            if (closes)
            {
                continue;
            }
            foreach (var part in Parts(text))
            {
                statements.Add(new Raw(indent, first, part, comment.Trim()));
                indent += IsInlineHeader(part) ? 2 : 0;
            }
            if (
                byWords
                && Parts(text).Count() == 1
                && Keywords.KindOf(text, nested: false) is NodeKind.Loop or NodeKind.If or NodeKind.Function
            )
            {
                depth++;
            }
            else if (byWords && Keywords.KindOf(text, nested: false) == NodeKind.Else && statements.Count > 0)
            {
                statements[^1] = statements[^1] with { Indent = Math.Max(0, (depth - 1) * 4) };
            }
        }
        return statements;
    }

    private static int Open(string text) => text.Count(c => c is '(' or '[') - text.Count(c => c is ')' or ']');

    private static IEnumerable<string> Parts(string text)
    {
        var start = 0;
        var open = 0;
        for (var i = 0; i < text.Length; i++)
        {
            open +=
                text[i] is '(' or '[' or '{' ? 1
                : text[i] is ')' or ']' or '}' ? -1
                : 0;
            var ends =
                text[i] == ';' ? 1
                : open > 0 ? 0
                : HeadEnd(text, i);
            if (ends > 0 && text[i] != ';' && !IsHead(text[start..i]))
            {
                ends = 0;
            }
            if (ends > 0 && open <= 0)
            {
                var mark = text[i] == ';' ? "" : ":";
                if (text[start..i].Trim().Length > 0)
                {
                    yield return text[start..i] + mark;
                }
                i += ends - 1;
                start = i + 1;
            }
        }
        if (text[start..].Trim().Length > 0)
        {
            yield return text[start..];
        }
    }

    private static bool IsHead(string text) =>
        Keywords.KindOf(text, nested: false) is NodeKind.If or NodeKind.Else or NodeKind.Loop;

    // The length of what may stand between a header and a body on its line.
    private static int HeadEnd(string text, int at) =>
        text[at] switch
        {
            ':' => at + 1 < text.Length && text[at + 1] is ' ' or '\t' ? 1 : 0,
            '→' or '：' => 1,
            '-' or '=' => text.AsSpan(at + 1).StartsWith("> ") ? 2 : 0,
            ' ' => Then.FirstOrDefault(then =>
                text.AsSpan(at).StartsWith(then, StringComparison.OrdinalIgnoreCase)
            )?.Length
                ?? 0,
            _ => 0,
        };

    private static readonly string[] Then = [" then ", " dann ", " alors ", " entonces ", " do "];

    private static bool IsInlineHeader(string part) => part.EndsWith(':') && IsHead(part);

    private static List<Node> Nest(List<Raw> statements)
    {
        var roots = new List<Node>();
        var open = new Stack<(int Indent, List<Node> Children)>();
        for (var i = 0; i < statements.Count; i++)
        {
            var (indent, line, text, comment) = statements[i];
            while (open.Count > 0 && open.Peek().Indent >= indent)
            {
                open.Pop();
            }
            var following = statements.Skip(i + 1).FirstOrDefault(next => next.Text.Length > 0);
            var nested = following is not null && following.Indent > indent;
            var trimmed = text.Trim();
            var node = new Node(
                line.Number,
                line.Column + (line.Text.Length - line.Text.TrimStart().Length),
                trimmed,
                comment,
                trimmed.Length == 0 ? NodeKind.Plain : Keywords.KindOf(trimmed, nested)
            );
            (open.Count > 0 ? open.Peek().Children : roots).Add(node);
            if (open.Count < DepthLimit && trimmed.Length > 0)
            {
                open.Push((indent, node.Children));
            }
        }
        return roots;
    }
}
