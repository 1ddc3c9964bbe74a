using System.Diagnostics;
using SelectQuest.Bench.Statistics;
using SelectQuest.Server.Simulation;
using SelectQuest.Simulation.Tests.Loops;

namespace SelectQuest.Bench.Grading;

/// <summary>How many times a second a small loop calls select in the simulated kernel: 50 clients, all faults, one core.</summary>
internal static class SimulatedIterations
{
    private static readonly TimeSpan Slice = TimeSpan.FromSeconds(1);

    public static Quartiles PerSecond(int rounds, Action<string> say)
    {
        say("the simulated kernel");
        Once();
        return Quartiles.Of(Enumerable.Range(0, rounds).Select(_ => Once()))!;
    }

    private static double Once()
    {
        var selects = 0L;
        var clock = Stopwatch.StartNew();
        for (var seed = 1; clock.Elapsed < Slice; seed++)
        {
            selects += Simulator.Run(Schedule.Draw(seed), LeanLoop.New).Selects;
        }

        return selects / clock.Elapsed.TotalSeconds;
    }
}
