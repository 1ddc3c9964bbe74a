using SelectQuest.Server.Sockets;

namespace SelectQuest.Server.Steps;

internal static class ReadSome
{
    public static void Do(World world, Connection connection)
    {
        Span<byte> room = stackalloc byte[2048];
        switch (world.Sockets.Receive(connection.Fd, room, out var errno))
        {
            case 0:
                connection.State = ConnectionState.Closing;
                break;
            case > 0 and var count:
                foreach (var one in room[..count])
                {
                    connection.Debt.Enqueue(one);
                }

                connection.State = ConnectionState.Writing;
                connection.LastActive = Environment.TickCount64;
                break;
            default:
                if (errno is not Errno.EAGAIN and not Errno.EINTR)
                {
                    connection.Debt.Clear();
                    connection.State = ConnectionState.Closing;
                }

                break;
        }
    }
}
