using System.CommandLine;
using SelectQuest.Cli.Grading;
using SelectQuest.Grading.Batch;
using SelectQuest.Grading.Submissions;

namespace SelectQuest.Cli.Commands;

/// <summary><c>selectquest grade SUBMISSIONS... --out REPORT</c>: judges a class.</summary>
internal static class Grade
{
    public static Command Command(Terminal terminal)
    {
        var submissions = new Argument<string[]>("SUBMISSIONS")
        {
            Description = "Folders of submissions, repos, archives (.zip, .tar, .tar.gz), plan files; any mix.",
            Arity = ArgumentArity.OneOrMore,
        };
        var jobs = new Option<int>("--jobs")
        {
            Description = "How many submissions are judged at once.",
            DefaultValueFactory = _ => Environment.ProcessorCount,
        };
        var shard = new Option<string>("--shard")
        {
            Description = "Judge one part of N: I/N, such as 2/8.",
            HelpName = "I/N",
        };
        var noResume = new Option<bool>("--no-resume") { Description = "Judge again what has a result already." };
        var thorough = new Option<bool>("--thorough") { Description = "Also 200 and 900 clients, and long churn." };
        var sandbox = SandboxOption.New();
        var deadline = new Option<string>("--deadline")
        {
            Description = "The longest that one submission may take.",
            HelpName = "60s",
            DefaultValueFactory = _ => "60s",
        };
        var written = new ClassOptions();
        var command = new Command("grade", "Judge a class: results, a gradebook and a report.")
        {
            submissions,
            jobs,
            shard,
            noResume,
            thorough,
            sandbox,
            deadline,
        };
        written.AddTo(command);
        command.SetAction(parse =>
        {
            var input = written.Read(parse);
            var plan = new GradePlan(input.Report, typeof(Grade).Assembly.Location)
            {
                Jobs = parse.GetValue(jobs) is > 0 and <= 256 and var count
                    ? count
                    : throw new UnusableInputException("--jobs takes a number from 1 to 256."),
                Shard = parse.GetValue(shard) is { } part ? Shard.Parse(part) : Shard.Whole,
                Resume = !parse.GetValue(noResume),
                Thorough = parse.GetValue(thorough),
                Sandbox = parse.GetValue(sandbox),
                Deadline = Duration.Parse(parse.GetValue(deadline)!, "--deadline"),
                Rubric = input.Rubric,
            };
            var found = Finder.Find(parse.GetValue(submissions)!);
            return GradeClass.Run(plan, found, input, terminal);
        });
        return command;
    }
}
