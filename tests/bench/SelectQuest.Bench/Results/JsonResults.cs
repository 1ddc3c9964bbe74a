using System.Text.Json;
using System.Text.Json.Serialization;
using SelectQuest.Bench.Measuring;
using SelectQuest.Bench.Peers;
using SelectQuest.Bench.Statistics;

namespace SelectQuest.Bench.Results;

/// <summary>The figures for programs: one object, each measured pair of server and workload an element of <c>figures</c>.</summary>
internal static class JsonResults
{
    private static readonly JsonSerializerOptions Style = new()
    {
        WriteIndented = true,
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static string Write(BenchResults results) =>
        Write(
            new
            {
                Schema = "selectquest/server-bench/v1",
                results.Machine,
                Run = new
                {
                    results.Options.Rounds,
                    results.Options.Quick,
                    SliceMilliseconds = results.Options.Slice.TotalMilliseconds,
                    Processors = results.Cores.Words,
                },
                Servers = results.Peers.Select(peer => new
                {
                    peer.Id,
                    peer.Title,
                    Kind = peer.Kind.ToString(),
                }),
                Skipped = results.Skipped.Select(skip => new { skip.Peer.Id, skip.WhyNot }),
                results.LeftOut,
                Broken = results.Broken.Select(wrong => new
                {
                    wrong.Peer.Id,
                    Workload = Of(wrong.Workload),
                    wrong.Words,
                }),
                Figures = from workload in results.Options.Workloads
                from peer in results.Peers
                let figures = Figures(results.Measurements, peer, workload)
                where figures is not null
                select figures,
                SystemCallsPerMessage = results.Calls.Select(row => new
                {
                    row.Peer.Id,
                    Workload = Of(row.Workload),
                    row.Calls,
                }),
                WhereTheTimeGoes = results.Shares.Select(row => new
                {
                    row.Peer.Id,
                    Workload = Of(row.Workload),
                    row.Shares,
                    OwnNanosecondsPerMessage = results.OwnNanoseconds(row.Peer, row.Workload),
                }),
                BytesPerIdleClient = results.IdleMemory.Select(row => new { row.Peer.Id, row.Bytes }),
                Allocations = results.Allocations.Select(row => new { Workload = Of(row.Workload), row.Allocations }),
                BesideACostlyClient = results.Neighbours,
                results.SelfCheck,
            }
        );

    /// <summary>Any figures, in the same style.</summary>
    public static string Write(object figures) => JsonSerializer.Serialize(figures, Style) + "\n";

    private static object? Figures(Measurements measured, Peer peer, Workload workload) =>
        measured.Of(peer.Id, workload, sample => sample.CpuNanoseconds) is not { } cpu
            ? null
            : new
            {
                peer.Id,
                Workload = Of(workload),
                CpuNanosecondsPerMessage = cpu,
                CpuAgainstReference = measured.CpuAgainst(peer.Id, Peer.Reference, workload),
                CpuAgainstSolution = measured.CpuAgainst(peer.Id, Peer.Solution, workload),
                MessagesPerSecond = measured.Of(peer.Id, workload, sample => sample.MessagesPerSecond),
                P50Microseconds = measured.Of(peer.Id, workload, sample => sample.P50Microseconds),
                P99Microseconds = measured.Of(peer.Id, workload, sample => sample.P99Microseconds),
            };

    private static object Of(Workload workload) =>
        new
        {
            workload.Clients,
            workload.Active,
            workload.Shape.MessageBytes,
            workload.Shape.Depth,
        };
}
