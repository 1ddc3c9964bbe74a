using System.Diagnostics;
using SelectQuest.Grading.Evidence.Processes;

namespace SelectQuest.Grading.Tests.Processes;

public sealed class Opportunities : IDisposable
{
    private static readonly TimeSpan Enough = TimeSpan.FromMilliseconds(200);

    private readonly List<Process> started = [];

    [Fact]
    public void A_process_that_sleeps_had_its_chance()
    {
        var chance = Of("sleep 600");

        LookUntil(() => chance.Total >= Enough, chance);

        Assert.False(chance.WasBusy);
    }

    [Fact]
    public void A_process_that_spins_had_its_chance_as_far_as_it_got_a_processor()
    {
        var chance = Of("while :; do :; done");

        LookUntil(() => chance.Total >= Enough, chance);

        Assert.True(chance.WasBusy);
    }

    [Fact]
    public void A_process_that_waits_for_a_processor_has_no_chance_meanwhile()
    {
        // The scheduler gives one of the idle class next to nothing while another one wants the same processor.
        Assert.SkipUnless(
            File.Exists("/usr/bin/taskset") && File.Exists("/usr/bin/chrt"),
            "It needs taskset and chrt: apt-get install util-linux"
        );
        Of("taskset -c 0 sh -c 'while :; do :; done'");
        var chance = Of("taskset -c 0 chrt -i 0 sh -c 'while :; do :; done'");
        LookUntil(() => ProcThreads.Processor(started[^1].Id) > TimeSpan.Zero, chance);
        chance.Forget();

        var clock = Stopwatch.StartNew();
        for (var look = 0; look < 25; look++)
        {
            Look(chance);
        }

        Assert.Equal(TimeSpan.Zero, chance.Slept);
        Assert.True(chance.Used < clock.Elapsed / 4, $"{chance.Used} of {clock.Elapsed}");
    }

    [Fact]
    public void A_process_that_is_stopped_has_no_chance_until_it_goes_on()
    {
        var chance = Of("sleep 600");
        var process = started[^1];
        Signal(process, "STOP");
        LookUntil(() => ProcFiles.Stat($"{process.Id}")[0] == "T", chance);
        chance.Forget();

        for (var look = 0; look < 5; look++)
        {
            Look(chance);
        }

        Assert.Equal(TimeSpan.Zero, chance.Total);

        Signal(process, "CONT");
        LookUntil(() => chance.Total >= Enough, chance);
    }

    [Fact]
    public void Of_two_processes_both_have_to_sleep()
    {
        var chance = Of("sleep 600", "while :; do :; done");

        LookUntil(() => chance.Total >= Enough, chance);

        Assert.Equal(TimeSpan.Zero, chance.Slept);
    }

    [Fact]
    public void A_process_that_is_gone_has_no_chance()
    {
        var chance = Of("true");
        started[^1].WaitForExit();

        for (var look = 0; look < 5; look++)
        {
            Look(chance);
        }

        Assert.Equal(TimeSpan.Zero, chance.Total);
    }

    [Fact]
    public void What_is_forgotten_does_not_count_and_what_is_skipped_neither()
    {
        var chance = Of("sleep 600");
        LookUntil(() => chance.Total >= Enough, chance);

        chance.Skip();
        var before = chance.Total;
        Look(chance);
        Assert.Equal(before, chance.Total);

        chance.Forget();
        Assert.Equal(TimeSpan.Zero, chance.Total);
    }

    public void Dispose()
    {
        foreach (var process in started)
        {
            process.Kill();
            process.Dispose();
        }
    }

    private Opportunity Of(params string[] scripts)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Only Linux' /proc tells who sleeps.");
        var processes = new List<int>();
        foreach (var script in scripts)
        {
            var exec = script.StartsWith("while", StringComparison.Ordinal) ? "" : "exec ";
            started.Add(Process.Start("sh", ["-c", exec + script]));
            processes.Add(started[^1].Id);
        }

        return new Opportunity(() => processes);
    }

    private static void LookUntil(Func<bool> fact, Opportunity chance)
    {
        while (!fact())
        {
            Assert.False(TestContext.Current.CancellationToken.IsCancellationRequested);
            Look(chance);
        }
    }

    private static void Look(Opportunity chance)
    {
        Thread.Sleep(Opportunity.Step);
        chance.Look();
    }

    private static void Signal(Process process, string name) =>
        Process.Start("kill", ["-" + name, $"{process.Id}"])!.WaitForExit();
}
