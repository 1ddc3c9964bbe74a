using System.Globalization;
using SelectQuest.Server.Simulation;
using SelectQuest.Simulation.Tests.Loops;

namespace SelectQuest.Simulation.Tests;

public class CorrectLoops
{
    /// <summary>SCHEDULES=10000 for the full proof; fewer by default, for the sake of everybody's time.</summary>
    private static int Schedules =>
        int.TryParse(
            Environment.GetEnvironmentVariable("SCHEDULES"),
            NumberStyles.None,
            CultureInfo.InvariantCulture,
            out var count
        )
            ? count
            : 500;

    [Fact]
    public void A_correct_loop_survives_every_schedule_with_50_clients_and_all_faults() =>
        Assert.Equal("", $"{Simulator.FirstFailure(SmallLoop.With(Bug.None), firstSeed: 1, Schedules)}");

    public static TheoryData<Style> Styles =>
        [
            .. Enum.GetValues<Style>(),
            Style.SendsWhenToldOnly | Style.CapsPending | Style.WaitsForEver,
            Style.ReceivesUntilEagain | Style.ReceivesUrgentData | Style.AcceptsFirst | Style.ClosesLate,
            Style.ServesOneInTurn | Style.AcceptsOneByOne | Style.ReadsDuringShutdown,
            Style.ReckonsNfdsFromSets | Style.WatchesListenerErrors | Style.ClosesLate | Style.CopiesMasterSets,
        ];

    [Theory]
    [MemberData(nameof(Styles))]
    public void A_correct_loop_of_another_style_is_not_accused(Style style) =>
        Assert.Equal("", $"{Simulator.FirstFailure(StyledLoop.With(style), firstSeed: 1, Schedules / 5)}");
}
