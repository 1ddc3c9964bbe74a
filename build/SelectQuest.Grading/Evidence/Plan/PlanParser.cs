using System.Text.RegularExpressions;
using Markdig;
using Markdig.Parsers;
using Markdig.Syntax;

namespace SelectQuest.Grading.Evidence.Plan;

/// <summary>
/// Markdown to <see cref="PlanDocument"/>. Markdig says what each line is part of; the text itself is taken from the
/// student's lines, so that places are right to the column. Inline markup is not parsed: words are looked up in it as is.
/// </summary>
internal sealed partial class PlanParser
{
    private static readonly MarkdownPipeline BlocksOnly = Pipeline();

    private readonly IReadOnlyList<PlanLine> _lines;
    private readonly List<PlanBlock> _blocks = [];
    private readonly List<Section> _sections = [];
    private Section _section = Section.None;
    private int _groups;

    private PlanParser(IReadOnlyList<PlanLine> lines) => _lines = lines;

    /// <summary>Reads a plan's blocks.</summary>
    public static PlanDocument Parse(string path, string text)
    {
        var (lines, tables) = HtmlTables.Extract(PlanLines.Read(text));
        var parser = new PlanParser(lines);
        parser.Walk(Markdown.Parse(string.Join('\n', lines.Select(line => line.Text)), BlocksOnly), depth: 0);
        return new PlanDocument(path, parser.With(tables), parser._sections);
    }

    private static MarkdownPipeline Pipeline()
    {
        var builder = new MarkdownPipelineBuilder();
        builder.InlineParsers.Clear();
        // HTML is read as text: tags hold no words, and a block of it would hide the words between them.
        builder.BlockParsers.TryRemove<HtmlBlockParser>();
        return builder.Build();
    }

    private void Walk(ContainerBlock container, int depth)
    {
        var group = container is ListBlock ? ++_groups : 0;
        foreach (var block in container)
        {
            switch (block)
            {
                case HeadingBlock heading:
                    Enter(heading);
                    break;
                case CodeBlock code:
                    Add(code);
                    break;
                case ListItemBlock item:
                    Add(item, depth + 1, group);
                    break;
                case ParagraphBlock paragraph:
                    EnterLabel(LinesOf(paragraph));
                    AddText(LinesOf(paragraph), BlockKind.Prose, depth, "", 0);
                    break;
                case ContainerBlock inner:
                    Walk(inner, depth);
                    break;
            }
        }
    }

    private void Enter(HeadingBlock heading)
    {
        var line = LinesOf(heading) is [var own, ..] ? own : _lines[Math.Min(heading.Line, _lines.Count - 1)];
        Enter(line.Text.Trim().Trim('#').Trim(), heading.Level, line);
    }

    // **Timeout.** One second ...   is a heading for those who dislike headings.
    private void EnterLabel(List<PlanLine> lines)
    {
        if (lines.Count > 0 && BoldLead().Match(lines[0].Text) is { Success: true } lead)
        {
            Enter(lead.Groups["title"].Value.Trim(' ', '.', ':'), 7, lines[0]);
        }
    }

    private void Enter(string title, int level, PlanLine line)
    {
        var above = _sections
            .AsEnumerable()
            .Reverse()
            .Aggregate(
                new List<Section>(),
                (path, section) =>
                {
                    if (section.Level < (path.Count == 0 ? level : path[^1].Level))
                    {
                        path.Add(section);
                    }
                    return path;
                }
            )
            .AsEnumerable()
            .Reverse()
            .Select(section => Folded.Of(section.Title));
        _section = new Section(title, level, line.Number, [.. above, Folded.Of(title)]);
        _sections.Add(_section);
    }

    private void Add(CodeBlock code)
    {
        var lines = new List<PlanLine>();
        for (var i = 0; i < code.Lines.Count; i++)
        {
            var source = code.Lines.Lines[i];
            var at = Math.Clamp(source.Line, 0, _lines.Count - 1);
            lines.Add(new PlanLine(_lines[at].Number, source.Column + 1, source.Slice.ToString()));
        }
        while (lines.Count > 0 && lines[^1].Text.Trim().Length == 0)
        {
            lines.RemoveAt(lines.Count - 1);
        }
        if (lines.Count == 0)
        {
            return;
        }
        // A tab in front turns a table or a list into a listing; it is still a table or a list.
        if (code is not FencedCodeBlock && lines.All(line => line.Text.TrimStart() is "" or ['|', ..]))
        {
            AddText([.. lines.Where(line => line.Text.Trim().Length > 0)], BlockKind.Prose, 0, "", 0);
            return;
        }
        _blocks.Add(new PlanBlock(BlockKind.Code, _section, lines));
    }

    private void Add(ListItemBlock item, int depth, int group)
    {
        var marker = Marker()
            .Match(_lines[item.Line].Text[Math.Min(item.Column, _lines[item.Line].Text.Length)..])
            .Value;
        var first = true;
        foreach (var block in item)
        {
            if (first && block is ParagraphBlock text)
            {
                AddText(LinesOf(text), BlockKind.Item, depth, marker.Trim(), group);
            }
            else
            {
                // - tests:   names what is nested in it
                var outer = _section;
                if (_blocks is [.., { Kind: BlockKind.Item } above] && above.Text.Length < 60 && above.Text.TrimEnd().EndsWith(':'))
                {
                    Enter(above.Text.Trim(' ', ':', '*'), 8 + depth, above.Lines[0]);
                    _section = _section with { Within = outer.Within ?? outer };
                }
                Walk(new Holder(block), depth);
                _section = outer;
            }
            first = false;
        }
    }

    /// <summary>Lines of text, taken apart where they are rows of a table, lettered items or scenario headings.</summary>
    private void AddText(List<PlanLine> lines, BlockKind kind, int depth, string marker, int group)
    {
        var run = new List<PlanLine>();
        for (var i = 0; i < lines.Count; i++)
        {
            var rows = PipeTables.At(lines, i);
            if (rows == 0)
            {
                if (run.Count > 0 && OwnMarker().IsMatch(lines[i].Text))
                {
                    Flush();
                }
                run.Add(lines[i]);
                continue;
            }
            Flush();
            _blocks.AddRange(PipeTables.Rows(lines.Skip(i).Take(rows).ToArray(), _section, ++_groups));
            i += rows - 1;
        }
        Flush();

        void Flush()
        {
            if (run.Count == 0)
            {
                return;
            }
            var own = OwnMarker().Match(run[0].Text);
            _blocks.Add(
                new PlanBlock(own.Success ? BlockKind.Item : kind, _section, run.ToArray())
                {
                    Depth = depth,
                    Marker = own.Success ? own.Value.Trim() : marker,
                    Group = own.Success ? -_section.Line : group,
                }
            );
            run.Clear();
        }
    }

    private List<PlanLine> LinesOf(LeafBlock block)
    {
        var text = new List<PlanLine>();
        // A setext heading's own line is its underline; its span starts at the title.
        PositionOf(0);
        var at = Math.Max(0, Array.FindLastIndex(_starts!, _lines.Count - 1, start => start <= block.Span.Start));
        var end = block.Span.End;
        // Spans count characters of the joined text; walk lines until the block's end is passed.
        for (var position = PositionOf(at); at < _lines.Count && position <= end; at++)
        {
            var line = _lines[at];
            position += line.Text.Length + 1;
            var skip = text.Count == 0 ? Math.Min(block.Column, line.Text.Length) : Quote().Match(line.Text).Length;
            var content = line.Text[skip..];
            skip += content.Length - content.TrimStart().Length;
            text.Add(line with { Column = skip + 1, Text = content.Trim() });
        }
        return text;
    }

    private int PositionOf(int line)
    {
        if (_starts is null)
        {
            _starts = new int[_lines.Count + 1];
            for (var i = 0; i < _lines.Count; i++)
            {
                _starts[i + 1] = _starts[i] + _lines[i].Text.Length + 1;
            }
        }
        return _starts[Math.Min(line, _lines.Count)];
    }

    private List<PlanBlock> With(IReadOnlyList<PlanBlock> tables)
    {
        foreach (var row in tables)
        {
            var section = _sections.LastOrDefault(candidate => candidate.Line <= row.Line) ?? Section.None;
            var at = _blocks.FindIndex(block => block.Line > row.Line);
            _blocks.Insert(at < 0 ? _blocks.Count : at, row with { Section = section, Group = row.Group + 100_000 });
        }
        return _blocks;
    }

    private int[]? _starts;

    // Markdig's blocks know their parent; a holder lets one be walked without being moved.
    private sealed class Holder : ContainerBlock
    {
        public Holder(Block block)
            : base(null)
        {
            block.Parent?.Remove(block);
            Add(block);
        }
    }

    [GeneratedRegex(@"^(\*\*|__)(?<title>[^*_]{2,60})(\*\*|__)", RegexOptions.NonBacktracking)]
    private static partial Regex BoldLead();

    [GeneratedRegex(@"^\s*([-*+]|\d{1,9}[.)])\s")]
    private static partial Regex Marker();

    // (a)  b)  c.  A:  IV.  S1:  ①
    [GeneratedRegex(
        @"^\s*(?:[*_]{0,2})(?:\(?[a-zA-Z]\)|[A-Z][.:]|\(\d{1,2}\)|[IVX]{1,4}[.)]|[A-Z]{1,2}-?\d{1,2}\s?[.):]|[①-⑳]|(?i:test|case|scenario|szenario|fall|caso|prueba)\s*\d{1,2}\s*[:.)])(?:[*_]{0,2})\s"
    )]
    private static partial Regex OwnMarker();

    [GeneratedRegex(@"^\s*(>\s?)+")]
    private static partial Regex Quote();
}
