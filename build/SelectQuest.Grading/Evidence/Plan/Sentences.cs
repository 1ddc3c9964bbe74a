using System.Text.RegularExpressions;

namespace SelectQuest.Grading.Evidence.Plan;

/// <summary>One sentence of prose, an item's or a cell's part.</summary>
internal sealed record Sentence(PlanBlock Block, PlanLine At, string Text)
{
    /// <summary><see cref="Text"/>, folded.</summary>
    public string Words { get; } = Folded.Of(Text);

    /// <summary>Asks instead of saying.</summary>
    public bool IsQuestion { get; } =
        Text.TrimEnd(' ', '*', '_', '"', ')').EndsWith('?') || Text.TrimEnd().EndsWith('？');
}

/// <summary>Cuts text into sentences, wherever its lines break.</summary>
internal static partial class Sentences
{
    /// <summary>The sentences of a block that say something; questions are left out.</summary>
    public static IEnumerable<Sentence> Of(PlanBlock block) => All(block).Where(sentence => !sentence.IsQuestion);

    /// <summary>All sentences of a block.</summary>
    public static IEnumerable<Sentence> All(PlanBlock block)
    {
        var text = block.Kind == BlockKind.Row ? string.Join(" | ", block.Cells) : block.Text;
        var start = 0;
        foreach (Match match in End().Matches(text))
        {
            if (text[start..(match.Index + match.Length)].Trim().Length > 0)
            {
                yield return Make(block, text, start, match.Index + match.Length);
            }
            start = match.Index + match.Length;
        }
        if (text[start..].Trim().Length > 0)
        {
            yield return Make(block, text, start, text.Length);
        }
    }

    private static Sentence Make(PlanBlock block, string text, int start, int end)
    {
        var first = start + (text[start..end].Length - text[start..end].TrimStart().Length);
        var line = block.Kind == BlockKind.Row ? 0 : text.AsSpan(0, first).Count('\n');
        var at = block.Lines[Math.Min(line, block.Lines.Count - 1)];
        var column = block.Kind == BlockKind.Row ? 0 : first - (text.LastIndexOf('\n', Math.Max(0, first - 1)) + 1);
        return new Sentence(block, at with { Column = at.Column + Math.Max(0, column) }, text[first..end].TrimEnd());
    }

    // A dot ends a sentence only before white space: 1.5 s, tv.tv_sec.
    [GeneratedRegex(
        @"(?<!\b(?:e\.g|i\.e|z\.B|etc|vs|ca|approx|p\. ?ej|bzw|d\.h))[.!?;](?=[\s*_""')]|$)[*_""')]*|[。！？；]"
    )]
    private static partial Regex End();
}
