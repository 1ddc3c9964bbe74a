using System.CommandLine;
using System.Globalization;
using System.Text;
using SelectQuest.Cli.Reviewing;
using SelectQuest.Grading;
using SelectQuest.Grading.Reports;
using SelectQuest.Grading.Submissions;

namespace SelectQuest.Cli.Commands;

/// <summary><c>selectquest review PATH</c>: the three questions from memory, and when to come back to them.</summary>
internal static class Review
{
    private const int NotYet = 1;
    private const int Width = 78;

    public static Command Command(Terminal terminal)
    {
        var path = new Argument<string>("PATH")
        {
            Description = "Your quest's folder; the dates are kept in it.",
            DefaultValueFactory = _ => ".",
        };
        var show = new Option<bool>("--show") { Description = "Show when to come back, and ask nothing." };
        var command = new Command("review", "Ask the three self-test questions.") { path, show };
        command.SetAction(parse =>
        {
            var repo = QuestFolder(parse.GetValue(path)!);
            var schedule = ReviewFile.Read(repo);
            return parse.GetValue(show) ? Show(schedule, terminal) : Ask(repo, schedule, terminal);
        });
        return command;
    }

    private static int Show(ReviewSchedule schedule, Terminal terminal)
    {
        terminal.Output.Write(Dates(schedule));
        return 0;
    }

    private static int Ask(string repo, ReviewSchedule schedule, Terminal terminal)
    {
        using var answers = new StreamReader(terminal.Input(), Encoding.UTF8);
        Say(terminal, "Answer from memory, without your notes. Enter alone means you do not know.");
        var missed = new List<Question>();
        foreach (var question in SelfTest.Questions)
        {
            if (!Knows(question, answers, terminal))
            {
                missed.Add(question);
            }
        }

        terminal.Output.WriteLine();
        if (missed.Count > 0)
        {
            Say(terminal, $"Read again, then come back: {string.Join("; ", missed.Select(q => q.ReadAgain))}.");
            return NotYet;
        }

        var today = DateOnly.FromDateTime(terminal.Clock.GetLocalNow().DateTime);
        var passed = schedule.Passed(today);
        ReviewFile.Write(repo, passed);
        Say(terminal, $"All three. Kept in {ReviewFile.RelativePath}: commit it.");
        terminal.Output.Write(Dates(passed));
        return 0;
    }

    private static bool Knows(Question question, StreamReader answers, Terminal terminal)
    {
        terminal.Output.WriteLine();
        Say(terminal, question.Text);
        var answer = Answer(answers, terminal);
        if (question.IsRight(answer))
        {
            Say(terminal, $"✓ right. {question.Answer}");
            return true;
        }

        Say(terminal, question.Answer);
        if (string.IsNullOrWhiteSpace(answer))
        {
            return false;
        }

        Say(terminal, "Is that what you said? y or n");
        return Answer(answers, terminal).Trim().StartsWith("y", StringComparison.OrdinalIgnoreCase);
    }

    private static string Answer(StreamReader answers, Terminal terminal)
    {
        terminal.Output.Write("> ");
        terminal.Output.Flush();
        return answers.ReadLine()
            ?? throw new UnusableInputException(
                "no more answers came on stdin, and nothing was kept. Answer at a terminal, or see the dates: selectquest review . --show"
            );
    }

    private static string Dates(ReviewSchedule schedule)
    {
        if (schedule.FirstPass is not { } first)
        {
            return "Not begun: the dates count from the first time all three answers are right.\n";
        }

        var lines = new StringBuilder($"First pass {Date(first)}\n");
        foreach (var (day, due, done) in schedule.Returns)
        {
            lines.Append(
                CultureInfo.InvariantCulture,
                $"  day {day, 2}   {Date(due)}  {(done ? "✓ done" : "· to come")}\n"
            );
        }

        return lines
            .Append(schedule.Next is { } next ? $"Come back on {Date(next)}.\n" : "That was the last one.\n")
            .ToString();
    }

    private static string Date(DateOnly date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static void Say(Terminal terminal, string words)
    {
        foreach (var line in PlainText.Wrap(words, Width))
        {
            terminal.Output.WriteLine(line);
        }
    }

    private static string QuestFolder(string path) =>
        Path.Exists(Path.Combine(path, QuestText.PlanPath))
        || Directory.Exists(Path.Combine(path, QuestText.SourceFolder))
            ? path
            : throw new UnusableInputException(
                $"{path} is not a quest's folder: looked for {QuestText.PlanPath} and {QuestText.SourceFolder}. Go to your quest, or name it."
            );
}
