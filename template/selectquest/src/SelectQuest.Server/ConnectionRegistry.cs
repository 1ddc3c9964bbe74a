using System.Collections;

namespace SelectQuest.Server;

/// <summary>
/// Step 1. Every client that is connected right now, found by its fd. The loop asks it three things: who is there (to
/// build the sets), who is fd 7 (to dispatch), and what is the highest fd (for select's first argument).
/// </summary>
/// <remarks>
/// <para>
/// Clients only: the listening fd is the loop's and is never in here.
/// </para>
/// <para>
/// <see cref="Add"/>, <see cref="Remove"/> and <see cref="Get"/> run for every event of every client. With 900 clients, a
/// search through a list makes the 900th pay for the 899 before it. Which container finds an entry by a number in the
/// same time, however many there are? .NET has one, and since fds are small and dense, so does plain C.
/// </para>
/// </remarks>
public sealed class ConnectionRegistry : IEnumerable<Connection>
{
    /// <summary>
    /// The highest fd in the registry, or -1 if it is empty.
    /// </summary>
    /// <remarks>
    /// Too low, and select does not look at the clients above it: they hang, and nothing reports an error. Too high, and
    /// the kernel walks over fds nobody uses, every round. Adding can only raise it, which is one comparison. What must
    /// happen when the client that held the maximum leaves? And when any other client leaves?
    /// </remarks>
    public int MaxFd => throw new NotImplementedException("Quest step 1: the highest fd in ConnectionRegistry.MaxFd.");

    /// <summary>How many clients are connected.</summary>
    public int Count =>
        throw new NotImplementedException("Quest step 1: the number of clients in ConnectionRegistry.Count.");

    /// <summary>A client was accepted.</summary>
    /// <remarks>
    /// A known fd cannot happen unless a closed connection was never removed. Replacing the old entry would hide that bug
    /// and hand one client's unsent bytes to another; an exception shows it where it was made.
    /// </remarks>
    /// <exception cref="ArgumentException">The fd is in the registry already.</exception>
    public void Add(int fd, Connection connection) =>
        throw new NotImplementedException("Quest step 1: a client comes in ConnectionRegistry.Add.");

    /// <summary>A client left. The caller closes the fd: think about which of the two should come first, and why.</summary>
    /// <returns>False if the fd was not in the registry.</returns>
    public bool Remove(int fd) =>
        throw new NotImplementedException("Quest step 1: a client leaves in ConnectionRegistry.Remove.");

    /// <summary>
    /// Who is this fd? Null is an ordinary answer: an earlier event of the same round may have ended that client.
    /// </summary>
    public Connection? Get(int fd) =>
        throw new NotImplementedException("Quest step 1: lookup by fd in ConnectionRegistry.Get.");

    /// <summary>
    /// Every client, in any order. The loop goes through all of them before each select; mind what your container says
    /// about being changed while someone goes through it.
    /// </summary>
    public IEnumerator<Connection> GetEnumerator() =>
        throw new NotImplementedException(
            "Quest step 1: going through all clients in ConnectionRegistry.GetEnumerator."
        );

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
