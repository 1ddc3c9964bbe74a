using System.Globalization;

namespace SelectQuest.Grading.Tests.Batch;

/// <summary>A grader that is killed leaves whole results, and the next run goes on from there.</summary>
public class KilledRunsResume
{
    /// <summary>KILLS=10 for more moments; fewer by default, for the sake of everybody's time.</summary>
    private static readonly int Kills = int.TryParse(
        Environment.GetEnvironmentVariable("KILLS"),
        CultureInfo.InvariantCulture,
        out var kills
    )
        ? kills
        : 2;

    [Fact]
    public async Task Killed_again_and_again_and_resumed_a_batch_ends_as_if_undisturbed()
    {
        using var students = new SmallClass();
        Assert.Equal(0, (await students.Grade("undisturbed")).ExitCode);
        var random = new Random(1);

        for (var kill = 0; kill < Kills; kill++)
        {
            await KillAfter(random.Next(students.Count), TimeSpan.FromMilliseconds(random.Next(300)), students);

            // So that every run has something to do, in a place of its own.
            var kept = Directory.GetFiles(students["killed/results"], "*.json");
            if (kept.Length > 0)
            {
                File.Delete(kept[random.Next(kept.Length)]);
            }
        }

        var last = await students.Grade("killed");

        Assert.True(last.ExitCode == 0, last.Error);
        students.RequireSame("undisturbed", "killed");
        Assert.Empty(Directory.GetFileSystemEntries(students.Temporary, "selectquest-judge-*"));
    }

    // The moment is between two events: some submissions are done, and then a little later.
    private static async Task KillAfter(int submissions, TimeSpan andThen, SmallClass students)
    {
        using var grader = students.StartGrading("killed");
        for (var seen = 0; seen < submissions; seen++)
        {
            if (await grader.StandardError.ReadLineAsync(TestContext.Current.CancellationToken) is null)
            {
                break;
            }
        }

        grader.WaitForExit(andThen);

        // The grader alone, as `kill -9` would: what it started has to end by itself.
        grader.Kill(entireProcessTree: false);
        await grader.WaitForExitAsync(TestContext.Current.CancellationToken);
        Directory.CreateDirectory(students["killed/results"]);
    }
}
