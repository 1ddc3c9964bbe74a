using SelectQuest.Server.Sockets;

namespace SelectQuest.Server.Polling;

/// <summary>
/// What replaces <see cref="ISocketApi.Select"/>, in the shape of the system call. Everything else a server asks of the
/// kernel stays with <see cref="ISocketApi"/>.
/// </summary>
public interface IPollApi
{
    /// <summary><c>poll(2)</c>: waits until an entry is ready, the timeout has passed or a signal arrives.</summary>
    /// <param name="entries">
    /// One for each fd to watch, in any order and as many as you like. An entry whose fd is negative is skipped. The questions
    /// stay as they are; the answers stand beside them.
    /// </param>
    /// <param name="timeout"><see cref="TimeSpan.Zero"/> returns at once; <see cref="Timeout.InfiniteTimeSpan"/> waits for ever.</param>
    /// <param name="errno">EINTR after a signal, EINVAL if the timeout is out of range or the entries exceed RLIMIT_NOFILE.</param>
    /// <returns>How many entries have an answer, 0 after the timeout, or -1 (then no answer counts).</returns>
    int Poll(Span<PollEntry> entries, TimeSpan timeout, out Errno errno);
}
