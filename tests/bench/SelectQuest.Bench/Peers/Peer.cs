namespace SelectQuest.Bench.Peers;

/// <summary>Whose a server is.</summary>
internal enum PeerKind
{
    /// <summary>Written for the comparison.</summary>
    Other,

    /// <summary>The kit's.</summary>
    Ours,

    /// <summary>Checks the benchmark itself.</summary>
    Check,
}

/// <summary>A server of the comparison.</summary>
/// <param name="Id">As <c>--peers</c> and the JSON name it.</param>
/// <param name="Title">As tables and plots name it.</param>
/// <param name="MostClients">How many it can hold at once.</param>
/// <param name="Prepare">Builds it if need be: its command, or why it is skipped.</param>
internal sealed record Peer(string Id, string Title, PeerKind Kind, int MostClients, Func<Workshop, Prepared> Prepare)
{
    /// <summary>The server all others are compared with.</summary>
    public const string Reference = "c-select";

    public const string Solution = "solution";
    public const string Pool = "bridge-threadpool";
    public const string Slowed = "solution-slowed";
    public const string Again = "solution-again";
}

/// <summary>A command that starts a server, or the reason there is none.</summary>
internal sealed record Prepared(IReadOnlyList<string>? Command, string? WhyNot)
{
    public static Prepared From(params string[] command) => new(command, null);

    public static Prepared Skipped(string whyNot) => new(null, whyNot);
}
