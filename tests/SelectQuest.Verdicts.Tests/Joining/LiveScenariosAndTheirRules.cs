using SelectQuest.Grading.Evidence;
using SelectQuest.Grading.Evidence.Live;
using SelectQuest.Grading.Rules;
using SelectQuest.Grading.Verdicts.Code;
using SelectQuest.Verdicts.Tests.Given;

namespace SelectQuest.Verdicts.Tests.Joining;

public class LiveScenariosAndTheirRules
{
    [Fact]
    public void Every_scenario_is_one_check_for_many_clients() =>
        Assert.Equal(
            ScenarioNames.All.Select(name => ("C4", name == ScenarioNames.Start ? "SQ441" : "SQ442")),
            Judge(SoundRun.Live).Select(one => (one.Subject, one.Check.Rule))
        );

    [Fact]
    public void It_is_told_in_the_scenarios_own_words()
    {
        var live = SoundRun.LiveWith(SoundRun.Broken(ScenarioNames.Idle, "wakes up too often"));
        live = live with
        {
            Results = [live[ScenarioNames.Start], live[ScenarioNames.Idle], SoundRun.NotPlayed("churn", "nobody came")],
        };

        Assert.Equal(
            [
                "Pass SQ441 - Scenario 'start', real clients: the server did as asked.",
                "Fail SQ442 - Scenario 'idle', real clients: the server wakes up too often.",
                "Skipped SQ442 - Scenario 'churn' was not played: nobody came.",
            ],
            Judge(live).Select(one => one.Check).AsLines()
        );
    }

    [Fact]
    public void Its_rules_have_pages_and_only_one_is_of_the_start()
    {
        Assert.True(LiveRules.IsOfStart("SQ441"));
        Assert.False(LiveRules.IsOfStart("SQ442"));
        Assert.NotNull(RuleBook.Find("SQ441"));
        Assert.NotNull(RuleBook.Find("SQ442"));
    }

    private static SubjectCheck[] Judge(LiveEvidence live) =>
        [.. LiveRules.Judge(SoundCode.Evidence with { Live = live })];
}
