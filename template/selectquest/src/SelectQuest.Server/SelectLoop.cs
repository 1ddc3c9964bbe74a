using SelectQuest.Server.Handlers;
using SelectQuest.Server.Sockets;

namespace SelectQuest.Server;

/// <summary>
/// Step 2. One thread, one loop, any number of clients: ask the kernel who is ready, serve exactly those, ask again.
/// </summary>
/// <remarks>
/// The only place where this server may wait is <c>select</c>. While it waits anywhere else, for one client, all the
/// others wait too.
/// </remarks>
public sealed class SelectLoop
{
    // The timeout belongs here, as a named constant with its reason: the value of your plan. It is how long select waits
    // if nothing happens. So it bounds how late the loop notices that it was told to stop, and how often an idle server
    // wakes up for nothing. Which of the two hurts more, and at what value does neither?

    private readonly ISocketApi sockets;
    private readonly int listenFd;
    private readonly AcceptHandler acceptHandler;
    private readonly ReadHandler readHandler;
    private readonly WriteHandler writeHandler;

    /// <summary>A loop that has not begun.</summary>
    /// <param name="sockets">The kernel, or what stands for it in a test.</param>
    /// <param name="listenFd">Listening, non-blocking, and from here on ours: nobody else closes it.</param>
    public SelectLoop(ISocketApi sockets, int listenFd)
    {
        this.sockets = sockets;
        this.listenFd = listenFd;
        acceptHandler = new AcceptHandler(sockets, Registry);
        readHandler = new ReadHandler(sockets);
        writeHandler = new WriteHandler(sockets);
    }

    /// <summary>The clients that are connected.</summary>
    public ConnectionRegistry Registry { get; } = new();

    /// <summary>
    /// One round: build the sets, call <c>select</c> once, dispatch to the handlers.
    /// </summary>
    /// <remarks>
    /// <para>
    /// Build. Three empty sets, made anew. <c>select</c> overwrites what it is given: what went in as "watch these" comes
    /// out as "these are ready". Whoever was not ready this time is gone from the set, and if you use the set again, gone
    /// for good. Who belongs into which set? Go through it for the listener, for a client that owes you nothing, for one
    /// you still owe bytes, and for one that has sent its EOF. (A client with nothing to send to it is nearly always
    /// writable: what would select do, and what would your processor do, if all of them were in the write set?)
    /// </para>
    /// <para>
    /// Call. The first argument is a bound, not a count of clients: the kernel looks at fds 0 up to, and without, nfds.
    /// Then look at the answer before you look at the sets. -1 with EINTR means that a signal came by and the sets were
    /// not touched: every fd you asked about is still in there, ready or not.
    /// </para>
    /// <para>
    /// Dispatch. The error set tells of urgent data, and an echo server has no use for it. Clients first, new clients
    /// last: a handler may close an fd, and accept hands out the lowest free number. What would happen to a newcomer
    /// whose fd still has its predecessor's bits in the sets?
    /// </para>
    /// </remarks>
    public void Iterate() =>
        throw new NotImplementedException("Quest step 2: one round of the select loop in SelectLoop.Iterate.");

    /// <summary>
    /// Rounds until <paramref name="cancellation"/>; then an orderly end.
    /// </summary>
    /// <remarks>
    /// A server that is told to stop still owes bytes to some clients. So it takes no new ones (what does that mean for
    /// the listening fd, and for the next nfds?), lets go of those it owes nothing, keeps going for the others for at most
    /// 5 seconds, and then closes every fd that is left, each exactly once: a number closed twice may be someone else's by
    /// then.
    /// </remarks>
    public void Run(CancellationToken cancellation) =>
        throw new NotImplementedException("Quest step 2: rounds until cancelled, then the drain, in SelectLoop.Run.");
}
