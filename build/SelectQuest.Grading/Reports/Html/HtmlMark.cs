using System.Text;
using SelectQuest.Grading.Verdicts;

namespace SelectQuest.Grading.Reports.Html;

/// <summary>How an outcome looks on a page: a colour, and always a symbol and a word beside it.</summary>
internal static class HtmlMark
{
    /// <summary>The style sheet's name for it.</summary>
    public static string Class(Mark mark) => mark.Word.Replace(' ', '-');

    /// <summary>Symbol and word; with <paramref name="target"/>, a link to the element of that id.</summary>
    public static string Pill(Mark mark, string? target = null)
    {
        var inside = $"<span aria-hidden=\"true\">{mark.Symbol}</span> {mark.Word}";
        return target is null
            ? $"<span class=\"mark {Class(mark)}\">{inside}</span>"
            : $"<a class=\"mark {Class(mark)}\" href=\"#{target}\">{inside}</a>";
    }

    /// <summary>The symbol alone in its colour, for a matrix; its words are for those who hear the page.</summary>
    public static string Cell(Mark mark, string spoken) =>
        $"<span class=\"cell {Class(mark)}\"><span aria-hidden=\"true\">{mark.Symbol}</span><span class=\"heard\">{spoken} {mark.Word}</span></span>";

    /// <summary>
    /// A ring with one arc for each half, the two of a criterion side by side. It repeats what the page says in words.
    /// </summary>
    public static string Ring(Verdict verdict)
    {
        const decimal Gap = 0.9m;
        const decimal BetweenCriteria = 2.6m;
        var ring = new StringBuilder(
            "<svg class=\"ring\" viewBox=\"0 0 42 42\" aria-hidden=\"true\"><g transform=\"rotate(-90 21 21)\">"
        );
        var share = 100m / verdict.Criteria.Count;
        for (var i = 0; i < verdict.Criteria.Count; i++)
        {
            var halves = verdict.Criteria[i].Halves;
            var length = (share - BetweenCriteria - (Gap * (halves.Count - 1))) / halves.Count;
            var start = (share * i) + (BetweenCriteria / 2);
            foreach (var half in halves)
            {
                ring.Append(
                    Invariant(
                        $"<circle class=\"{Class(Mark.Of(half))}\" cx=\"21\" cy=\"21\" r=\"18\" pathLength=\"100\" stroke-dasharray=\"{length:0.##} {100 - length:0.##}\" stroke-dashoffset=\"{-start:0.##}\"/>"
                    )
                );
                start += length + Gap;
            }
        }

        ring.Append(
            Invariant(
                $"</g><text class=\"points\" x=\"21\" y=\"23\">{verdict.Score.Points}</text><text class=\"max\" x=\"21\" y=\"28.5\">of {verdict.Score.Max}</text></svg>"
            )
        );
        return ring.ToString();
    }

    private static string Invariant(FormattableString text) => FormattableString.Invariant(text);
}
