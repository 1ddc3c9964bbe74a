using SelectQuest.Server.Computing;

namespace SelectQuest.Bridges.Tests;

/// <summary>
/// Gives each line back in capitals, so that none passes for its own reply. The costly ones, those that begin with '!', take
/// until the test opens the gate. Counts how many of them are on the pool.
/// </summary>
internal sealed class GatedShout : IWork, IDisposable
{
    private readonly ManualResetEventSlim gate = new();
    private readonly SemaphoreSlim begun = new(0);
    private int done;

    public int LongestJob => 4096;

    public int LongestReply => LongestJob;

    /// <summary>Lines computed so far, costly or not.</summary>
    public int Done => Volatile.Read(ref done);

    public int LengthOfFirstJob(ReadOnlySpan<byte> received) => received.IndexOf((byte)'\n') + 1;

    public int Do(ReadOnlySpan<byte> job, Span<byte> reply)
    {
        if (job[0] == '!')
        {
            begun.Release();
            gate.Wait();
        }

        Shout(job, reply);
        Interlocked.Increment(ref done);
        return job.Length;
    }

    /// <summary>The capitals of ASCII; all other bytes stay.</summary>
    public static void Shout(ReadOnlySpan<byte> line, Span<byte> shout)
    {
        for (var index = 0; index < line.Length; index++)
        {
            shout[index] = line[index] is >= (byte)'a' and <= (byte)'z' ? (byte)(line[index] - 32) : line[index];
        }
    }

    /// <summary>Waits until one more costly line is being computed.</summary>
    public Task Begun(CancellationToken token) => begun.WaitAsync(token);

    /// <summary>How many costly lines have begun beyond those waited for.</summary>
    public int MoreBegun => begun.CurrentCount;

    public void Open() => gate.Set();

    public void Dispose()
    {
        gate.Set();
        begun.Dispose();
    }
}
