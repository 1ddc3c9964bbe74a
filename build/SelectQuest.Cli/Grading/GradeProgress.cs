using System.Globalization;
using SelectQuest.Grading.Batch;
using SelectQuest.Grading.Reports;
using SelectQuest.Grading.Verdicts;

namespace SelectQuest.Cli.Grading;

/// <summary>
/// What is to be seen while a class is graded: a bar that stays in its line on a terminal, a line for each submission
/// elsewhere. Both go to standard error, so that standard output holds the result alone.
/// </summary>
internal sealed class GradeProgress(Terminal terminal, int count)
{
    private const int BarWidth = 30;

    // The first submissions pay for what is loaded once: a rate needs some to mean anything.
    private const int FewestForARate = 3;

    private readonly long start = terminal.Clock.GetTimestamp();
    private int done;
    private int judged;

    public void Show(Graded one)
    {
        done++;
        judged += one.Kept ? 0 : 1;
        if (terminal.IsLive)
        {
            terminal.Error.Write($"\r\u001b[K{Bar()}");
        }
        else
        {
            terminal.Error.WriteLine($"[{done}/{count}] {Line(one)}");
        }
    }

    public void End()
    {
        if (terminal.IsLive && done > 0)
        {
            terminal.Error.WriteLine();
        }
    }

    private string Bar()
    {
        var filled = BarWidth * done / Math.Max(1, count);
        var bar = new string('█', filled) + new string('░', BarWidth - filled);
        return $"{bar} {done} of {count}{Rate()}";
    }

    private string Rate()
    {
        var elapsed = terminal.Clock.GetElapsedTime(start).TotalSeconds;
        if (judged < FewestForARate || elapsed <= 0)
        {
            return "";
        }

        var left = TimeSpan.FromSeconds((count - done) * elapsed / done);
        var words = left.TotalMinutes >= 1 ? $"{(int)left.TotalMinutes} min {left.Seconds} s" : $"{left.Seconds} s";
        return FormattableString.Invariant($", {done / elapsed * 60:0} a minute, {words} left");
    }

    private static string Line(Graded one)
    {
        var name = PlainText.OneLine(one.Submission.Name);
        return one.Result is { Verdict: var verdict }
            ? $"{name}: {verdict.Score.Points} of {verdict.Score.Max}, {Words(verdict)}{(one.Kept ? ", kept" : Took(one))}"
            : $"{name}: not graded";
    }

    private static string Took(Graded one) =>
        string.Create(CultureInfo.InvariantCulture, $" ({one.Took.TotalSeconds:0.0} s)");

    private static string Words(Verdict verdict) =>
        string.Join(
            ' ',
            verdict.Criteria.Select(criterion =>
                $"{criterion.Criterion} {Mark.Of(criterion.Outcome).Label.Split(' ')[^1]}"
            )
        );
}
