using SelectQuest.Server.Sockets;

namespace SelectQuest.Server.Handlers;

/// <summary>Step 4, second half. A client we owe bytes has room for some of them.</summary>
internal sealed class WriteHandler
{
    private readonly ISocketApi sockets;

    /// <summary>Sends through <paramref name="sockets"/>.</summary>
    public WriteHandler(ISocketApi sockets) => this.sockets = sockets;

    /// <summary>Sends what is pending, keeps what was not taken, and moves the state on when nothing is left.</summary>
    /// <remarks>
    /// <para>
    /// Writable means room for at least one byte, not for all of yours. <c>send</c> returns how many it took; the rest is
    /// still owed, from exactly that byte on. Drop it and the client waits for ever, send it again from the start and it
    /// gets the same bytes twice.
    /// </para>
    /// <para>
    /// EAGAIN can come even now: readiness is a hint that was true a moment ago. It is not an error. EPIPE and ECONNRESET
    /// are: the peer is gone, and so is the point of the bytes.
    /// </para>
    /// <para>
    /// All sent: back to Reading. Unless the client had said EOF, and was only kept for this.
    /// </para>
    /// </remarks>
    public void Handle(Connection connection) =>
        throw new NotImplementedException("Quest step 4: send, the kept tail and EAGAIN in WriteHandler.Handle.");
}
