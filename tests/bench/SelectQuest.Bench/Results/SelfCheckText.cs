using System.Globalization;
using SelectQuest.Bench.Peers;
using SelectQuest.Bench.Statistics;

namespace SelectQuest.Bench.Results;

/// <summary>The benchmark's checks of itself, as Markdown and for the terminal.</summary>
internal static class SelfCheckText
{
    public static string Of(SelfCheck check) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"""
            - A copy of the solution that burns {AllPeers.SlowedMicroseconds} us at every receive has to come out slower where messages are small: {Words(
                check.Slowed
            )}: {Verdict(check.ShowsWhatIsSlower)}.
            - A second copy of the same build has to come out the same, within the spread: {Words(check.Again)}: {Verdict(
                check.ShowsWhatIsSame
            )}.

            """
        );

    private static string Words(Quartiles? ratio) =>
        ratio is null
            ? "not measured"
            : string.Create(
                CultureInfo.InvariantCulture,
                $"{ratio.Median:0.000} of the solution's CPU per message ({ratio.Lower:0.000} to {ratio.Upper:0.000}, {ratio.Count} pairs)"
            );

    private static string Verdict(bool holds) => holds ? "it does" : "**it does not; do not use these figures**";
}
