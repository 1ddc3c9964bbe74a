namespace SelectQuest.Grading.Evidence.Traces;

/// <summary>
/// How much of a run is written down. A server that spins would fill the disk; beyond a limit the run is ended and the
/// trace says so.
/// </summary>
/// <param name="Iterations">Lines with a select in them.</param>
/// <param name="CallsInOne">Calls between one select and the next.</param>
/// <param name="Bytes">Of the whole trace, but for its last lines.</param>
internal sealed record TraceLimits(int Iterations, int CallsInOne, long Bytes)
{
    /// <summary>Many times what a server needs that works, with 400 clients too.</summary>
    public static TraceLimits Usual { get; } = new(10_000, 10_000, 16 * 1024 * 1024);
}

/// <summary>A limit was reached: the loop's next call ends in this.</summary>
internal sealed class TraceFullException(string limit) : Exception($"A trace holds {limit} at most.");

/// <summary>What the trace is written to takes no more.</summary>
internal sealed class TraceUnwritableException(Exception why) : Exception(why.Message, why);
