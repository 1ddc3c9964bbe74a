using SelectQuest.Bench.Results;
using SelectQuest.Bench.Statistics;

namespace SelectQuest.Bench.Grading;

/// <summary>How long something took, and what that is of what it is compared with.</summary>
/// <param name="Title">In words, for the table.</param>
/// <param name="Ratios">Pairs of one round each.</param>
internal sealed record Compared(string Id, string Title, Quartiles Seconds, Quartiles Ratios);

/// <summary>Where a class that is being graded stood at one moment.</summary>
/// <param name="Seconds">Since the start.</param>
/// <param name="Done">Results that are written.</param>
/// <param name="MiB">Resident pages of the grader and its judges.</param>
internal sealed record Progress(double Seconds, int Done, double MiB);

/// <summary>One class graded.</summary>
/// <param name="Jobs">At a time.</param>
/// <param name="Course">About once a second, in order.</param>
internal sealed record ClassRun(int Submissions, int Jobs, double Seconds, IReadOnlyList<Progress> Course)
{
    public double SecondsEach => Seconds / Submissions;

    /// <summary>The most memory until so many results were written; null if it never came to that.</summary>
    public double? MostMiB(int done) =>
        Course.Any(moment => moment.Done >= done)
            ? Course.TakeWhile(moment => moment.Done <= done).Select(moment => moment.MiB).DefaultIfEmpty(0).Max()
            : null;
}

/// <summary>All that <c>bench grade</c> measured.</summary>
/// <param name="BuildAndTest">Seconds of <c>dotnet build</c> and <c>dotnet test</c> of a fresh copy of the quest.</param>
/// <param name="Verifying">Against build and test.</param>
/// <param name="Scaffolding">Against <c>dotnet new console</c>.</param>
/// <param name="IterationsPerSecond">Of the simulated kernel with 50 clients, on one core.</param>
internal sealed record GradeFigures(
    Machine Machine,
    int Rounds,
    Quartiles BuildAndTest,
    IReadOnlyList<Compared> Verifying,
    Compared Scaffolding,
    IReadOnlyList<ClassRun> Classes,
    Quartiles IterationsPerSecond
);
