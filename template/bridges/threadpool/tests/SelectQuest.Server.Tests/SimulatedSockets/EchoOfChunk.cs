using SelectQuest.Server.Computing;

namespace SelectQuest.Server.Simulation;

/// <summary>What was received is a job, and its own reply: a server that computes this is an echo, and can be judged as one.</summary>
public sealed class EchoOfChunk : IWork
{
    /// <inheritdoc/>
    public int LongestJob => 3000;

    /// <inheritdoc/>
    public int LongestReply => LongestJob;

    /// <inheritdoc/>
    public int LengthOfFirstJob(ReadOnlySpan<byte> received) => received.Length;

    /// <inheritdoc/>
    public int Do(ReadOnlySpan<byte> job, Span<byte> reply)
    {
        job.CopyTo(reply);
        return job.Length;
    }
}
