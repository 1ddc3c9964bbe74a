using System.Diagnostics;
using SelectQuest.Server.Simulation;
using SelectQuest.Simulation.Tests.Loops;

namespace SelectQuest.Simulation.Tests;

[CollectionDefinition(nameof(Speed), DisableParallelization = true)]
[Collection(nameof(Speed))]
public class Speed(ITestOutputHelper output)
{
    /// <summary>The figures are there to be read: they depend on the machine and on who shares it.</summary>
    [Fact]
    public void A_loop_without_faults_of_its_own_is_simulated_and_timed()
    {
        for (var round = 1; round <= 5; round++)
        {
            var schedules = Enumerable.Range(1, 300).Select(seed => Schedule.Draw(seed)).ToList();
            var (since, before) = (Stopwatch.StartNew(), Environment.CpuUsage.TotalTime);
            var outcomes = schedules.ConvertAll(schedule => Simulator.Run(schedule, LeanLoop.New));
            var (wall, cpu) = (since.Elapsed.TotalSeconds, (Environment.CpuUsage.TotalTime - before).TotalSeconds);

            Assert.All(outcomes, outcome => Assert.Null(outcome.Violation));
            var selects = outcomes.Sum(outcome => outcome.Selects);
            output.WriteLine(
                $"round {round}: {selects} iterations, {selects / wall:0}/s, {selects / cpu:0} per CPU second"
            );
        }
    }
}
