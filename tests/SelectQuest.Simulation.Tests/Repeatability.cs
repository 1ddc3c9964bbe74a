using SelectQuest.Server.Simulation;
using SelectQuest.Simulation.Tests.Loops;

namespace SelectQuest.Simulation.Tests;

public class Repeatability
{
    [Fact]
    public void The_same_seed_and_the_same_loop_leave_the_same_trace()
    {
        var hashes = new HashSet<ulong>();
        for (var seed = 1; seed <= 100; seed++)
        {
            var first = Simulator.Run(Schedule.Draw(seed), SmallLoop.With(Bug.None));
            var second = Simulator.Run(Schedule.Draw(seed), SmallLoop.With(Bug.None));
            Assert.Equal(first.Hash, second.Hash);
            Assert.Equal(first.Calls, second.Calls);
            Assert.True(hashes.Add(first.Hash), $"seed {seed} leaves the trace of another seed");
        }
    }

    [Fact]
    public void The_same_failure_is_told_in_the_same_words()
    {
        var first = Simulator.FirstFailure(SmallLoop.With(Bug.PartialSendDropped), firstSeed: 1, count: 100)!;
        var second = Simulator.FirstFailure(SmallLoop.With(Bug.PartialSendDropped), firstSeed: 1, count: 100)!;

        Assert.Equal(first.ToString(), second.ToString());
        Assert.Equal(first.ToUnitTest(), second.ToUnitTest());
    }

    [Fact]
    public void Every_drawn_schedule_makes_sense()
    {
        for (var seed = 1; seed <= 300; seed++)
        {
            var schedule = Schedule.Draw(seed);
            Assert.Equal(50, schedule.Events.Select(happening => happening.Client).Distinct().Count());
            Assert.All(
                schedule.Events.GroupBy(happening => happening.Client),
                life => Assert.Equal(ClientDoes.Connect, life.First().Does)
            );
            Assert.Equal(schedule.Events.OrderBy(happening => happening.Tick), schedule.Events);
            Assert.InRange(schedule.ListenFd, 3, 1023);
            Assert.True(schedule.FdLimit > schedule.FirstFreeFd && schedule.FdLimit > schedule.ListenFd);
            Assert.All(schedule.Faults, fault => Assert.InRange(fault.Client, -1, 49));
        }
    }

    [Fact]
    public void Timeouts_are_recorded_for_whoever_compares_them_with_the_plan() =>
        Assert.Equal([TimeSpan.FromSeconds(1)], Simulator.Run(Schedule.Draw(1), SmallLoop.With(Bug.None)).Timeouts);
}
