using System.Text.RegularExpressions;

namespace SelectQuest.Grading.Evidence.Plan;

/// <summary>
/// The words the plan was issued with. A run of them in a student's plan is the starter's, wherever it stands and however
/// its lines are wrapped; numbers and white space are normalised first, since options of the template rewrite numbers.
/// </summary>
internal sealed partial class StarterWords
{
    /// <summary>Shorter runs are everyday language, and count as the starter's only where they fill a whole line of it.</summary>
    private const int RunLength = 6;

    private readonly HashSet<string> _runs = [];
    private readonly HashSet<string> _lines = [];

    private StarterWords(string issued)
    {
        foreach (var block in issued.ReplaceLineEndings("\n").Split("\n\n"))
        {
            var tokens = Tokens(block).ToArray();
            for (var i = 0; i + RunLength <= tokens.Length; i++)
            {
                _runs.Add(Run(tokens.AsSpan(i, RunLength)));
            }
        }
        foreach (var line in issued.ReplaceLineEndings("\n").Split('\n'))
        {
            _lines.Add(Normal(line));
        }
    }

    /// <summary>The words of the plan this grader was built with.</summary>
    public static StarterWords Issued { get; } = new(ReadIssued());

    /// <summary>The plan with only the student's own words left; blocks that hold none are gone.</summary>
    public PlanDocument RemoveFrom(PlanDocument plan) =>
        plan with
        {
            Blocks = [.. plan.Blocks.Select(Own).Where(block => block.Lines.Count > 0)],
        };

    private PlanBlock Own(PlanBlock block)
    {
        var lines = block.Lines.ToArray();
        var words = new List<(string Token, int Line, int Start, int End)>();
        for (var i = 0; i < lines.Length; i++)
        {
            words.AddRange(
                Token().Matches(lines[i].Text).Select(m => (Normal(m.Value), i, m.Index, m.Index + m.Length))
            );
        }
        var issued = new bool[words.Count];
        for (var i = 0; i + RunLength <= words.Count; i++)
        {
            if (_runs.Contains(Run([.. words.Skip(i).Take(RunLength).Select(word => word.Token)])))
            {
                Array.Fill(issued, true, i, RunLength);
            }
        }
        for (var i = 0; i < lines.Length; i++)
        {
            var whole = _lines.Contains(Normal(lines[i].Text));
            var own = lines[i].Text.ToCharArray();
            foreach (var (word, at) in words.Select((word, at) => (word, at)).Where(pair => pair.word.Line == i))
            {
                if (whole || issued[at])
                {
                    Array.Fill(own, ' ', word.Start, word.End - word.Start);
                }
            }
            lines[i] = lines[i] with { Text = new string(own) };
        }
        var changed = lines.Where((line, i) => !ReferenceEquals(line.Text, block.Lines[i].Text)).Any();
        if (!changed)
        {
            return block;
        }
        var kept = lines.Where(line => line.Text.Any(char.IsLetterOrDigit) || block.Kind == BlockKind.Code).ToArray();
        if (kept.All(line => !line.Text.Any(char.IsLetterOrDigit)))
        {
            kept = [];
        }
        return block with { Lines = kept };
    }

    private static IEnumerable<string> Tokens(string text) =>
        Token().Matches(text).Select(match => Normal(match.Value));

    private static string Run(ReadOnlySpan<string> tokens) => string.Join(' ', tokens.ToArray());

    private static string Normal(string text) =>
        Digits().Replace(string.Join(' ', Token().Matches(Folded.Of(text)).Select(match => match.Value)), "0");

    private static string ReadIssued()
    {
        using var stream = typeof(StarterWords).Assembly.GetManifestResourceStream("Issued/day2-select-plan.md");
        if (stream is null)
        {
            return "";
        }
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }

    [GeneratedRegex(@"[\p{L}\p{N}]+", RegexOptions.NonBacktracking)]
    private static partial Regex Token();

    [GeneratedRegex(@"\d+", RegexOptions.NonBacktracking)]
    private static partial Regex Digits();
}
