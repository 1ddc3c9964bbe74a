using System.Globalization;
using System.Text;
using SelectQuest.Grading.Reports.Html;
using SelectQuest.Grading.Verdicts;
using Half = SelectQuest.Grading.Verdicts.Half;

namespace SelectQuest.Grading.Reports.Class;

/// <summary>
/// Students by criteria, each cell the two halves side by side. The script finds its hooks in it. On a phone the style
/// sheet folds each row in two, which takes a table's meaning from it in some browsers: hence the roles.
/// </summary>
internal static class ClassMatrix
{
    public static string Write(ClassReport report)
    {
        var text = new StringBuilder();
        var criteria = ClassFigures.Criteria(report);
        text.Append("<section class=\"card\" aria-labelledby=\"students\">\n<h2 id=\"students\">Students</h2>\n");
        Legend(text);
        Controls(text, report);
        text.Append(
            "<table id=\"matrix\" class=\"matrix\" role=\"table\" aria-labelledby=\"students\">\n<thead role=\"rowgroup\"><tr role=\"row\">"
        );
        text.Append("<th role=\"columnheader\" scope=\"col\" data-sort=\"ascending\">Student</th>");
        foreach (var criterion in criteria)
        {
            text.Append(
                $"<th role=\"columnheader\" scope=\"col\" data-sort=\"descending\">{criterion}<small>{HtmlText.Escape(QuestText.Title(criterion))}</small></th>"
            );
        }

        text.Append(
            CultureInfo.InvariantCulture,
            $"<th role=\"columnheader\" scope=\"col\" class=\"number\" data-sort=\"ascending\">Score{Maximum(report)}</th>"
        );
        text.Append("</tr></thead>\n<tbody role=\"rowgroup\">\n");
        var waiting = ClassFigures.WaitForAPerson(report).Select(w => w.Entry).ToHashSet();
        foreach (var entry in report.ByName)
        {
            Row(text, entry, criteria, waiting.Contains(entry));
            Score(text, entry, showMaximum: Maximum(report).Length == 0);
            text.Append("</tr>\n");
        }

        text.Append("</tbody>\n");
        Missing(text, report, criteria.Count + 1);
        text.Append("</table>\n<p id=\"nobody\" class=\"soft\" hidden>No student matches.</p>\n</section>\n");
        return text.ToString();
    }

    private static void Legend(StringBuilder text)
    {
        Mark[] marks =
        [
            Mark.Of(Outcome.Pass),
            Mark.Of(Outcome.Fail),
            Mark.NotStarted,
            Mark.Of(Outcome.Review),
            Mark.Of(Outcome.Error),
        ];
        text.Append("<p class=\"legend\">Each criterion: plan, then code. ");
        text.AppendJoin(' ', marks.Select(mark => HtmlMark.Pill(mark)));
        text.Append("</p>\n");
    }

    // Once in the head where it is the same for all, else beside each score.
    private static string Maximum(ClassReport report) =>
        report.Entries.Select(e => e.Verdict.Score.Max).Distinct().ToArray() is [var max]
            ? $"<small>of {max}</small>"
            : "";

    // Hidden until the script is there to obey them.
    private static void Controls(StringBuilder text, ClassReport report)
    {
        var waiting = ClassFigures.WaitForAPerson(report).Count;
        text.Append("<div id=\"controls\" class=\"controls\" hidden>\n");
        text.Append(
            "<label for=\"find\">Find a student</label> <input id=\"find\" type=\"search\" autocomplete=\"off\">\n"
        );
        text.Append("<div role=\"group\" aria-label=\"Which students\">\n");
        Button(text, "all", "All", report.Entries.Count + report.Missing.Count, pressed: true);
        if (waiting > 0)
        {
            Button(text, "waits", "Wait for a person", waiting);
        }

        foreach (var (mark, count) in ClassFigures.Outcomes(report))
        {
            Button(text, HtmlMark.Class(mark), $"{mark.Symbol} {mark.Word}", count);
        }

        text.Append("</div>\n<p id=\"shown\" class=\"soft\" role=\"status\"></p>\n</div>\n");
    }

    private static void Button(StringBuilder text, string show, string words, int count, bool pressed = false) =>
        text.Append(
            CultureInfo.InvariantCulture,
            $"<button type=\"button\" data-show=\"{show}\" aria-pressed=\"{(pressed ? "true" : "false")}\">{words} <b>{count}</b></button>\n"
        );

    private static void Row(StringBuilder text, ClassEntry entry, IReadOnlyList<Criterion> criteria, bool waits)
    {
        text.Append(
            $"<tr role=\"row\" data-is=\"{HtmlMark.Class(Mark.Of(entry.Verdict))}{(waits ? " waits" : "")}\"><th role=\"rowheader\" scope=\"row\"><a href=\"{HtmlText.Escape(ClassPages.Student(entry))}\">{HtmlText.Isolate(entry.Name)}</a>"
        );
        if (entry.StudentId is { } id && id != entry.Name)
        {
            text.Append($" <small>{HtmlText.Isolate(id)}</small>");
        }

        text.Append("</th>");
        foreach (var criterion in criteria)
        {
            Cell(text, entry.Verdict.Criteria.FirstOrDefault(c => c.Criterion == criterion));
        }
    }

    // Points that wait for a person are neither earned nor lost.
    private static void Score(StringBuilder text, ClassEntry entry, bool showMaximum)
    {
        var score = entry.Verdict.Score;
        var open = entry
            .Verdict.Criteria.SelectMany(c => c.Halves, (c, half) => (c, half))
            .Where(p => p.half.Outcome is Outcome.Review or Outcome.Error)
            .Sum(p => Grader.MaxPoints(p.c, p.half));
        string[] notes =
        [
            .. showMaximum ? [$"of {score.Max}"] : Array.Empty<string>(),
            .. open > 0 ? [$"{open} open"] : Array.Empty<string>(),
        ];
        text.Append(
            CultureInfo.InvariantCulture,
            $"<td role=\"cell\" class=\"number\" data-key=\"{score.Points}\">{(notes.Length > 0 ? $"<small>{string.Join(", ", notes)}</small> " : "")}<b>{score.Points}</b></td>"
        );
    }

    private static void Cell(StringBuilder text, CriterionVerdict? criterion)
    {
        if (criterion is null)
        {
            text.Append("<td role=\"cell\" data-key=\"0\"></td>");
            return;
        }

        var halves = criterion.Halves.OrderBy(h => h.Half).ToArray();
        var ranks = halves.Select(Rank).OrderDescending().ToArray();
        text.Append(
            CultureInfo.InvariantCulture,
            $"<td role=\"cell\" data-key=\"{ranks.Aggregate(0, (key, rank) => (key * 10) + rank)}\"><span class=\"cells\">"
        );
        text.AppendJoin(" ", halves.Select(h => HtmlMark.Cell(Mark.Of(h), h.Half == Half.Plan ? "plan" : "code")));
        text.Append("</span></td>");
    }

    // What a person looks for first when the table is sorted by a criterion.
    private static int Rank(HalfVerdict half) =>
        half.Outcome switch
        {
            Outcome.Error => 5,
            Outcome.Review => 4,
            Outcome.Fail when !half.NotStarted => 3,
            Outcome.Fail => 2,
            Outcome.Skipped => 1,
            _ => 0,
        };

    private static void Missing(StringBuilder text, ClassReport report, int columns)
    {
        if (report.Missing.Count == 0)
        {
            return;
        }

        text.Append("<tbody role=\"rowgroup\" class=\"missing\">\n");
        foreach (var missing in report.Missing)
        {
            text.Append(
                CultureInfo.InvariantCulture,
                $"<tr role=\"row\" data-is=\"missing\"><th role=\"rowheader\" scope=\"row\">{HtmlText.Isolate(missing.Name)}</th><td role=\"cell\" colspan=\"{columns}\">{HtmlText.Isolate(missing.Reason)}</td></tr>\n"
            );
        }

        text.Append("</tbody>\n");
    }
}
