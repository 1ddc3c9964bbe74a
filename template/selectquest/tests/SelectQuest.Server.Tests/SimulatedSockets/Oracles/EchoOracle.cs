namespace SelectQuest.Server.Simulation.Oracles;

/// <summary>The server is an echo: each client gets back the bytes it sent, all of them, in order, once.</summary>
internal sealed class EchoOracle(Court court, SimulatedSockets kernel)
{
    /// <summary>So many bytes tell whose they are and where in the stream they belong.</summary>
    private const int ProbeLength = 12;

    /// <param name="entry">The client, before this send is entered.</param>
    /// <param name="taken">What the kernel took.</param>
    public void Judge(LedgerEntry entry, ReadOnlySpan<byte> taken)
    {
        var owed = (int)Math.Min(taken.Length, entry.Pending);
        var matching = taken[..owed].CommonPrefixLength(ClientBytes.At(entry.Client, entry.Sent, owed));
        if (matching == taken.Length)
        {
            return;
        }

        var position = entry.Sent + matching;
        var wrong = taken[matching..];
        var probe = wrong[..Math.Min(wrong.Length, ProbeLength)];
        var (kind, what) = Explain(entry, position, probe);
        court.Convict(
            kind,
            entry.Fd,
            entry.Pending > matching
                ? $"byte {position} of client {entry.Client}'s stream next"
                : $"nothing beyond the {Amount.Bytes(entry.Received)} received from client {entry.Client}",
            $"send({entry.Fd}) of {what}"
        );
    }

    private (ViolationKind Kind, string What) Explain(LedgerEntry entry, long position, ReadOnlySpan<byte> probe)
    {
        if (Find(entry.Client, position + 1, entry.Received, probe) is { } ahead)
        {
            return (ViolationKind.BytesLost, $"byte {ahead}: {Amount.Bytes(ahead - position)} skipped");
        }

        if (Find(entry.Client, 0, entry.Received, probe) is { } behind)
        {
            return (ViolationKind.BytesRepeated, $"byte {behind} a second time");
        }

        foreach (var other in kernel.Clients)
        {
            if (other.Id != entry.Client && probe.Length > 3 && Find(other.Id, 0, other.Sent, probe) is { } at)
            {
                return (ViolationKind.BytesOfAnotherClient, $"byte {at} of client {other.Id}'s stream");
            }
        }

        var expected = ClientBytes.At(entry.Client, position, probe.Length).ToArray();
        var observed = probe.ToArray();
        Array.Sort(expected);
        Array.Sort(observed);
        return expected.AsSpan().SequenceEqual(observed)
            ? (ViolationKind.BytesReordered, "the same bytes in another order")
            : (ViolationKind.BytesInvented, "bytes nobody sent");
    }

    private static long? Find(int client, long from, long to, ReadOnlySpan<byte> probe)
    {
        for (var at = from; at < to; at++)
        {
            var length = (int)Math.Min(probe.Length, to - at);
            if (length == probe.Length && ClientBytes.At(client, at, length).SequenceEqual(probe))
            {
                return at;
            }
        }

        return null;
    }
}
