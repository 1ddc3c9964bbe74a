using System.Text;
using SelectQuest.Grading.Verdicts;
using Half = SelectQuest.Grading.Verdicts.Half;

namespace SelectQuest.Grading.Reports.Html;

/// <summary>The class a page belongs to, when it is one of many.</summary>
/// <param name="Title">The class report's title.</param>
/// <param name="Index">The address of the class report, seen from the page.</param>
/// <param name="Student">The name the class report uses.</param>
/// <param name="StudentId">The course's own id for the student; null where there is none.</param>
internal sealed record HtmlClass(string Title, string Index, string Student, string? StudentId);

/// <summary>
/// The verdict as one page that needs nothing else: for a browser, light or dark, a phone, or paper. It has no script.
/// </summary>
internal static class HtmlReport
{
    /// <summary>The same verdict gives the same text.</summary>
    public static string Write(Verdict verdict, HtmlClass? of = null)
    {
        var title = of is null ? verdict.Submission : of.Student;
        return HtmlPage.Write(
            $"{title}: {verdict.Score.Points} of {verdict.Score.Max}",
            new Page(verdict, of, title).Write()
        );
    }

    private sealed class Page(Verdict verdict, HtmlClass? of, string title)
    {
        private readonly StringBuilder text = new();
        private readonly IReadOnlyList<Finding> findings = Findings.Of(verdict);
        private IReadOnlyList<FindingGroup> groups = [];

        public string Write()
        {
            groups = FindingGroups.Of(verdict, findings);
            Head();
            Line("<main id=\"main\" class=\"page\">");
            Line("<div class=\"columns\">");
            Criteria();
            DoneWhen();
            Line("</div>");
            Next();
            WhatToWorkOn();
            Evidence();
            Line("</main>");
            Line(
                $"<footer class=\"page\"><p>Judged by selectquest {HtmlText.Escape(verdict.GraderVersion)}.</p></footer>"
            );
            return text.ToString();
        }

        private void Head()
        {
            Line("<a class=\"skip\" href=\"#main\">Skip to the verdict</a>");
            Line("<header class=\"page hero\">");
            Line("<div>");
            Line(
                of is null
                    ? "<p class=\"kicker\">SelectQuest verdict</p>"
                    : $"<p class=\"kicker\"><a href=\"{HtmlText.Escape(of.Index)}\"><span aria-hidden=\"true\">←</span> {HtmlText.Escape(of.Title)}</a></p>"
            );
            Line($"<h1>{HtmlText.Isolate(title)}</h1>");
            var passed = verdict.Criteria.Count(c => c.Outcome == Outcome.Pass);
            Line(
                $"<p class=\"lead\">{HtmlMark.Pill(Mark.Of(verdict))} <strong>{passed} of {verdict.Criteria.Count}</strong> criteria, <strong>{verdict.Score.Points} of {verdict.Score.Max}</strong> points{(verdict.PlanOnly ? ", for the plan alone" : "")}</p>"
            );
            Paragraph("soft", of is null ? null : Submitted(of));
            Paragraph("soft", verdict.HowRun);
            Line("</div>");
            Line(HtmlMark.Ring(verdict));
            Line("</header>");
        }

        private string Submitted(HtmlClass student) =>
            string.Join(
                " · ",
                new[] { student.StudentId, verdict.Submission }.Where(part =>
                    !string.IsNullOrEmpty(part) && part != title
                )
            );

        private void Criteria()
        {
            Line("<section class=\"card wide\" aria-labelledby=\"criteria\">");
            Line("<h2 id=\"criteria\">The criteria</h2>");
            Line("<table class=\"verdict\">");
            Line(
                $"<thead><tr><th scope=\"col\">Criterion</th><th scope=\"col\">Plan</th>{(verdict.PlanOnly ? "" : "<th scope=\"col\">Code</th>")}</tr></thead>"
            );
            Line("<tbody>");
            foreach (var criterion in verdict.Criteria)
            {
                var cells = criterion.Halves.OrderBy(h => h.Half).Select(half => Cell(criterion, half));
                Line(
                    $"<tr><th scope=\"row\"><b>{criterion.Criterion}</b> {HtmlText.Escape(QuestText.Title(criterion.Criterion))}</th>{string.Concat(cells)}</tr>"
                );
            }

            Line("</tbody>");
            Line("</table>");
            Line("</section>");
        }

        private string Cell(CriterionVerdict criterion, HalfVerdict half)
        {
            var id = Findings.Id(criterion.Criterion, half.Half);
            var group = groups.FirstOrDefault(g => g.Halves.Contains(id));
            return $"<td>{HtmlMark.Pill(Mark.Of(half), group is null ? null : Anchor(group))} <small>{Grader.Points(criterion, half)}<span class=\"heard\"> of</span><span aria-hidden=\"true\">/</span>{Grader.MaxPoints(criterion, half)}</small></td>";
        }

        private void DoneWhen()
        {
            if (verdict.DoneWhen.Count == 0)
            {
                return;
            }

            Line("<section class=\"card\" aria-labelledby=\"done-when\">");
            Line("<h2 id=\"done-when\">Done when</h2>");
            Line("<ul class=\"done\">");
            foreach (var item in verdict.DoneWhen)
            {
                var earned = item.Outcome == Outcome.Pass ? item.Worth : 0;
                var points = item.Worth > 0 ? $" <small>{earned} of {item.Worth}</small>" : "";
                Line($"<li>{HtmlMark.Pill(Mark.Of(item))} {HtmlText.Escape(item.Text)}{points}</li>");
            }

            Line("</ul>");
            Line("</section>");
        }

        private void Next()
        {
            Line("<section class=\"card next\" aria-labelledby=\"next\">");
            Line("<h2 id=\"next\">Next</h2>");
            foreach (var step in NextSteps.Of(verdict, findings))
            {
                Line($"<p>{HtmlText.Isolate(step.Say)}</p>");
                if (step.Command is not null)
                {
                    Line(Command(step.Command));
                }
            }

            Line("</section>");
        }

        private void WhatToWorkOn()
        {
            if (groups.Count == 0)
            {
                return;
            }

            Line("<section aria-labelledby=\"findings\">");
            Line("<h2 id=\"findings\">What to work on</h2>");
            foreach (var group in groups)
            {
                Line($"<section aria-labelledby=\"{Anchor(group)}\">");
                Line($"<h3 id=\"{Anchor(group)}\">{HtmlText.Escape(group.Heading)}</h3>");
                foreach (var finding in group.Findings)
                {
                    Finding(finding);
                }

                Line("</section>");
            }

            Line("</section>");
        }

        private void Finding(Finding finding)
        {
            var check = finding.Check;
            var mark = MarkOf(check);
            Line($"<article class=\"card finding {HtmlMark.Class(mark)}\">");
            Line(
                $"<h4>{HtmlMark.Pill(mark)} <span class=\"rule\">{HtmlText.Escape(check.Rule)}</span> {HtmlText.Escape(finding.Title)}</h4>"
            );
            Paragraph("place", Place(check.Where));
            Line("<dl>");
            Row("Observed", "observed", HtmlText.Sentence(check.Observed));
            if (check.Story is { } story)
            {
                Row("Story", "story", $"<pre>{HtmlText.Lines(story)}</pre>");
            }

            Row("Why", "why", check.Why is null ? HtmlText.Prose(finding.Why) : HtmlText.Sentence(check.Why));
            Row("Try", "try", check.Try is null ? HtmlText.Prose(finding.Try) : HtmlText.Sentence(check.Try));
            if (check.Measured is { } measured)
            {
                Row("Measured", "measured", HtmlText.Isolate(measured));
            }

            Row("Reproduce", "reproduce", Command(finding.Reproduce));
            Line("</dl>");
            if (HtmlRule.More(check.Rule, level: 5) is { Length: > 0 } more)
            {
                Line(
                    $"<details class=\"more\"><summary>More about {HtmlText.Escape(check.Rule)}</summary>\n{more.TrimEnd('\n')}\n</details>"
                );
            }

            Line("</article>");
        }

        private void Evidence()
        {
            var shown = findings.Where(f => !f.NeedsAttention).ToArray();
            if (shown.Length == 0)
            {
                return;
            }

            var passed = shown.Count(f => f.Check.Outcome == Outcome.Pass);
            var skipped = shown.Length - passed;
            Line("<section aria-labelledby=\"evidence\">");
            Line("<h2 id=\"evidence\">What was looked at besides</h2>");
            Line("<details class=\"card evidence\">");
            Line(
                $"<summary>{passed} {(passed == 1 ? "check" : "checks")} passed{(skipped > 0 ? $", {skipped} skipped" : "")}</summary>"
            );
            Line("<ul>");
            foreach (var finding in shown)
            {
                var place = Place(finding.Check.Where) is { } at
                    ? $" <span class=\"place\">{HtmlText.Isolate(at)}</span>"
                    : "";
                Line(
                    $"<li>{HtmlMark.Pill(Mark.Of(finding.Check.Outcome))} <span class=\"rule\">{HtmlText.Escape(finding.Check.Rule)}</span> <b>{HtmlText.Escape(finding.Title)}</b> <span class=\"soft\">{HtmlText.Escape(finding.Whose)}</span><p>{HtmlText.Sentence(finding.Check.Observed)}{place}</p></li>"
                );
            }

            Line("</ul>");
            Line("</details>");
            Line("</section>");
        }

        private static Mark MarkOf(Check check) => check.NotStarted ? Mark.NotStarted : Mark.Of(check.Outcome);

        private static string? Place(Location? where) =>
            where is null ? null : $"{where.File}:{where.Line}:{where.Column}";

        private static string Command(string command) => $"<code class=\"command\">{HtmlText.Escape(command)}</code>";

        // An id is a heading's own words: two groups never share them.
        private static string Anchor(FindingGroup group) => group.Heading.Replace(' ', '-');

        private void Row(string label, string kind, string words)
        {
            if (words.Length > 0)
            {
                Line($"<div class=\"{kind}\"><dt>{label}</dt><dd>{words}</dd></div>");
            }
        }

        private void Paragraph(string kind, string? words)
        {
            if (!string.IsNullOrEmpty(words))
            {
                Line($"<p class=\"{kind}\">{HtmlText.Isolate(words)}</p>");
            }
        }

        private void Line(string line) => text.Append(line).Append('\n');
    }
}
