namespace SelectQuest.Grading.Reports;

/// <summary>A run of a plan's lines, from a heading to where the next one of its level begins.</summary>
/// <param name="First">The heading's line, from 1.</param>
/// <param name="Last">Inclusive.</param>
internal sealed record PlanSection(int First, int Last, string Text)
{
    public bool Holds(PlanSection other) => First <= other.First && other.Last <= Last;
}

/// <summary>Cuts whole sections out of a plan, as they were written.</summary>
internal static class PlanSections
{
    /// <summary>The sections around these lines, in the plan's order, none twice.</summary>
    public static IReadOnlyList<PlanSection> Around(string plan, IEnumerable<int> lines)
    {
        var all = plan.ReplaceLineEndings("\n").Split('\n');
        var headings = Headings(all);
        var sections = lines
            .Where(line => line >= 1 && line <= all.Length)
            .Select(line => Around(all, headings, line))
            .Distinct()
            .OrderBy(section => section.First)
            .ToArray();
        return [.. sections.Where(s => !sections.Any(other => other != s && other.Holds(s)))];
    }

    private static PlanSection Around(string[] all, List<(int Line, int Level)> headings, int line)
    {
        var (first, level) = headings.LastOrDefault(h => h.Line <= line, (Line: 1, Level: 0));

        // Under the title, or above all headings, a section is what stands before the next heading of any level.
        var isTitle = level == 0 || (first == headings[0].Line && level == headings.Min(h => h.Level));
        var next = headings.FirstOrDefault(
            h => h.Line > first && (isTitle || h.Level <= level),
            (Line: all.Length + 1, Level: 0)
        );
        return new(first, next.Line - 1, string.Join('\n', all[(first - 1)..(next.Line - 1)]).TrimEnd());
    }

    private static List<(int Line, int Level)> Headings(string[] all)
    {
        var headings = new List<(int Line, int Level)>();
        string? fence = null;
        for (var i = 0; i < all.Length; i++)
        {
            var line = all[i].TrimStart(' ');
            var mark = FenceOf(line);
            if (fence is not null)
            {
                fence = mark.StartsWith(fence, StringComparison.Ordinal) && line.Trim() == mark ? null : fence;
            }
            else if (mark.Length > 0)
            {
                fence = mark;
            }
            else if (Level(line, i > 0 ? all[i - 1] : "") is var (level, above) and not (0, _))
            {
                headings.Add((i + 1 - above, level));
            }
        }

        return headings;
    }

    private static (int Level, int Above) Level(string line, string before)
    {
        var hashes = line.TakeWhile(c => c == '#').Count();
        var bar = line.TrimEnd();
        return hashes is >= 1 and <= 6 && (line.Length == hashes || line[hashes] is ' ' or '\t') ? (hashes, 0)
            : bar.Length < 2 || string.IsNullOrWhiteSpace(before) || before.TrimStart()[0] is '#' or '|' or '>' or '-'
                ? (0, 0)
            : bar.All(c => c == '=') ? (1, 1)
            : bar.All(c => c == '-') ? (2, 1)
            : (0, 0);
    }

    private static string FenceOf(string line)
    {
        var mark = line.Length > 0 && (line[0] is '`' or '~') ? new string([.. line.TakeWhile(c => c == line[0])]) : "";
        return mark.Length >= 3 ? mark : "";
    }
}
