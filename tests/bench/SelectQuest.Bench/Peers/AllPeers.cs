using System.Globalization;

namespace SelectQuest.Bench.Peers;

/// <summary>Every server there is, in the order of the tables.</summary>
internal static class AllPeers
{
    /// <summary>
    /// Below FD_SETSIZE by the fds a runtime holds for itself, with some to spare.
    /// </summary>
    private const int InAnFdSet = 950;

    private const int Many = 20_000;

    /// <summary>Burnt at each receive by the slowed build.</summary>
    public const double SlowedMicroseconds = 2;

    public static IReadOnlyList<Peer> List { get; } =
    [
        new(Peer.Reference, "C select, sends at once", PeerKind.Other, InAnFdSet, C("select", "at-once")),
        new("c-select-wait", "C select, waits for room", PeerKind.Other, InAnFdSet, C("select", "wait")),
        new(Peer.Solution, "the solution", PeerKind.Ours, InAnFdSet, shop => shop.Solution("solution")),
        new("bridge-poll", "bridge: poll", PeerKind.Ours, Many, shop => shop.Bridge("poll")),
        new("bridge-epoll", "bridge: epoll", PeerKind.Ours, Many, shop => shop.Bridge("epoll")),
        new(Peer.Pool, "bridge: thread pool", PeerKind.Ours, InAnFdSet, shop => shop.Pool("echo")),
        new("c-poll", "C poll", PeerKind.Other, Many, C("poll")),
        new("c-epoll", "C epoll", PeerKind.Other, Many, C("epoll")),
        new(
            "libevent",
            "libevent, select",
            PeerKind.Other,
            InAnFdSet,
            shop => shop.CompiledC("libevent", ["-levent_core"], [])
        ),
        new("python", "Python selectors, select", PeerKind.Other, InAnFdSet, shop => shop.Python("selectors_echo.py")),
        new("socket-select", ".NET Socket.Select", PeerKind.Other, Many, Net("socket-select")),
        new("async", ".NET async sockets", PeerKind.Other, Many, Net("async")),
        new(Peer.Again, "the solution, again", PeerKind.Check, InAnFdSet, shop => shop.Solution("solution-again")),
        new(
            Peer.Slowed,
            "the solution, slowed",
            PeerKind.Check,
            InAnFdSet,
            Net("slowed", SlowedMicroseconds.ToString(CultureInfo.InvariantCulture))
        ),
    ];

    /// <summary>The same work in both; see <see cref="Measuring.CostlyNeighbour"/>.</summary>
    public static IReadOnlyList<(string Name, Func<Workshop, Prepared> Prepare)> Working { get; } =
    [("the solution, working on the loop", Net("costly")), ("bridge: thread pool", shop => shop.Pool("costly"))];

    private static Func<Workshop, Prepared> C(string source, params string[] arguments) =>
        shop => shop.CompiledC(source, [], arguments);

    private static Func<Workshop, Prepared> Net(params string[] arguments) => _ => Workshop.NetPeer(arguments);
}
