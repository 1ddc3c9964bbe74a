namespace SelectQuest.Grading.Evidence.Live;

/// <summary>
/// Drives clients so that starvation shows, and judges it by order alone. A turn of a client is a sweep in which
/// something came back to it. A server starves a client if that client has bytes under way all the while in which
/// another one has <see cref="Bound"/> turns.
/// </summary>
/// <remarks>
/// A fair server serves everyone who is ready once for each <c>select</c>, so others have two or three turns at most.
/// Clients that were served last are visited most often: a server that prefers somebody finds that client's next bytes
/// there before it comes to anyone else. A client is only ever found waiting right after an attempt to receive, so our
/// own order cannot make a server look unfair.
/// </remarks>
internal sealed class Turns(IReadOnlyList<LoadClient> clients)
{
    public const int Bound = 16;

    /// <summary>
    /// So often it must show. The kernel may hold back what a fair server has sent on one processor for as long as turns on
    /// another take; that does not happen again and again, and whoever prefers somebody always does.
    /// </summary>
    private const int Proofs = 3;

    /// <summary>
    /// Sweeps in which some clients had a turn while others went on waiting: only then could a server have preferred
    /// somebody. On a machine with little time to spare for us there may be none for long.
    /// </summary>
    public int Tight { get; private set; }

    private readonly Account[] accounts = [.. clients.Select(client => new Account(client))];

    private int sweep;
    private int proofs;

    // The sweep of the latest proof: the turns of the next one are all later.
    private int provenIn;
    private int cold;

    // The latest sweep in which some client had had as many turns since as the bound.
    private int boundReached = -1;

    /// <summary>One round: those that moved last time, and a share of the others in rotation.</summary>
    public bool Sweep()
    {
        sweep++;
        var moved = false;
        foreach (var account in accounts)
        {
            if (account.MovedIn == sweep - 1)
            {
                moved |= Visit(account);
            }
        }

        var share = moved ? Math.Max(1, accounts.Length / 8) : accounts.Length;
        for (var i = 0; i < share; i++)
        {
            cold = (cold + 1) % accounts.Length;
            if (accounts[cold].VisitedIn != sweep)
            {
                moved |= Visit(accounts[cold]);
            }
        }

        if (
            moved
            && accounts.Any(account => account.Client.Sent > account.Client.Received && account.WaitingSince < sweep)
        )
        {
            Tight++;
        }

        return moved;
    }

    private bool Visit(Account account)
    {
        var client = account.Client;
        var before = client.Received;
        account.VisitedIn = sweep;
        var waited = client.Sent > before;
        var moved = client.Pump();
        if (client.Received > before)
        {
            boundReached = Math.Max(boundReached, account.Turn(sweep));
        }
        else if (!waited)
        {
            account.WaitingSince = sweep;
        }
        else if (!client.IsOver && account.WaitingSince < boundReached && boundReached >= provenIn)
        {
            provenIn = sweep;
            if (++proofs >= Proofs)
            {
                throw new ScenarioBroken(
                    LiveFault.Starved,
                    $"let a client wait while it served another one {Bound} times"
                );
            }
        }

        if (moved)
        {
            account.MovedIn = sweep;
        }

        return moved;
    }

    private sealed class Account(LoadClient client)
    {
        private readonly int[] turns = new int[Bound];
        private int count;

        public LoadClient Client { get; } = client;

        public int VisitedIn { get; set; }

        public int MovedIn { get; set; }

        public int WaitingSince { get; set; }

        /// <summary>Notes a turn and returns the sweep since which this client had <see cref="Bound"/> of them.</summary>
        public int Turn(int sweep)
        {
            WaitingSince = sweep;
            var since = count >= Bound ? turns[count % Bound] : -1;
            turns[count++ % Bound] = sweep;
            return since;
        }
    }
}
