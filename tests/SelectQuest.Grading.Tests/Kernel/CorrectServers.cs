using System.Runtime.CompilerServices;
using SelectQuest.Grading.Evidence.Kernel;

namespace SelectQuest.Grading.Tests.Kernel;

public class CorrectServers
{
    private static int Repetitions =>
        int.TryParse(Environment.GetEnvironmentVariable("SELECTQUEST_REPETITIONS"), out var count) ? count : 2;

    [Fact]
    public async Task A_small_select_server_holds_every_fact()
    {
        await StraceHere.OrSkip();
        using var compiled = Compiled.From(EchoServerSource.With(""));

        var evidence = await KernelRun.Observe(compiled.Server, TestContext.Current.CancellationToken);

        Assert.All(evidence.Facts, fact => Assert.True(fact.Outcome == KernelOutcome.Held, fact.ToString()));
        Assert.Equal([TimeSpan.FromMilliseconds(200)], evidence.Timeouts);
    }

    [Fact]
    public async Task The_reference_solution_holds_every_fact_in_the_same_words_every_time()
    {
        await StraceHere.OrSkip();
        using var compiled = Compiled.From(Solution());
        var reports = new HashSet<string>();

        for (var run = 0; run < Repetitions; run++)
        {
            var evidence = await KernelRun.Observe(compiled.Server, TestContext.Current.CancellationToken);

            Assert.All(evidence.Facts, fact => Assert.True(fact.Outcome == KernelOutcome.Held, fact.ToString()));
            Assert.Equal([TimeSpan.FromSeconds(1)], evidence.Timeouts);
            reports.Add(string.Join('\n', evidence.Facts.Select(fact => fact.Observed)));
        }

        Assert.Single(reports);
    }

    /// <summary>The starter's sources, those the solution replaces taken from it, without the seam.</summary>
    private static IEnumerable<string> Solution([CallerFilePath] string here = "")
    {
        var template = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "../../../template"));
        var files = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var layer in new[] { "selectquest", "solution" })
        {
            var root = Path.Combine(template, layer, "src/SelectQuest.Server");
            foreach (var path in Directory.EnumerateFiles(root, "*.cs", SearchOption.AllDirectories))
            {
                files[Path.GetRelativePath(root, path)] = path;
            }
        }

        return files
            .Where(file => file.Key.Split('/')[0] is not ("Sockets" or "bin" or "obj"))
            .Select(file => File.ReadAllText(file.Value));
    }
}
