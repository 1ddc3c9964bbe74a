using System.Diagnostics;
using System.Globalization;
using System.Text;
using SelectQuest.Grading;
using SelectQuest.Grading.Evidence.Processes;
using SelectQuest.Grading.Submissions;
using SelectQuest.Server.Simulation;
using SelectQuest.Simulation.Tests.Loops;

namespace SelectQuest.Corpus;

/// <summary>
/// What judging costs beside what building and testing the same repo costs, in one run: <c>verify</c> cold and warm, and a
/// class of several sizes. A ratio is what can be compared; seconds depend on the machine.
/// </summary>
/// <param name="quest">A scaffolded quest with the solution laid over it.</param>
/// <param name="cli">Full path of <c>selectquest.dll</c>.</param>
internal sealed class GradeBench(string quest, string cli, Action<string> progress)
{
    private const int Rounds = 7;

    private readonly StringBuilder page = new();

    /// <param name="sizes">Of the classes.</param>
    /// <returns>A Markdown page.</returns>
    public string Run(IReadOnlyList<int> sizes)
    {
        var work = Directory.CreateTempSubdirectory("selectquest-bench-").FullName;
        try
        {
            var (build, cold, warm) = Verify(work);
            page.Append("# What grading costs\n\n");
            Line($"Written by `make bench-grade` on {DateTime.UtcNow:yyyy-MM-dd}, {Environment.ProcessorCount} cores.");
            Line(
                $"Medians of {Rounds} rounds, each of which builds, tests and verifies the same repo in turn; classes once.\n"
            );
            page.Append("| | seconds | of build + test |\n|---|---|---|\n");
            Row("`dotnet build` and `dotnet test` of a fresh copy", build, build);
            Row("`selectquest verify`, everything included", cold, build);
            Row("the same again in a warm process", warm, build);
            foreach (var jobs in new[] { 1, Environment.ProcessorCount }.Distinct())
            {
                foreach (var size in sizes)
                {
                    Class(work, size, jobs, build);
                }
            }

            Line($"\nSimulated iterations a second on one core, 50 clients, all faults: {Iterations():#,0}.");
            return page.ToString();
        }
        finally
        {
            Directory.Delete(work, recursive: true);
        }
    }

    private (double Build, double Cold, double Warm) Verify(string work)
    {
        var rounds = new List<(double Build, double Cold, double Warm)>();
        for (var round = 0; round < Rounds; round++)
        {
            progress($"round {round + 1} of {Rounds}\n");
            var copy = Path.Combine(work, $"copy-{round}");
            Classroom.Copy(quest, copy);
            var build = Seconds(() =>
            {
                Command(copy, "build", "--nologo", "-v", "q");
                Command(copy, "test", "--no-build", "--nologo", "-v", "q");
            });
            var cold = Seconds(() => Command(quest, "exec", cli, "verify", "."));
            var submission = SubmissionReader.Read(quest, planOnly: false);
            var options = new GraderOptions { OwnCode = true };
            Grader.Judge(submission, options);
            rounds.Add((build, cold, Seconds(() => Grader.Judge(submission, options))));
            Directory.Delete(copy, recursive: true);
        }

        return (Median(rounds, r => r.Build), Median(rounds, r => r.Cold), Median(rounds, r => r.Warm));
    }

    private void Class(string work, int size, int jobs, double build)
    {
        progress($"a class of {size}, {jobs} at a time\n");
        var room = Path.Combine(work, $"class-{size}");
        if (!Directory.Exists(room))
        {
            Classroom.Make(quest, room, size, hostile: false);
        }

        var report = Path.Combine(work, $"report-{size}-{jobs}");
        var most = 0L;
        var seconds = Seconds(() =>
        {
            using var grade = Start(
                work,
                ["exec", cli, "grade", room, "--out", report, "--jobs", jobs.ToString(CultureInfo.InvariantCulture)]
            );
            while (!grade.WaitForExit(TimeSpan.FromSeconds(1)))
            {
                most = Math.Max(most, Resident(grade.Id));
            }
        });
        Row(
            string.Create(
                CultureInfo.InvariantCulture,
                $"`selectquest grade`, {size} submissions, {jobs} at a time, each (memory of grader and judges at most {most >> 20} MiB)"
            ),
            seconds / size,
            build
        );
    }

    // The grader's own processes: what submissions run is in sandboxes with limits of their own.
    private static long Resident(int root) =>
        ProcFiles
            .Tree(root)
            .Where(pid => ProcFiles.Read($"/proc/{pid}/cmdline").Contains("selectquest.dll", StringComparison.Ordinal))
            .Select(pid => ProcFiles.Read($"/proc/{pid}/statm").Split(' '))
            .Sum(fields => fields.Length > 1 ? ProcFiles.Number(fields[1]) * Environment.SystemPageSize : 0);

    private static double Iterations()
    {
        var counted = 0L;
        var clock = Stopwatch.StartNew();
        for (var seed = 1; clock.Elapsed < TimeSpan.FromSeconds(3); seed++)
        {
            counted += Simulator.Run(Schedule.Draw(seed), LeanLoop.New).Selects;
        }

        return counted / clock.Elapsed.TotalSeconds;
    }

    private void Row(string what, double seconds, double build) =>
        Line($"| {what} | {seconds:0.00} | {seconds / build:0.000} |");

    private void Line(FormattableString line) => page.Append(FormattableString.Invariant(line)).Append('\n');

    private static double Median<T>(List<T> rounds, Func<T, double> figure) =>
        rounds.Select(figure).Order().ElementAt(rounds.Count / 2);

    private static double Seconds(Action what)
    {
        var clock = Stopwatch.StartNew();
        what();
        return clock.Elapsed.TotalSeconds;
    }

    private static void Command(string folder, params string[] arguments)
    {
        using var process = Start(folder, arguments);
        process.WaitForExit();
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException($"dotnet {string.Join(' ', arguments)} ended with {process.ExitCode}.");
        }
    }

    private static Process Start(string folder, string[] arguments)
    {
        var process = Process.Start(
            new ProcessStartInfo("dotnet", arguments)
            {
                WorkingDirectory = folder,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            }
        )!;
        process.OutputDataReceived += (_, _) => { };
        process.ErrorDataReceived += (_, _) => { };
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return process;
    }
}
