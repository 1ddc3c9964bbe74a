using System.Globalization;
using System.Text;
using SelectQuest.Grading.Reports.Html;
using SelectQuest.Grading.Rules;
using SelectQuest.Grading.Verdicts;
using Half = SelectQuest.Grading.Verdicts.Half;

namespace SelectQuest.Grading.Reports.Class;

/// <summary>
/// The class on one page: what waits for a person, what to teach again, who stands where. Everything can be read without
/// its script, which only sorts and filters the table.
/// </summary>
internal static class ClassIndex
{
    /// <summary>The same report gives the same text.</summary>
    public static string Write(ClassReport report) =>
        HtmlPage.Write(report.Title, new Page(report).Write(), script: "index.js");

    private sealed class Page(ClassReport report)
    {
        private const int ShownAtOnce = 6;
        private const int FindingsEach = 3;

        private readonly StringBuilder text = new();

        public string Write()
        {
            Head();
            Line("<main class=\"page\">");
            Line("<div class=\"columns\">");
            Line("<div>");
            WaitForAPerson();
            Standings();
            Line("</div>");
            TeachAgain();
            Line("</div>");
            text.Append(ClassMatrix.Write(report));
            Line("<div class=\"columns\">");
            text.Append(ClassLookAlike.Write(report));
            Slowest();
            Missing();
            NotInRoster();
            Line("</div>");
            Line("</main>");
            Line(
                $"<footer class=\"page\"><p>Judged by selectquest {HtmlText.Escape(report.GraderVersion)}.</p></footer>"
            );
            return text.ToString();
        }

        private void Head()
        {
            Line("<a class=\"skip\" href=\"#students\">Skip to the students</a>");
            Line("<header class=\"page hero\">");
            Line("<div>");
            Line("<p class=\"kicker\">SelectQuest class report</p>");
            Line($"<h1>{HtmlText.Isolate(report.Title)}</h1>");
            if (report.Sandbox.Isolated)
            {
                Line($"<p class=\"soft\">{HtmlText.Isolate(report.Sandbox.Text)}</p>");
            }
            else
            {
                Line(
                    $"<p class=\"banner\"><strong><span aria-hidden=\"true\">⚠</span> Code of this class ran without a sandbox.</strong> {HtmlText.Isolate(report.Sandbox.Text)}</p>"
                );
            }

            Line("<ul class=\"tiles\">");
            Line($"<li><b>{Number(report.Entries.Count)}</b> judged</li>");
            foreach (var (mark, count) in ClassFigures.Outcomes(report))
            {
                Line(
                    $"<li class=\"{HtmlMark.Class(mark)}\"><b>{Number(count)}</b> <span aria-hidden=\"true\">{mark.Symbol}</span> {mark.Word}</li>"
                );
            }

            if (report.Missing.Count > 0)
            {
                Line(
                    $"<li class=\"skipped\"><b>{Number(report.Missing.Count)}</b> <a href=\"#missing\">missing</a></li>"
                );
            }

            Line("</ul>");
            Line("</div>");
            Line("</header>");
        }

        private void WaitForAPerson()
        {
            var waiting = ClassFigures.WaitForAPerson(report);
            Open("waiting", $"Look at these first{(waiting.Count > 0 ? $" ({Number(waiting.Count)})" : "")}");
            if (waiting.Count == 0)
            {
                Line("<p class=\"soft\">Nothing waits for a person: every score is final.</p>");
            }

            Folded("<ul class=\"rows\">", "</ul>", [.. waiting.Select(Waiting)]);
            Line("</section>");
        }

        private static string Waiting(Undecided waiting)
        {
            var item = new StringBuilder($"<li><b>{ClassPages.Link(waiting.Entry)}</b>\n<ul>\n");
            foreach (var finding in waiting.Findings.Take(FindingsEach))
            {
                item.Append(
                    $"<li>{HtmlMark.Pill(Mark.Of(finding.Check.Outcome))} <span class=\"soft\">{HtmlText.Escape(finding.Whose)} <span class=\"rule\">{HtmlText.Escape(finding.Check.Rule)}</span></span> {HtmlText.Sentence(finding.Check.Observed)}</li>\n"
                );
            }

            var more = waiting.Findings.Count - FindingsEach;
            return item.Append(more > 0 ? $"<li class=\"soft\">and {Number(more)} more on the page</li>\n" : "")
                .Append("</ul></li>\n")
                .ToString();
        }

        private void TeachAgain()
        {
            var rules = ClassFigures.Rules(report);
            Open("reteach", "Teach again next week");
            if (rules.Count == 0)
            {
                Line("<p class=\"soft\">No rule is broken anywhere.</p>");
            }

            Folded("<ol class=\"rows\">", "</ol>", [.. rules.Select(TeachAgain)]);
            Line("</section>");
        }

        private string TeachAgain(RuleCount rule)
        {
            var (failed, review) = (rule.Failed.Count, rule.ForReview.Count);
            var forReview = review > 0 ? $"{(failed > 0 ? ", " : "")}{Number(review)} for review" : "";
            var counts = $"{(failed > 0 ? $"{Number(failed)} of {Number(report.Entries.Count)}" : "")}{forReview}";
            return $"""
                <li><span class="count">{counts}</span> <b><span class="rule">{HtmlText.Escape(
                    rule.Finding.Check.Rule
                )}</span> {HtmlText.Escape(rule.Finding.Title)}</b>
                {Bar([(Mark.Of(Outcome.Fail), failed), (Mark.Of(Outcome.Review), review)])}
                <details><summary>Who, and what to try</summary>
                <p>{HtmlText.Prose(RuleBook.Find(rule.Finding.Check.Rule)?.Try ?? "")}</p>
                <p class="names">{string.Join(", ", rule.Failed.Concat(rule.ForReview).Select(ClassPages.Link))}</p></details></li>

                """;
        }

        private void Standings()
        {
            Open("standings", "Where the class stands");
            Line("<table class=\"standings\">");
            Line(
                "<thead><tr><th scope=\"col\">Criterion</th><th scope=\"col\">Plan</th><th scope=\"col\">Code</th></tr></thead>"
            );
            Line("<tbody>");
            foreach (var criterion in ClassFigures.Standings(report).GroupBy(s => s.Criterion))
            {
                var cells = new[] { Half.Plan, Half.Code }.Select(half =>
                    criterion.FirstOrDefault(s => s.Half == half)
                );
                Line(
                    $"<tr><th scope=\"row\"><b>{criterion.Key}</b> {HtmlText.Escape(QuestText.Title(criterion.Key))}</th>{string.Concat(cells.Select(Standing))}</tr>"
                );
            }

            Line("</tbody>");
            Line("</table>");
            Line("</section>");
        }

        private string Standing(Standing? standing)
        {
            if (standing is null)
            {
                return "<td class=\"soft\">not judged</td>";
            }

            var others = standing
                .Counts.Where(c => c.Mark.Word != Mark.Of(Outcome.Pass).Word)
                .Select(c => $", <span>{Number(c.Count)} {c.Mark.Word}</span>");
            return $"<td>{Bar(standing.Counts)}<small><b>{Number(standing.Passed)}</b> of {Number(standing.All)} pass{string.Concat(others)}</small></td>";
        }

        private void Slowest()
        {
            if (report.Entries.Count == 0)
            {
                return;
            }

            Open("slowest", "Slowest to judge");
            Line(
                $"<p class=\"soft\">Times differ from run to run and have <a href=\"{ClassPages.Slowest}\">a page of their own</a>: this one does not.</p>"
            );
            Line("</section>");
        }

        private void Missing()
        {
            if (report.Missing.Count == 0)
            {
                return;
            }

            Open("missing", "Missing");
            Line("<ul class=\"plain\">");
            foreach (var missing in report.Missing)
            {
                Line(
                    $"<li><b>{HtmlText.Isolate(missing.Name)}</b> <span class=\"soft\">{HtmlText.Isolate(missing.Reason)}</span></li>"
                );
            }

            Line("</ul>");
            Line("</section>");
        }

        private void NotInRoster()
        {
            if (report.NotInRoster.Count == 0)
            {
                return;
            }

            Open("strangers", "Not on the class list");
            Line(
                "<p class=\"soft\">Judged, and in no row of the gradebook: rename the submission, or mend the list.</p>"
            );
            Line("<ul class=\"plain\">");
            foreach (var entry in report.NotInRoster)
            {
                Line($"<li>{ClassPages.Link(entry)}</li>");
            }

            Line("</ul>");
            Line("</section>");
        }

        // A long list shows its beginning; the rest is one click away and needs no script.
        private void Folded(string open, string close, IReadOnlyList<string> items)
        {
            if (items.Count == 0)
            {
                return;
            }

            Line($"{open}\n{string.Concat(items.Take(ShownAtOnce))}{close}");
            if (items.Count > ShownAtOnce)
            {
                Line($"<details class=\"rest\"><summary>{Number(items.Count - ShownAtOnce)} more</summary>");
                Line($"{open}\n{string.Concat(items.Skip(ShownAtOnce))}{close}");
                Line("</details>");
            }
        }

        // The number beside it says the same in words.
        private string Bar(IReadOnlyList<(Mark Mark, int Count)> parts)
        {
            var bar = new StringBuilder(
                $"<svg class=\"bar\" viewBox=\"0 0 {Number(report.Entries.Count)} 1\" preserveAspectRatio=\"none\" aria-hidden=\"true\">"
            );
            var x = 0;
            foreach (var (mark, count) in parts.Where(p => p.Count > 0))
            {
                bar.Append(
                    $"<rect class=\"{HtmlMark.Class(mark)}\" x=\"{Number(x)}\" width=\"{Number(count)}\" height=\"1\"/>"
                );
                x += count;
            }

            return bar.Append("</svg>").ToString();
        }

        private void Open(string id, string heading)
        {
            Line($"<section class=\"card\" aria-labelledby=\"{id}\">");
            Line($"<h2 id=\"{id}\">{heading}</h2>");
        }

        private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);

        private void Line(string line) => text.Append(line).Append('\n');
    }
}
