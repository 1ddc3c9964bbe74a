using SelectQuest.Grading.Evidence;
using SelectQuest.Grading.Evidence.Live;
using SelectQuest.Grading.Rules;
using SelectQuest.Grading.Verdicts.Code;
using SelectQuest.Verdicts.Tests.Given;
using static SelectQuest.Grading.Evidence.Live.LiveFault;

namespace SelectQuest.Verdicts.Tests.Joining;

public class LiveScenariosAndTheirRules
{
    private static readonly Dictionary<LiveFault, string> Table = new()
    {
        [None] = "SQ442",
        [DidNotListen] = "SQ441",
        [ListensElsewhere] = "SQ441",
        [Ended] = "SQ442",
        [Flooded] = "SQ442",
        [Refused] = "SQ442",
        [Stalled] = "SQ442",
        [KeptProcessorBusy] = "SQ439",
        [WrongBytes] = "SQ437",
        [ForeignBytes] = "SQ437",
        [ClosedWithoutCause] = "SQ442",
        [LeakedSockets] = "SQ438",
        [LeakedFds] = "SQ438",
        [Starved] = "SQ439",
        [IgnoredHalfClose] = "SQ442",
        [BrokeHalfClose] = "SQ442",
        [IgnoredShutdown] = "SQ440",
        [FailedShutdown] = "SQ440",
        [LeftProcesses] = "SQ440",
        [LostAtShutdown] = "SQ440",
    };

    [Fact]
    public void Every_kind_of_fault_has_a_rule_with_a_page()
    {
        Assert.Equal(Table, Enum.GetValues<LiveFault>().ToDictionary(fault => fault, LiveRules.RuleOf));
        Assert.All(Table.Values, rule => Assert.NotNull(RuleBook.Find(rule)));
    }

    [Fact]
    public void Every_scenario_is_one_check_for_many_clients() =>
        Assert.Equal(
            ScenarioNames.All.Select(name => ("C4", name == ScenarioNames.Start ? "SQ441" : "SQ442")),
            Judge(SoundRun.Live).Select(one => (one.Subject, one.Check.Rule))
        );

    [Fact]
    public void It_is_told_in_the_scenarios_own_words_under_the_rule_of_its_fault()
    {
        var live = SoundRun.Live with
        {
            Results =
            [
                SoundRun.Held(ScenarioNames.Start),
                SoundRun.Broken(ScenarioNames.Churn, LeakedFds, "kept fds", "12 of them"),
                SoundRun.NotPlayed(ScenarioNames.Idle, "nobody came"),
                SoundRun.Undecided(ScenarioNames.AllAtOnce, "it was too busy"),
            ],
        };

        var checks = Judge(live).Select(one => one.Check).ToArray();

        Assert.Equal(
            [
                "Pass SQ441 - Scenario 'start' with 50 real clients: the server did as asked.",
                "Fail SQ438 - Scenario 'churn' with 50 real clients: the server kept fds.",
                "Skipped SQ442 - Scenario 'idle' was not played: nobody came.",
                "Review SQ442 - Scenario '5 all send at once' came to no end: it was too busy.",
            ],
            checks.AsLines()
        );
        Assert.Equal([null, "12 of them", null, null], checks.Select(check => check.Measured));
    }

    [Fact]
    public void Whatever_breaks_at_the_start_is_of_the_start() =>
        Assert.Equal(
            ["Fail SQ441"],
            Judge(SoundRun.Live with { Results = [SoundRun.Broken(ScenarioNames.Start, Ended, "ended")] })
                .Select(one => one.Check)
                .AsOutcomes()
        );

    [Fact]
    public void Only_one_rule_is_of_the_start()
    {
        Assert.True(LiveRules.IsOfStart("SQ441"));
        Assert.False(LiveRules.IsOfStart("SQ442"));
    }

    private static SubjectCheck[] Judge(LiveEvidence live) =>
        [.. LiveRules.Judge(SoundCode.Evidence with { Live = live })];
}
