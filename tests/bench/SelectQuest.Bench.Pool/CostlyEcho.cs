using SelectQuest.Server.Computing;
using SelectQuest.Server.Simulation;

namespace SelectQuest.Bench.Peers;

/// <summary>An echo that computes first, on the pool.</summary>
internal sealed class CostlyEcho : IWork
{
    private readonly EchoOfChunk echo = new();

    public int LongestJob => echo.LongestJob;

    public int LongestReply => echo.LongestReply;

    public int LengthOfFirstJob(ReadOnlySpan<byte> received) => echo.LengthOfFirstJob(received);

    public int Do(ReadOnlySpan<byte> job, Span<byte> reply)
    {
        CostlyWork.For(job);
        return echo.Do(job, reply);
    }
}
