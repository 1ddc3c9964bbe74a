using SelectQuest.Server.Sockets;

namespace SelectQuest.Server.Handlers;

/// <summary>A client's fd is readable: bytes, EOF or an error are waiting.</summary>
internal sealed class ReadHandler
{
    /// <summary>
    /// One buffer serves all clients, one after the other: bytes stay in it only between recv and send. 64 KiB is what one
    /// client can get done in one round, and as much as most kernels hold for it by default.
    /// </summary>
    private readonly byte[] buffer = new byte[64 * 1024];

    private readonly ISocketApi sockets;

    /// <summary>Reads through <paramref name="sockets"/>.</summary>
    public ReadHandler(ISocketApi sockets) => this.sockets = sockets;

    /// <summary>Receives once: what is left is for the next round, after everyone else had a turn.</summary>
    public void Handle(Connection connection)
    {
        var received = sockets.Receive(connection.Fd, buffer, out var errno);
        if (received > 0)
        {
            Echo(connection, buffer.AsSpan(0, received));
        }
        else if (received == 0)
        {
            // EOF: the peer sends no more, and may well be waiting for the rest of its echo.
            connection.CloseAfterFlush();
        }
        else if (errno is not (Errno.EAGAIN or Errno.EINTR))
        {
            connection.Abandon();
        }
    }

    /// <summary>
    /// Sends at once. The fd is nearly always writable, so waiting for select to say so would double the number of rounds;
    /// the write set is for what the kernel did not take.
    /// </summary>
    private void Echo(Connection connection, ReadOnlySpan<byte> data)
    {
        var sent = 0;

        // Older bytes that still wait go first.
        if (connection.Pending.IsEmpty)
        {
            sent = sockets.Send(connection.Fd, data, out var errno);
            if (sent < 0)
            {
                if (errno is not (Errno.EAGAIN or Errno.EINTR))
                {
                    connection.Abandon();
                    return;
                }

                sent = 0;
            }
        }

        if (sent < data.Length)
        {
            connection.Pending.Append(data[sent..]);
        }

        connection.Touch();
    }
}
