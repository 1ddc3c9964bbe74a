using SelectQuest.Bench.Statistics;
using SelectQuest.Corpus;

namespace SelectQuest.Bench.Grading;

/// <summary>
/// What a verdict costs beside building and testing the same repo: each round does everything once, and the next does it
/// in the opposite order.
/// </summary>
/// <param name="quest">A scaffolded quest with the solution laid over it.</param>
/// <param name="cli">Full path of <c>selectquest.dll</c>.</param>
internal sealed class VerifyRounds(string quest, string cli, string work)
{
    private readonly List<double> built = [];
    private readonly List<double> cold = [];
    private readonly List<double> saved = [];

    public Quartiles BuildAndTest => Quartiles.Of(built)!;

    public IReadOnlyList<Compared> Results =>
        [
            Against("verify", "`selectquest verify`, everything included", cold),
            Against("saved", "`selectquest verify --watch`, from a save to the verdict", saved),
        ];

    public void Run(int rounds, Action<string> say)
    {
        using var watch = new WatchedQuest(quest, cli);
        Action[] steps =
        [
            () => built.Add(BuildAndTestOnce()),
            () => cold.Add(VerifyOnce()),
            () => saved.Add(watch.Save()),
        ];
        for (var round = 0; round < rounds; round++)
        {
            say($"build, test and verify: round {round + 1} of {rounds}");
            foreach (var step in round % 2 == 0 ? steps : steps.Reverse())
            {
                step();
            }
        }
    }

    // Nothing is built yet, as in a submission that was just cloned; its packages are in the cache.
    private double BuildAndTestOnce()
    {
        var copy = Path.Combine(work, "copy");
        Classroom.Copy(quest, copy);
        try
        {
            return Dotnet.Seconds(copy, "build", "--nologo", "-v", "q")
                + Dotnet.Seconds(copy, "test", "--no-build", "--nologo", "-v", "q");
        }
        finally
        {
            Directory.Delete(copy, recursive: true);
        }
    }

    private double VerifyOnce() => Dotnet.Seconds(quest, "exec", cli, "verify", ".");

    private Compared Against(string id, string title, List<double> seconds) =>
        new(id, title, Quartiles.Of(seconds)!, Quartiles.Of(seconds.Zip(built, (one, build) => one / build))!);
}
