using SelectQuest.Server.Sockets;

namespace SelectQuest.Grading.Evidence.Traces;

/// <summary>One select, question and answer.</summary>
/// <param name="In">The sets as the loop passed them.</param>
internal readonly record struct TracedSelect(int Nfds, TimeSpan Timeout, ThreeSets In)
{
    /// <summary>When it was called, in microseconds since the run began; null where there is no clock.</summary>
    public long? At { get; init; }

    /// <summary>How long it took, in microseconds; null where there is no clock.</summary>
    public long? Waited { get; init; }

    /// <summary>Null if it never returned to the loop.</summary>
    public int? Result { get; init; }

    public Errno Errno { get; init; }

    /// <summary>The sets as the kernel left them; null after -1, when they are as they went in, and if it never returned.</summary>
    public ThreeSets? Out { get; init; }

    /// <summary>Run's token was cancelled when it returned.</summary>
    public bool Stopping { get; init; }
}

/// <summary>The three sets of a select.</summary>
internal readonly record struct ThreeSets(FdSet Read, FdSet Write, FdSet Error);
