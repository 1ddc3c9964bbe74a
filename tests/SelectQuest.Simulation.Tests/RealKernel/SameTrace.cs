namespace SelectQuest.Simulation.Tests.RealKernel;

/// <summary>Is the simulated kernel right? The same programs run on the real one, and must leave the same trace.</summary>
public class SameTrace
{
    private const string OnlyLinux =
        "The simulated kernel follows Linux where POSIX leaves a choice: compared there only.";

    public static TheoryData<string> Names => [.. Scripts.All.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_script_leaves_the_same_trace_on_both_kernels(string name) => Compare(Scripts.All[name]);

    [Fact]
    public void Programs_drawn_from_seeds_leave_the_same_trace_on_both_kernels()
    {
        for (var seed = 1; seed <= 100; seed++)
        {
            Compare(stage => Scripts.Random(stage, seed), $"seed {seed}");
        }
    }

    private static void Compare(Action<Stage> script, string title = "")
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), OnlyLinux);
        var simulated = SimulatedStage.Open(Scripts.Clients);
        script(simulated);
        using var real = RealStage.Open(Scripts.Clients, simulated.Trace);
        script(real);
        Assert.Equal($"{title}\n{string.Join('\n', simulated.Trace)}", $"{title}\n{string.Join('\n', real.Trace)}");
    }
}
