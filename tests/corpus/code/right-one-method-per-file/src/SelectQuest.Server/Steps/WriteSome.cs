using SelectQuest.Server.Sockets;

namespace SelectQuest.Server.Steps;

internal static class WriteSome
{
    public static void Do(World world, Connection connection)
    {
        var sent = world.Sockets.Send(connection.Fd, connection.Debt.ToArray(), out var errno);
        if (sent < 0 && errno is not Errno.EAGAIN and not Errno.EINTR)
        {
            connection.Debt.Clear();
            connection.State = ConnectionState.Closing;
        }

        for (; sent > 0; sent--)
        {
            connection.Debt.Dequeue();
        }

        if (connection.Debt.Count == 0 && connection.State is ConnectionState.Writing)
        {
            connection.State = ConnectionState.Reading;
        }
    }
}
