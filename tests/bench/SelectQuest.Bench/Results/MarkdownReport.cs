using System.Globalization;
using System.Text;
using SelectQuest.Bench.Measuring;
using SelectQuest.Bench.Peers;
using SelectQuest.Bench.Statistics;

namespace SelectQuest.Bench.Results;

/// <summary>The figures for people.</summary>
internal static class MarkdownReport
{
    /// <param name="plots">Names of the plots beside it, without theme and extension; none if they could not be drawn.</param>
    public static string Write(BenchResults results, IReadOnlyList<string> plots)
    {
        var text = new StringBuilder();
        Head(text, results);
        foreach (var plot in plots)
        {
            text.Append(Picture.Of(plot, Plots.Describe(plot))).Append('\n');
        }

        Ratios(text, results);
        Absolute(text, results);
        Scaling(text, results);
        Calls(text, results);
        Shares(text, results);
        Memory(text, results);
        Neighbours(text, results);
        Honesty(text, results);
        return text.ToString().TrimEnd() + "\n";
    }

    private static void Head(StringBuilder text, BenchResults results)
    {
        var options = results.Options;
        text.Append("# Echo servers side by side\n\n");
        if (options.Quick)
        {
            text.Append("**A quick run: it shows that everything works, not how fast it is.**\n\n");
        }

        text.Append(
            $"""
            Measured with `make bench`: {results.Machine.Words}.

            Each server did each workload in each of {options.Rounds} rounds, for {Number(
                options.Slice.TotalMilliseconds
            )} ms after a warm-up; the order was
            turned around from round to round, and {results.Cores.Words}. Every byte was checked. A
            ratio compares two servers within one round; tables show the median of the ratios and, in brackets, the quartiles
            between which the middle half of them lies.


            """
        );
        Notes(text, results);
    }

    private static void Notes(StringBuilder text, BenchResults results)
    {
        var notes = results
            .Skipped.Select(skip => $"Skipped: {skip.Peer.Title}: {skip.WhyNot}.")
            .Concat(results.LeftOut.Select(left => $"Left out: {left}."))
            .Concat(results.Broken.Select(wrong => $"**Broken:** {wrong.Peer.Title}, {wrong.Workload}: {wrong.Words}."))
            .ToList();
        if (results.Machine.WasBusy)
        {
            notes.Insert(
                0,
                $"**The machine was busy with other things:** they used {results.Machine.BusyBefore.ToString("P0", CultureInfo.InvariantCulture)} of the processors when the run began."
            );
        }

        notes.ForEach(note => text.Append($"- {note.ReplaceLineEndings(" ")}\n"));
        text.Append(notes.Count > 0 ? "\n" : "");
    }

    private static void Ratios(StringBuilder text, BenchResults results)
    {
        foreach (var shape in Crowded(results).Where(Fits).Select(workload => workload.Shape).Distinct())
        {
            var workloads = Crowded(results).Where(Fits).Where(workload => workload.Shape == shape).ToList();
            text.Append(
                $"## CPU per message against C select: {shape.MessageBytes} B, {shape.Depth} under way for each client\n\n"
            );
            text.Append(
                MarkdownTable.Of(
                    ["server", .. workloads.Select(workload => $"{workload.Clients} clients")],
                    results.Compared.Select(peer =>
                        Cells(
                            peer,
                            workloads,
                            workload => Ratio(results.Measurements.CpuAgainst(peer.Id, Peer.Reference, workload))
                        )
                    )
                )
            );
            text.Append('\n');
        }

        // Nobody is compared with who cannot hold so many.
        bool Fits(Workload workload) =>
            results.Measurements.CpuAgainst(Peer.Reference, Peer.Reference, workload) is not null;
    }

    private static void Absolute(StringBuilder text, BenchResults results)
    {
        foreach (var workload in Crowded(results))
        {
            text.Append($"## {workload}\n\n");
            text.Append(
                MarkdownTable.Of(
                    ["server", "CPU per message, us", "messages/s", "p50, us", "p99, us"],
                    results.Compared.Select<Peer, IReadOnlyList<string>>(peer =>
                        [
                            peer.Title,
                            Median(peer, sample => sample.CpuNanoseconds / 1000, "0.00"),
                            Median(peer, sample => sample.MessagesPerSecond, "#,0"),
                            Median(peer, sample => sample.P50Microseconds, "#,0"),
                            Median(peer, sample => sample.P99Microseconds, "#,0"),
                        ]
                    )
                )
            );
            text.Append('\n');

            string Median(Peer peer, Func<Sample, double> figure, string format) =>
                results.Measurements.Of(peer.Id, workload, figure) is { } found ? Number(found.Median, format) : "";
        }
    }

    private static void Scaling(StringBuilder text, BenchResults results)
    {
        var workloads = results.Options.Workloads.Where(workload => workload.IsScaling).ToList();
        if (workloads.Count == 0)
        {
            return;
        }

        text.Append("## One client talks, the others are silent: CPU per message, us\n\n");
        text.Append(
            MarkdownTable.Of(
                ["server", .. workloads.Select(workload => $"{workload.Idle} idle")],
                results.Compared.Select(peer =>
                    Cells(
                        peer,
                        workloads,
                        workload =>
                            results.Measurements.Of(peer.Id, workload, sample => sample.CpuNanoseconds / 1000)
                                is { } found
                                ? Number(found.Median, "0.0")
                                : ""
                    )
                )
            )
        );
        text.Append('\n');
    }

    private static void Calls(StringBuilder text, BenchResults results)
    {
        foreach (var workload in results.Calls.Select(row => row.Workload).Distinct())
        {
            text.Append($"## System calls per message: {workload}\n\n");
            text.Append(
                MarkdownTable.Of(
                    ["server", "receive", "send", "wait", "other"],
                    results
                        .Calls.Where(row => row.Workload == workload)
                        .Select(row =>
                            (IReadOnlyList<string>)
                                [
                                    row.Peer.Title,
                                    Number(row.Calls.Receives, "0.000"),
                                    Number(row.Calls.Sends, "0.000"),
                                    Number(row.Calls.Waits, "0.000"),
                                    Number(row.Calls.Others, "0.000"),
                                ]
                        )
                )
            );
            text.Append(
                "\nCounted by strace in a run of its own. A traced server is slow, so one wait finds more clients ready than it\nwould otherwise.\n\n"
            );
        }
    }

    private static void Shares(StringBuilder text, BenchResults results)
    {
        if (results.Shares.Count == 0)
        {
            return;
        }

        text.Append($"## Where a message's time goes: {results.Shares[0].Workload}\n\n");
        text.Append(
            MarkdownTable.Of(
                ["server", "kernel", "C library", "its own"],
                results
                    .Shares.Where(row => row.Workload == results.Shares[0].Workload)
                    .Select<(Peer Peer, Workload Workload, CpuShares Shares), IReadOnlyList<string>>(row =>
                        [
                            row.Peer.Title,
                            Number(row.Shares.Kernel * 100, "0.0 '%'"),
                            Number(row.Shares.Library * 100, "0.0 '%'"),
                            Number(row.Shares.Own * 100, "0.0 '%'"),
                        ]
                    )
            )
        );
        text.Append(
            $"\nSampled by perf, the middle of {results.Options.SampledRuns} runs. The kernel's part is the same work for all who make the same calls.\n\n"
        );

        var workloads = results.Shares.Select(row => row.Workload).Distinct().ToList();
        text.Append("## A server's own time for a message, ns\n\n");
        text.Append(
            MarkdownTable.Of(
                ["server", .. workloads.Select(workload => workload.ToString())],
                results
                    .Shares.Select(row => row.Peer)
                    .Distinct()
                    .Select(peer =>
                        Cells(
                            peer,
                            workloads,
                            workload => results.OwnNanoseconds(peer, workload) is { } own ? Number(own, "#,0") : ""
                        )
                    )
            )
        );
        text.Append(
            "\nIts share outside the kernel and the C library, of the CPU per message above: its code, and the library or runtime it is\nbuilt on.\n\n"
        );
    }

    private static void Memory(StringBuilder text, BenchResults results)
    {
        if (results.IdleMemory.Count > 0)
        {
            text.Append("## Memory for each idle client\n\n");
            text.Append(
                MarkdownTable.Of(
                    ["server", "bytes"],
                    results.IdleMemory.Select<(Peer Peer, Quartiles Bytes), IReadOnlyList<string>>(row =>
                        [row.Peer.Title, Number(row.Bytes.Median, "#,0")]
                    )
                )
            );
            text.Append(
                $"\nWhat the process's resident pages grow by with {IdleMemory.Clients} clients more, each echoed one message; the kernel's share is not in it.\n\n"
            );
        }

        if (results.Allocations.Count > 0)
        {
            text.Append("## Managed memory that the solution's loop allocates\n\n");
            text.Append(
                MarkdownTable.Of(
                    ["workload", "bytes in all", "receives", "bytes per receive"],
                    results.Allocations.Select<(Workload Workload, Allocations Sum), IReadOnlyList<string>>(row =>
                        [
                            row.Workload.ToString(),
                            Number(row.Sum.Bytes, "#,0"),
                            Number(row.Sum.Receives, "#,0"),
                            Number(row.Sum.PerMessage, "0.###"),
                        ]
                    )
                )
            );
            text.Append('\n');
        }
    }

    private static void Neighbours(StringBuilder text, BenchResults results)
    {
        if (results.Neighbours.Count == 0)
        {
            return;
        }

        text.Append($"## What {CostlyNeighbour.Others} clients notice of one that asks for work\n\n");
        text.Append(
            MarkdownTable.Of(
                ["server", "alone: p50, us", "p99, us", "beside it: p50, us", "p99, us", "its messages/s"],
                results.Neighbours.Select<CostlyNeighbour, IReadOnlyList<string>>(row =>
                    [
                        row.Server,
                        Number(row.Alone.P50Microseconds.Median, "#,0"),
                        Number(row.Alone.P99Microseconds.Median, "#,0"),
                        Number(row.Beside.P50Microseconds.Median, "#,0"),
                        Number(row.Beside.P99Microseconds.Median, "#,0"),
                        Number(row.Beside.CostlyPerSecond.Median, "#,0"),
                    ]
                )
            )
        );
        text.Append(
            "\nThe one sends 2048 B, and has 10,000 rounds of SHA-256 done for it before its echo: by the loop, or by the pool\nbeside it. The others send 64 B. Here the servers may use every processor: a pool on one has nothing to share out. Where\nthere are two, the work has one of them, and the loop, the rest of the pool and the load generator have the other.\n\n"
        );
    }

    private static void Honesty(StringBuilder text, BenchResults results)
    {
        if (results.SelfCheck is { } check)
        {
            text.Append($"## Does the benchmark see what is there?\n\n{SelfCheckText.Of(check)}\n");
        }
    }

    private static List<Workload> Crowded(BenchResults results) =>
        [.. results.Options.Workloads.Where(workload => !workload.IsScaling)];

    private static IReadOnlyList<string> Cells(
        Peer peer,
        IEnumerable<Workload> workloads,
        Func<Workload, string> cell
    ) => [peer.Kind == PeerKind.Ours ? $"**{peer.Title}**" : peer.Title, .. workloads.Select(cell)];

    private static string Ratio(Quartiles? ratio) =>
        ratio is null ? ""
        : ratio is { Lower: 1, Upper: 1 } ? "1"
        : $"{Number(ratio.Median, "0.00")} ({Number(ratio.Lower, "0.00")} to {Number(ratio.Upper, "0.00")})";

    private static string Number(double number, string format = "0.##") =>
        number.ToString(format, CultureInfo.InvariantCulture);
}
