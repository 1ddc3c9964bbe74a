using System.Diagnostics;
using SelectQuest.Grading.Evidence.Kernel;
using SelectQuest.Grading.Evidence.Live;
using SelectQuest.Grading.Evidence.Processes;
using SelectQuest.Grading.Evidence.Running;
using SelectQuest.Grading.Tests.Kernel;
using SelectQuest.Grading.Tests.Live;

namespace SelectQuest.Grading.Tests.Processes;

/// <summary>
/// Whatever becomes of a run, none of its processes stays: also not when the grader is killed in the midst of it, and not
/// one that left its parents.
/// </summary>
public sealed class NoProcessIsLeft(CompiledServers servers)
{
    private const string Variable = "SELECTQUEST_TEST_VICTIM";
    private const string Program = "SELECTQUEST_TEST_SERVER";

    /// <summary>Starts a child in a session of its own, which outlives it, and serves.</summary>
    private static readonly string WithAChild = PlainServer.With(
        (
            "// Before the loop.",
            "Process.Start(new ProcessStartInfo(\"setsid\", \"-f sleep 600\") { UseShellExecute = false }).WaitForExit();"
        )
    );

    [Fact]
    public void A_child_that_left_its_parents_ends_with_the_run()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Only Linux' /proc shows whose a process is.");
        var mark = new RunMark();
        using var parent = mark.Start(new ProcessStartInfo("setsid", "-f sleep 600"));
        parent.WaitForExit();
        Assert.Single(mark.Alive);

        mark.End(parent);

        Assert.Empty(mark.Alive);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void When_the_grader_is_killed_while_clients_are_served(bool withItsTree) =>
        NothingIsLeftOf(nameof(Victims.Serves_clients_until_it_is_killed), processes: 2, withItsTree);

    [Fact]
    public async Task When_the_grader_is_killed_while_a_server_runs_under_strace()
    {
        await StraceHere.OrSkip();

        NothingIsLeftOf(nameof(Victims.Traces_until_it_is_killed), processes: 3);
    }

    private void NothingIsLeftOf(string victim, int processes, bool withItsTree = false)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Only Linux' /proc shows whose a process is.");
        var name = Guid.NewGuid().ToString("N");
        var itself = typeof(NoProcessIsLeft).Assembly.Location;
        var method = $"{typeof(Victims).FullName}.{victim}";
        var start = new ProcessStartInfo(DotNetHost.Path, ["exec", itself, "-explicit", "only", "-method", method])
        {
            RedirectStandardOutput = true,
        };
        start.Environment["VICTIM"] = name;
        start.Environment[Program] = servers.Build(WithAChild).Assembly;
        using var grader = Process.Start(start)!;
        grader.OutputDataReceived += (_, _) => { };
        grader.BeginOutputReadLine();
        try
        {
            Assert.True(Comes(() => Alive().Count >= processes || grader.HasExited));
            Assert.False(grader.HasExited);
        }
        finally
        {
            grader.Kill(withItsTree);
        }

        Assert.True(Comes(() => Alive().Count == 0), $"{Alive().Count} processes are left");

        IReadOnlyList<int> Alive() => ProcFiles.WithVariable(Variable, name);
    }

    // A cap, so that a failure is told and does not hang.
    private static bool Comes(Func<bool> fact)
    {
        for (var clock = Stopwatch.StartNew(); !fact(); Thread.Sleep(20))
        {
            if (clock.Elapsed > TimeSpan.FromMinutes(1))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Not tests: programs for the ones above, in this assembly since they need what it needs.</summary>
    public sealed class Victims
    {
        [Fact(Explicit = true)]
        public void Serves_clients_until_it_is_killed()
        {
            using var server = ServerProcess.Start(Server().Command, new LiveOptions { Wrap = Named });
            ServerStart.Await(server, new LiveOptions());
            Thread.Sleep(Timeout.Infinite);
        }

        [Fact(Explicit = true)]
        public void Traces_until_it_is_killed()
        {
            using var run = TracedRun.Start(Strace.Installed, Server(), Named);
            Thread.Sleep(Timeout.Infinite);
        }

        private static BuiltServer Server()
        {
            var assembly = Environment.GetEnvironmentVariable(Program)!;
            return new BuiltServer(Path.GetDirectoryName(assembly)!, assembly);
        }

        private static ProcessStartInfo Named(ProcessStartInfo command)
        {
            command.Environment[Variable] = Environment.GetEnvironmentVariable("VICTIM");
            return command;
        }
    }
}
