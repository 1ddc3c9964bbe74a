using System.Globalization;
using System.Text;
using SelectQuest.Bench.Measuring;
using SelectQuest.Bench.Peers;
using SelectQuest.Bench.Statistics;

namespace SelectQuest.Bench.Results;

/// <summary>Draws what tables hide, with gnuplot: each plot for light and for dark pages.</summary>
internal static class Plots
{
    public const string Scaling = "servers-scaling";
    public const string Ratios = "servers-cpu";

    private static readonly string[] OnScaling =
    [
        Peer.Reference,
        Peer.Solution,
        "bridge-poll",
        "bridge-epoll",
        "c-epoll",
        "socket-select",
        "async",
    ];

    /// <summary>For those who do not see it.</summary>
    public static string Describe(string plot) =>
        plot == Scaling
            ? "CPU time per message over the number of idle clients: with select and poll it rises with every client, with epoll it does not"
            : "CPU time per message of each server as a ratio to a C select server, with 50, 200 and 900 clients";

    /// <summary>The plots' names that were drawn.</summary>
    public static IReadOnlyList<string> Draw(BenchResults results, string folder, TextWriter log) =>
        [
            .. new (string Name, Func<BenchResults, PlotTheme, string, string?> Script)[]
            {
                (Scaling, ScalingScript),
                (Ratios, RatioScript),
            }
                .Where(plot => Gnuplot.Draw(plot.Name, (theme, file) => plot.Script(results, theme, file), folder, log))
                .Select(plot => plot.Name),
        ];

    /// <summary>Null if there is nothing to draw.</summary>
    internal static string? ScalingScript(BenchResults results, PlotTheme theme, string file)
    {
        var workloads = results.Options.Workloads.Where(workload => workload.IsScaling).ToList();
        var lines = OnScaling
            .Select((id, place) => (Place: place, Peer: results.Peers.FirstOrDefault(peer => peer.Id == id)))
            .Where(line => line.Peer is not null)
            .Select(line => (line.Place, Peer: line.Peer!, Points: Points(results, line.Peer!, workloads)))
            .Where(line => line.Points.Count > 1)
            .OrderByDescending(line => line.Points[^1].Cpu.Median)
            .ToList();
        if (lines.Count == 0)
        {
            return null;
        }

        var lowest = lines.Min(line => line.Points.Min(point => point.Cpu.Lower));
        var highest = lines.Max(line => line.Points.Max(point => point.Cpu.Upper));
        var text = new StringBuilder(theme.Preamble(file, 920, 500));
        text.Append(
            $"""
            set title "One client talks: what do the silent ones cost?"
            set xlabel "idle clients"
            set ylabel "CPU time per message, µs"
            set logscale xy
            set yrange [{Number(lowest * 0.7)}:{Number(highest * 1.4)}]
            set xrange [{workloads.Min(workload => workload.Idle) * 0.9}:{workloads.Max(workload => workload.Idle)
                * 1.15}]
            set xtics ({string.Join(", ", workloads.Select(workload => $"\"{workload.Idle}\" {workload.Idle}"))})
            set ytics ("1" 1, "2" 2, "5" 5, "10" 10, "20" 20, "50" 50, "100" 100, "200" 200, "500" 500, "1000" 1000, "2000" 2000)
            set key outside right center Left reverse spacing 1.4 samplen 2

            """
        );
        for (var at = 0; at < lines.Count; at++)
        {
            Block(
                text,
                $"$line{at}",
                lines[at].Points.Select(point => Row(point.Idle, point.Cpu.Median, point.Cpu.Lower, point.Cpu.Upper))
            );
        }

        text.Append("plot ");
        text.AppendJoin(
            ", ",
            lines.SelectMany(
                (line, at) =>
                    new[]
                    {
                        $"$line{at} using 1:3:4 with filledcurves lc rgb \"{theme.Series[line.Place]}\" fs transparent solid 0.15 noborder notitle",
                        $"$line{at} using 1:2 with linespoints lc rgb \"{theme.Series[line.Place]}\" lw {Weight(line.Peer)} pt 7 ps 0.5 title \"{line.Peer.Title}\"",
                    }
            )
        );
        return text.Append('\n').ToString();
    }

    /// <inheritdoc cref="ScalingScript"/>
    internal static string? RatioScript(BenchResults results, PlotTheme theme, string file)
    {
        var workloads = results
            .Options.Workloads.Where(workload =>
                !workload.IsScaling && workload.Shape is { MessageBytes: 64, Depth: 1 }
            )
            .Where(workload => results.Measurements.CpuAgainst(Peer.Reference, Peer.Reference, workload) is not null)
            .ToList();
        var peers = results.Compared.Where(peer => peer.Id != Peer.Reference).Reverse().ToList();
        if (workloads.Count == 0 || peers.Count == 0)
        {
            return null;
        }

        var text = new StringBuilder(theme.Preamble(file, 920, 140 + 38 * peers.Count));
        text.Append(
            $"""
            set title "What a message costs, against a C select server"
            set xlabel "CPU time per message, C select = 1 (messages of 64 B, one under way for each client)"
            unset grid
            set grid xtics lc rgb "{theme.Faint}" lw 1 lt 1
            set border 1 lc rgb "{theme.Faint}"
            set yrange [-0.6:{peers.Count - 0.4}]
            set xrange [0:*]
            set ytics ({string.Join(", ", peers.Select((peer, at) => $"\"{peer.Title}\" {at}"))}) scale 0 noenhanced
            set bmargin 6
            set key at screen 0.62, screen 0.035 center bottom horizontal samplen 1
            set arrow 1 from 1, graph 0 to 1, graph 1 nohead lc rgb "{theme.Ink}" lw 1.5 dt 2

            """
        );
        for (var series = 0; series < workloads.Count; series++)
        {
            var (workload, offset) = (workloads[series], (workloads.Count - 1) / 2.0 - series);
            Block(
                text,
                $"$clients{series}",
                peers
                    .Select(
                        (peer, at) =>
                            (
                                At: at + 0.22 * offset,
                                Ratio: results.Measurements.CpuAgainst(peer.Id, Peer.Reference, workload)
                            )
                    )
                    .Where(row => row.Ratio is not null)
                    .Select(row => Row(row.Ratio!.Median, row.At, row.Ratio.Lower, row.Ratio.Upper))
            );
        }

        text.Append("plot ");
        text.AppendJoin(
            ", ",
            workloads.Select(
                (workload, series) =>
                    $"$clients{series} using 1:2:3:4 with xerrorbars lc rgb \"{theme.Series[1 + series]}\" lw 2 pt 7 ps 0.7 title \"{workload.Clients} clients\""
            )
        );
        return text.Append('\n').ToString();
    }

    private static List<(int Idle, Quartiles Cpu)> Points(BenchResults results, Peer peer, List<Workload> workloads) =>
        [
            .. workloads
                .Select(workload =>
                    (
                        workload.Idle,
                        Cpu: results.Measurements.Of(peer.Id, workload, sample => sample.CpuNanoseconds / 1000)
                    )
                )
                .Where(point => point.Cpu is not null)
                .Select(point => (point.Idle, point.Cpu!)),
        ];

    private static double Weight(Peer peer) => peer.Kind == PeerKind.Ours ? 3 : 1.5;

    private static void Block(StringBuilder text, string name, IEnumerable<string> rows) =>
        text.Append(name).Append(" << EOD\n").AppendJoin('\n', rows).Append("\nEOD\n");

    private static string Row(params double[] numbers) => string.Join(' ', numbers.Select(Number));

    private static string Number(double number) => number.ToString("0.#####", CultureInfo.InvariantCulture);
}
