using System.Text.RegularExpressions;
using SelectQuest.Grading.Evidence.Plan.Pseudocode;

namespace SelectQuest.Grading.Evidence.Plan;

/// <summary>A loop told in sentences: numbered steps, bullets or paragraphs that say what happens in which order.</summary>
internal static partial class ProsePseudocode
{
    private static readonly Words Conditions = new(
        "if, when, whenever, for each, for every, wenn, falls, si, quand, pour chaque, cuando, para cada, もし, なら, 如果, 若"
    );

    /// <summary>Each run of prose under one heading that speaks of select, as a tree of statements.</summary>
    public static IEnumerable<(PlanBlock Block, IReadOnlyList<Node> Roots)> In(PlanDocument plan)
    {
        var runs = plan
            .Blocks.Where(block => block.Kind is not BlockKind.Code)
            .GroupBy(block => block.Section.Within ?? block.Section);
        foreach (var run in runs)
        {
            var blocks = run.ToArray();
            // One sentence is a promise; a loop that is told takes several.
            if (blocks.Any(block => Names(block.Words)) && blocks.SelectMany(Steps).Count() > 3)
            {
                yield return (blocks[0], Nest(blocks));
            }
        }
    }

    private static bool Names(string words) => words.Contains("select", StringComparison.Ordinal);

    // A flow of arrows has one step a line; "in the error set? close it" is a condition there, not a question.
    private static IEnumerable<Sentence> Steps(PlanBlock block) =>
        block.Lines.Count(line => Arrow().IsMatch(line.Text)) < 3
            ? Sentences.Of(block)
            : block.Lines.Select(line => new Sentence(block, line, Arrow().Replace(line.Text, "")));

    [GeneratedRegex(@"^\s*(?:\w+\s+)?(->|=>|→|⇒|↓|▶)\s*")]
    private static partial Regex Arrow();

    private static List<Node> Nest(PlanBlock[] blocks)
    {
        var roots = new List<Node>();
        var open = new Stack<(int Depth, Node Node)>();
        foreach (var block in blocks)
        {
            while (open.Count > 0 && open.Peek().Depth >= block.Depth)
            {
                open.Pop();
            }
            var last = (Node?)null;
            foreach (var sentence in Steps(block))
            {
                var conditional =
                    Conditions.IndexIn(sentence.Words) is >= 0 and < 12 || sentence.Text.TrimEnd('?').Contains('?');
                var node = new Node(
                    sentence.At.Number,
                    sentence.At.Column,
                    sentence.Text,
                    "",
                    conditional ? NodeKind.If : NodeKind.Plain
                )
                {
                    Prose = true,
                };
                (open.Count > 0 && block.Depth > 0 ? open.Peek().Node.Children : roots).Add(node);
                last = node;
            }
            if (last is not null && block.Depth > 0)
            {
                open.Push((block.Depth, last));
            }
        }
        return roots;
    }
}
