using System.Text;
using SelectQuest.Grading.Verdicts;

namespace SelectQuest.Grading.Reports;

/// <summary>How a text report is drawn.</summary>
/// <param name="Colour">ANSI colours, for a terminal that wants them; without, the same words.</param>
/// <param name="Command">How the grader is called where the student works: <c>dotnet selectquest</c> for a local tool.</param>
public sealed record TextStyle(bool Colour = false, string Command = "selectquest");

/// <summary>The verdict for a terminal of 80 columns: the five criteria, the score, then what to do about each.</summary>
public static class TextReport
{
    /// <summary>The same verdict and style give the same text.</summary>
    public static string Write(Verdict verdict, TextStyle style) => new Page(verdict, style).Write();

    private sealed class Page(Verdict verdict, TextStyle style)
    {
        private const int Width = 80;
        private const int TitleWidth = 42;
        private const int MarkWidth = 15;
        private const int LabelWidth = 11;

        private readonly StringBuilder text = new();
        private readonly IReadOnlyList<Finding> findings = Findings.Of(verdict);

        public string Write()
        {
            Head();
            Criteria();
            DoneWhen();
            FindingGroups();
            Next();
            return text.ToString();
        }

        private void Head()
        {
            var name = PlainText.OneLine(verdict.Submission);
            Line(Bold(name));
            Line();
        }

        private void Criteria()
        {
            Line(Dim($"{"", 5 + TitleWidth}{(verdict.PlanOnly ? "plan" : $"{"plan", -MarkWidth}code")}"));
            foreach (var criterion in verdict.Criteria)
            {
                var marks = criterion.Halves.OrderBy(h => h.Half).Select(Mark.Of).ToArray();
                var cells = marks.Select((m, i) => Cell(m, i == marks.Length - 1 ? 0 : MarkWidth));
                Line(
                    $" {criterion.Criterion}  {QuestText.Title(criterion.Criterion), -TitleWidth}{string.Concat(cells)}"
                );
            }

            var passed = verdict.Criteria.Count(c => c.Outcome == Outcome.Pass);
            Line();
            Line(
                $" {Bold($"{passed} of {verdict.Criteria.Count}")} pass, score {Bold($"{verdict.Score.Points} of {verdict.Score.Max}")}"
            );
            Paragraph("", verdict.HowRun ?? "", 1);
        }

        private void DoneWhen()
        {
            if (verdict.DoneWhen.Count == 0)
            {
                return;
            }

            Line();
            Line(" Done when");
            foreach (var item in verdict.DoneWhen)
            {
                Line($" {Cell(Mark.Of(item), MarkWidth)}{item.Text}");
            }
        }

        private void FindingGroups()
        {
            foreach (var group in Reports.FindingGroups.Of(verdict, findings))
            {
                Line();
                Line(Rule(group.Heading, group.Mark));
                foreach (var finding in group.Findings)
                {
                    Finding(finding);
                }
            }
        }

        private void Finding(Finding finding)
        {
            var place = Place(finding.Check.Where);
            var title = $"{finding.Check.Rule} {finding.Title}";
            Line();
            if (place.Length + 2 + title.Length <= Width)
            {
                Line($"{Underline(place)}{(place.Length > 0 ? "  " : "")}{Bold(title)}");
            }
            else
            {
                Line(Underline(place));
                Paragraph("", title);
            }

            Paragraph("observed", PlainText.OneLine(finding.Check.Observed));
            Story(finding.Check.Story);
            Paragraph("why", PlainText.OneLine(finding.Why));
            Paragraph("try", PlainText.OneLine(finding.Try));
            Paragraph("measured", PlainText.OneLine(finding.Check.Measured ?? ""));
            Command("reproduce", finding.Reproduce);
            Command("more", finding.Explain);
        }

        private void Next()
        {
            Line();
            Line(Rule("Next", null));
            foreach (var step in NextSteps.Of(verdict, findings))
            {
                Line();
                Paragraph("", PlainText.OneLine(step.Say), 1);
                if (step.Command is not null)
                {
                    Line($"   {Bold(Called(step.Command))}");
                }
            }
        }

        private void Paragraph(string label, string words, int indent = 2)
        {
            if (words.Length == 0)
            {
                return;
            }

            var labelWidth = label.Length > 0 ? LabelWidth : 0;
            var lines = PlainText.Wrap(words, Width - indent - labelWidth);
            for (var i = 0; i < lines.Count; i++)
            {
                var margin = i == 0 ? Dim(label.PadRight(labelWidth)) : new string(' ', labelWidth);
                Line($"{new string(' ', indent)}{margin}{lines[i]}");
            }
        }

        // Told as it happened, one line a step: wrapping would hide which call answered what.
        private void Story(string? story)
        {
            var label = "story";
            foreach (var line in story?.TrimEnd('\n').Split('\n') ?? [])
            {
                Line($"  {Dim(label.PadRight(LabelWidth))}{PlainText.OneLine(line)}");
                label = "";
            }
        }

        // A command is never broken: a line that is too wide can still be copied whole.
        private void Command(string label, string command) =>
            Line($"  {Dim(label.PadRight(LabelWidth))}{Called(command)}");

        private string Called(string command) =>
            PlainText.OneLine(
                command.StartsWith("selectquest ", StringComparison.Ordinal)
                    ? style.Command + command["selectquest".Length..]
                    : command
            );

        private string Rule(string heading, Mark? mark)
        {
            var label = mark is null ? "" : $"  {mark.Label}";
            var line = new string('─', Math.Max(3, Width - 4 - heading.Length - label.Length));
            return $"{Dim("──")} {Bold(heading)}{(mark is null ? "" : $"  {Coloured(mark, mark.Label)}")} {Dim(line)}";
        }

        private string Cell(Mark mark, int width) => Coloured(mark, mark.Label) + Padding(width - mark.Label.Length);

        private static string Padding(int columns) => new(' ', Math.Max(0, columns));

        private static string Place(Location? where) =>
            where is null ? "" : PlainText.OneLine($"{where.File}:{where.Line}:{where.Column}");

        private string Coloured(Mark mark, string words) => Sgr(mark.Ansi, words);

        private string Bold(string words) => Sgr(1, words);

        private string Dim(string words) => Sgr(2, words);

        private string Underline(string words) => Sgr(4, words);

        private string Sgr(int code, string words) =>
            style.Colour && words.Length > 0 ? $"\u001b[{code}m{words}\u001b[0m" : words;

        private void Line(string line = "") => text.Append(line.TrimEnd()).Append('\n');
    }
}
