namespace SelectQuest.Server.Computing;

/// <summary>
/// What one client has asked for. One job at a time is on the pool: so replies keep their order, and however much a client
/// asks for, it occupies one thread.
/// </summary>
/// <remarks>
/// While <see cref="IsInFlight"/> the job and the reply belong to the pool, everything else to the loop's thread, always.
/// The object, not the fd, is what comes back: the number may be another client's by then.
/// </remarks>
internal sealed class ClientJobs(int fd, IWork work, Action<ClientJobs> done) : IThreadPoolWorkItem
{
    private readonly PendingBytes requests = new();
    private readonly byte[] reply = new byte[work.LongestReply];
    private byte[] job = [];
    private int jobLength;
    private int replyLength;

    /// <summary>Whose they are, unless <see cref="IsForgotten"/>.</summary>
    public int Fd { get; } = fd;

    /// <summary>A job is on the pool, or its result waits for the loop.</summary>
    public bool IsInFlight { get; private set; }

    /// <summary>The client is gone: nobody waits for the result.</summary>
    public bool IsForgotten { get; set; }

    /// <summary>What came of the job, once it has come back.</summary>
    public ReadOnlySpan<byte> Reply => reply.AsSpan(0, replyLength);

    /// <summary>Queues what was received behind what is queued already.</summary>
    public void Add(ReadOnlySpan<byte> received) => requests.Append(received);

    /// <summary>Takes the next job out of the queue, if one is complete: <see cref="IsInFlight"/> tells.</summary>
    /// <returns>False if there will never be one: it is too long.</returns>
    public bool TakeNext()
    {
        var front = requests.Bytes[..Math.Min(requests.Length, work.LongestJob)];
        jobLength = work.LengthOfFirstJob(front);
        IsInFlight = jobLength > 0;
        if (IsInFlight)
        {
            if (job.Length < jobLength)
            {
                job = new byte[Math.Min(2 * jobLength, work.LongestJob)];
            }

            front[..jobLength].CopyTo(job);
            requests.RemoveFirst(jobLength);
        }

        return IsInFlight || front.Length < work.LongestJob;
    }

    /// <summary>On a thread of the pool.</summary>
    public void Execute()
    {
        replyLength = work.Do(job.AsSpan(0, jobLength), reply);
        done(this);
    }
}
