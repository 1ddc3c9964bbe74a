using System.Diagnostics;
using SelectQuest.Grading.Verdicts;

namespace SelectQuest.Grading.Tests.Plans;

/// <summary>Measures processor time of the process, so nothing else may run beside it.</summary>
[CollectionDefinition(nameof(HostilePlans), DisableParallelization = true)]
[Collection(nameof(HostilePlans))]
public class HostilePlans
{
    /// <summary>Processor seconds; a bound against blow-ups, far above what is needed.</summary>
    private const double Bound = 10;

    public static TheoryData<string, string> Pages =>
        new()
        {
            { "quotes in quotes", string.Concat(Enumerable.Repeat(new string('>', 10_000) + " x\n", 20)) },
            { "spaced quotes", string.Concat(Enumerable.Repeat("> ", 10_000)) + "x" },
            { "lists in lists", string.Concat(Enumerable.Repeat("- ", 10_000)) + "x" },
            {
                "lists in lists by indentation",
                string.Join('\n', Enumerable.Range(0, 3_000).Select(i => new string(' ', i * 2) + "- x"))
            },
            { "one long line", new string('a', 1_000_000) },
            { "one long line of select calls", string.Concat(Enumerable.Repeat("select(", 150_000)) },
            { "brackets", new string('[', 100_000) + new string(']', 100_000) },
            { "parentheses in a listing", "```\nwhile (1) {\nselect" + new string('(', 100_000) + "\n```" },
            { "braces in a listing", "```c\nwhile (1) " + new string('{', 100_000) + "\n```" },
            {
                "deep indentation in a listing",
                "```\n"
                    + string.Join('\n', Enumerable.Range(0, 3_000).Select(i => new string(' ', i) + "while x:"))
                    + "\n select(a,b,c,d)\n```"
            },
            {
                "helpers that call each other",
                "```\n"
                    + string.Concat(
                        Enumerable
                            .Range(0, 60)
                            .Select(i =>
                                $"def f{i}():\n" + string.Concat(Enumerable.Range(0, 60).Select(j => $"  f{j}()\n"))
                            )
                    )
                    + "while 1:\n  f0()\n  select(1,r,w,e,t)\n```"
            },
            {
                "a pipe table of ten thousand columns",
                new string('|', 10_000) + "\n" + string.Concat(Enumerable.Repeat("|-", 10_000)) + "|\n"
            },
            { "html cells never closed", string.Concat(Enumerable.Repeat("<table><tr><td>", 20_000)) },
            { "fences never closed", string.Concat(Enumerable.Repeat("```c\nselect(1, r, w, e, t)\n", 4_000)) },
            { "headings", string.Concat(Enumerable.Repeat("## test\ntext\n", 4_000)) },
            { "comments never closed", "```c\n" + string.Concat(Enumerable.Repeat("/* ", 50_000)) + "\n```" },
            { "binary", new string([.. Enumerable.Range(0, 50_000).Select(i => (char)(i * 7919 % 65_536))]) },
            {
                "many loops",
                "```c\n"
                    + string.Concat(Enumerable.Repeat("while (1) { FD_ZERO(&r); select(n, &r, &w, &e, &t); }\n", 3_000))
                    + "```"
            },
        };

    [Theory]
    [MemberData(nameof(Pages))]
    public void A_hostile_page_gets_a_verdict_within_bounds(string what, string page)
    {
        Assert.NotEmpty(what);
        var before = Process.GetCurrentProcess().TotalProcessorTime;
        var halves = PlanCorpus.Judge(page);
        var spent = Process.GetCurrentProcess().TotalProcessorTime - before;

        Assert.All(halves.Values, half => Assert.NotEqual(Outcome.Pass, half.Outcome));
        Assert.True(spent.TotalSeconds < Bound, $"{what}: {spent.TotalSeconds:F1} s of processor time");
    }
}
