using System.Diagnostics;
using System.Globalization;
using SelectQuest.Corpus;
using SelectQuest.Grading.Evidence.Processes;

namespace SelectQuest.Bench.Grading;

/// <summary>Grades classes that are made from the corpus.</summary>
/// <inheritdoc cref="VerifyRounds"/>
internal sealed class ClassRuns(string quest, string cli, string work)
{
    public ClassRun Run(int submissions, int jobs, Action<string> say)
    {
        say($"grade: {submissions} submissions, {jobs} at a time");
        var room = Path.Combine(work, $"class-{submissions}");
        if (!Directory.Exists(room))
        {
            Classroom.Make(quest, room, submissions, hostile: false);
        }

        var report = Path.Combine(work, $"report-{submissions}-{jobs}");
        var course = new List<Progress>();
        var clock = Stopwatch.StartNew();
        using var grade = Dotnet.Start(
            work,
            "exec",
            cli,
            "grade",
            room,
            "--out",
            report,
            "--jobs",
            jobs.ToString(CultureInfo.InvariantCulture)
        );
        grade.OutputDataReceived += (_, _) => { };
        grade.ErrorDataReceived += (_, _) => { };
        grade.BeginOutputReadLine();
        grade.BeginErrorReadLine();
        while (!grade.WaitForExit(TimeSpan.FromSeconds(1)))
        {
            course.Add(new(clock.Elapsed.TotalSeconds, Results(report), Resident(grade.Id) / (1024.0 * 1024.0)));
        }

        var took = clock.Elapsed.TotalSeconds;
        return Results(report) == submissions
            ? new(submissions, jobs, took, course)
            : throw new InvalidOperationException($"{report} holds {Results(report)} of {submissions} results.");
    }

    private static int Results(string report)
    {
        var results = Path.Combine(report, "results");
        return Directory.Exists(results) ? Directory.EnumerateFiles(results, "*.json").Count() : 0;
    }

    // What submissions run is in sandboxes with limits of their own, and is not counted.
    private static long Resident(int root) =>
        ProcFiles
            .Tree(root)
            .Where(pid => ProcFiles.Read($"/proc/{pid}/cmdline").Contains("selectquest.dll", StringComparison.Ordinal))
            .Select(pid => ProcFiles.Read($"/proc/{pid}/statm").Split(' '))
            .Sum(fields => fields.Length > 1 ? ProcFiles.Number(fields[1]) * Environment.SystemPageSize : 0);
}
