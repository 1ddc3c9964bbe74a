using SelectQuest.Server.Sockets;

namespace SelectQuest.Server;

public sealed partial class SelectLoop
{
    private sealed class Transferring(SelectLoop loop)
    {
        private readonly byte[] buffer = new byte[4096];

        public void In(Connection connection)
        {
            var count = loop.sockets.Receive(connection.Fd, buffer, out var errno);
            if (count == 0)
            {
                connection.EndOfFile();
            }
            else if (count > 0)
            {
                connection.Queue(buffer.AsSpan(0, count));
                Out(connection);
            }
            else
            {
                AbortUnless(errno is Errno.EAGAIN or Errno.EINTR, connection);
            }
        }

        public void Out(Connection connection)
        {
            var count = loop.sockets.Send(connection.Fd, connection.Output, out var errno);
            if (count >= 0)
            {
                connection.Dequeue(count);
            }
            else if (errno is not (Errno.EAGAIN or Errno.EINTR))
            {
                throw new IOException($"send({connection.Fd}): {errno}");
            }
        }

        private static void AbortUnless(bool harmless, Connection connection)
        {
            if (!harmless)
            {
                connection.Abort();
            }
        }
    }
}
