using System.Diagnostics;
using SelectQuest.Grading.Evidence.Live;
using SelectQuest.Grading.Evidence.Running;
using SelectQuest.Grading.Tests.Sources;

namespace SelectQuest.Grading.Tests.Live;

public sealed class GoodServerHoldsEverything(CompiledServers servers)
{
    /// <summary>How often each run is repeated; SELECTQUEST_LIVE_REPEATS=20 for a soak.</summary>
    private static readonly int Repeats = int.TryParse(
        Environment.GetEnvironmentVariable("SELECTQUEST_LIVE_REPEATS"),
        out var repeats
    )
        ? repeats
        : 1;

    [Fact]
    public void A_plain_select_server_holds_every_scenario() => Holds(servers.Build(PlainServer.Source));

    [Fact]
    public void The_reference_solution_holds_every_scenario() => Holds(Solution());

    [Fact]
    public void A_server_that_a_child_process_runs_holds_every_scenario() =>
        Holds(
            servers.Build(
                PlainServer.With(
                    (
                        "// At start.",
                        """
                        if (Environment.GetEnvironmentVariable("CHILD") is null)
                        {
                            var self = new ProcessStartInfo(Environment.ProcessPath!, Environment.GetCommandLineArgs()) { UseShellExecute = false };
                            self.Environment["CHILD"] = "1";
                            var child = Process.Start(self)!;
                            child.WaitForExit();
                            return child.ExitCode;
                        }
                        """
                    )
                )
            )
        );

    /// <summary>As bubblewrap's first process inside does: the one outside does not wait for it.</summary>
    [Fact]
    public void A_server_whose_sandbox_ends_a_moment_after_it_holds_every_scenario()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Who is left shows in Linux' /proc only.");
        const string late = "\"$@\"; code=$?; sleep 0.2 < /dev/null > /dev/null 2>&1 & exit $code";
        var options = new LiveOptions
        {
            Wrap = command =>
            {
                var wrapped = new ProcessStartInfo("sh", ["-c", late, "sh", command.FileName, .. command.ArgumentList])
                {
                    RedirectStandardInput = true,
                    RedirectStandardOutput = true,
                    RedirectStandardError = true,
                };
                wrapped.Environment.Clear();
                command.Environment.ToList().ForEach(one => wrapped.Environment.Add(one));
                return wrapped;
            },
        };

        var evidence = LiveRun.Gather(servers.Build(PlainServer.Source), options);

        Assert.All(evidence.Results, result => Assert.Equal(LiveOutcome.Held, result.Outcome));
    }

    [Fact]
    public void A_server_that_listens_on_all_addresses_holds_every_scenario()
    {
        var evidence = Holds(servers.Build(PlainServer.With((", Ip = 0x0100007F", ""))));

        Assert.Equal("listened on a port of all addresses", evidence[ScenarioNames.Start].Observed);
    }

    [Fact]
    public void The_untouched_starter_ends_right_after_it_listened()
    {
        var start = LiveRun.Gather(servers.Build(CorpusSubmission.Starter()), new LiveOptions()).Results[0];

        Assert.Equal(LiveOutcome.Broken, start.Outcome);
        Assert.Equal(LiveFault.Ended, start.Fault);
        Assert.Equal("ended with exit code 1 right after it listened", start.Observed);
    }

    [Fact]
    public void A_server_for_which_there_was_no_time_does_not_pass_on_what_it_had_time_for()
    {
        var options = new LiveOptions { TotalBound = TimeSpan.Zero };

        var evidence = LiveRun.Gather(servers.Build(PlainServer.Source), options);

        Assert.Equal(LiveOutcome.Held, evidence.Results[0].Outcome);
        Assert.All(
            evidence.Results.Skip(1),
            result =>
            {
                Assert.Equal(LiveOutcome.Undecided, result.Outcome);
                Assert.StartsWith(
                    "the 0 s for all scenarios together were over",
                    result.Observed,
                    StringComparison.Ordinal
                );
            }
        );
    }

    [Fact]
    public void The_words_are_the_same_every_time()
    {
        var words = Enumerable
            .Range(0, 1 + Repeats)
            .Select(_ =>
                string.Join('\n', LiveRun.Gather(Solution(), new LiveOptions()).Results.Select(WithoutFigures))
            )
            .Distinct();

        Assert.Single(words);
    }

    private static LiveResult WithoutFigures(LiveResult result) => result with { Measured = null };

    private static LiveEvidence Holds(BuiltServer server)
    {
        LiveEvidence evidence;
        var repeat = 0;
        do
        {
            evidence = LiveRun.Gather(server, new LiveOptions());
            TestContext.Current.TestOutputHelper?.WriteLine(string.Join('\n', evidence.Results));
            TestContext.Current.TestOutputHelper?.WriteLine($"{evidence.Idle}");
            Assert.Equal(ScenarioNames.All, evidence.Results.Select(result => result.Scenario));
            Assert.All(evidence.Results, result => Assert.True(result.Outcome == LiveOutcome.Held, $"{result}"));
            Assert.All(evidence.Results, result => Assert.Equal(LiveFault.None, result.Fault));
        } while (++repeat < Repeats);

        return evidence;
    }

    private BuiltServer Solution() => servers.Build(CorpusSubmission.Solution());
}
