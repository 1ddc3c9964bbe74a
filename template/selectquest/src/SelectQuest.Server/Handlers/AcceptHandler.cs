using SelectQuest.Server.Sockets;

namespace SelectQuest.Server.Handlers;

/// <summary>Step 3. New clients show as readability of the listening fd.</summary>
internal sealed class AcceptHandler
{
    private readonly ISocketApi sockets;
    private readonly ConnectionRegistry registry;

    /// <summary>Accepts into <paramref name="registry"/>.</summary>
    public AcceptHandler(ISocketApi sockets, ConnectionRegistry registry)
    {
        this.sockets = sockets;
        this.registry = registry;
    }

    /// <summary>
    /// Takes the clients that wait in the backlog, makes each fd non-blocking at once, and puts it into the registry.
    /// </summary>
    /// <remarks>
    /// <para>
    /// At once: accept returns a fd in blocking mode, and the first recv or send on it that has to wait stops the server
    /// for everybody. There is no moment between accept and O_NONBLOCK that is harmless.
    /// </para>
    /// <para>
    /// One readable bit may stand for 50 clients. Taking one per round works and pays a select for each; which answer of
    /// accept tells you that there are no more? (The listener is non-blocking for this reason.)
    /// </para>
    /// <para>
    /// Three answers to think through before they happen. ECONNABORTED: this client gave up, the one behind it did not.
    /// EMFILE: no fd is left, the client stays in the backlog, the listener stays readable, and a loop that asks again at
    /// once asks a million times a second. And a fd of <see cref="FdSet.Size"/> or more: it is a good fd, and no fd_set
    /// can hold it.
    /// </para>
    /// </remarks>
    public void Handle(int listenFd) =>
        throw new NotImplementedException("Quest step 3: accept, O_NONBLOCK, registry in AcceptHandler.Handle.");
}
