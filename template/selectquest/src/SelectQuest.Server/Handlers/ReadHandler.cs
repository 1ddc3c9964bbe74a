using SelectQuest.Server.Sockets;

namespace SelectQuest.Server.Handlers;

/// <summary>Step 4, first half. A client's fd is readable: bytes, EOF or an error are waiting.</summary>
internal sealed class ReadHandler
{
    private readonly ISocketApi sockets;

    /// <summary>Reads through <paramref name="sockets"/>.</summary>
    public ReadHandler(ISocketApi sockets) => this.sockets = sockets;

    /// <summary>Receives what has arrived and sees to it that the same bytes go back, in order.</summary>
    /// <remarks>
    /// <para>
    /// <c>recv</c> has four answers, and each asks for something else. More than 0: that many bytes, which need not be a
    /// whole message, or may be three; an echo does not mind. 0: the peer sends nothing more, and may still be reading:
    /// what do you owe it before you close? -1 with EAGAIN or EINTR: nothing is wrong, the next round will tell. -1 with
    /// anything else: this connection is over, and only this one.
    /// </para>
    /// <para>
    /// Call it once per round. A loop until EAGAIN looks thrifty, and lets one client that sends without pause keep all
    /// the others waiting.
    /// </para>
    /// <para>
    /// The bytes can go back right here, without waiting for the fd to be writable: it nearly always is. What if send
    /// takes a part of them? And what if older bytes of this client are still waiting?
    /// </para>
    /// </remarks>
    public void Handle(Connection connection) =>
        throw new NotImplementedException("Quest step 4: recv, EOF and EAGAIN in ReadHandler.Handle.");
}
