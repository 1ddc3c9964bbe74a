namespace SelectQuest.Server.Computing;

/// <summary>
/// Between the loop and the pool: jobs go out, and results come back with a wake-up. For the loop's thread, all but
/// <see cref="HandBack"/>.
/// </summary>
public sealed class Jobs(IWork work, IWakeUp wakeUp)
{
    private readonly Dictionary<int, ClientJobs> clients = [];
    private readonly Lock gate = new();
    private List<ClientJobs> handedBack = [];
    private List<ClientJobs> collected = [];
    private bool closed;

    /// <summary>Hands a job to the pool. Something else only where a test wants to choose the order.</summary>
    public Action<IThreadPoolWorkItem> Start { get; init; } =
        job => ThreadPool.UnsafeQueueUserWorkItem(job, preferLocal: false);

    /// <summary>Readable when results wait.</summary>
    public int WakeUpFd => wakeUp.Fd;

    /// <summary>Is the client still owed a result?</summary>
    public bool AreInFlight(int fd) => clients.TryGetValue(fd, out var jobs) && jobs.IsInFlight;

    /// <summary>
    /// May this client's fd go into the read set? Only when everything it asked for is answered and the answers are sent: so
    /// a client that asks and never reads costs one receive buffer, and the read handler never has older bytes to queue
    /// new ones behind.
    /// </summary>
    public bool AllowReading(Connection connection) => connection.Pending.IsEmpty && !AreInFlight(connection.Fd);

    /// <summary>Bytes came from a client: starts its first job.</summary>
    /// <returns>False if they begin with a job that is too long.</returns>
    public bool Take(int fd, ReadOnlySpan<byte> received)
    {
        if (!clients.TryGetValue(fd, out var jobs))
        {
            jobs = new ClientJobs(fd, work, HandBack);
            clients.Add(fd, jobs);
        }

        jobs.Add(received);
        return StartNext(jobs);
    }

    /// <summary>Whose results were handed back since the last time, without those that are gone. Valid until the next time.</summary>
    internal IReadOnlyList<ClientJobs> Collect()
    {
        // First the wake-up, then the results: what comes in between wakes us once too often, and not once too rarely.
        wakeUp.Drain();
        collected.Clear();
        lock (gate)
        {
            (collected, handedBack) = (handedBack, collected);
        }

        collected.RemoveAll(jobs => jobs.IsForgotten);
        return collected;
    }

    /// <summary>Starts the client's next job, if it is complete and the client still there.</summary>
    /// <returns>False if there will never be one: it is too long.</returns>
    internal bool StartNext(ClientJobs jobs)
    {
        if (jobs.IsForgotten)
        {
            return true;
        }

        var goesOn = jobs.TakeNext();
        if (jobs.IsInFlight)
        {
            Start(jobs);
        }

        return goesOn;
    }

    /// <summary>The client is gone. A job of its that is on the pool is computed to the end, for nobody.</summary>
    public void Forget(int fd)
    {
        if (clients.Remove(fd, out var jobs))
        {
            jobs.IsForgotten = true;
        }
    }

    /// <summary>After the last round: results that come now wake nobody.</summary>
    public void Close()
    {
        lock (gate)
        {
            closed = true;
            wakeUp.Dispose();
        }
    }

    /// <summary>On a thread of the pool. The first result since the last collection wakes the loop, for all that follow.</summary>
    private void HandBack(ClientJobs jobs)
    {
        lock (gate)
        {
            handedBack.Add(jobs);
            if (handedBack.Count == 1 && !closed)
            {
                wakeUp.Signal();
            }
        }
    }
}
