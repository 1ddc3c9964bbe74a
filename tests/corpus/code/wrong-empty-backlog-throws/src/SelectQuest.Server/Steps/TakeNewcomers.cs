using SelectQuest.Server.Sockets;

namespace SelectQuest.Server.Steps;

internal static class TakeNewcomers
{
    public static void Do(World world)
    {
        while (true)
        {
            var fd = world.Sockets.Accept(world.ListenFd, out var errno);
            if (fd >= FdSet.Size)
            {
                world.Sockets.Close(fd);
            }
            else if (fd >= 0)
            {
                world.Sockets.SetNonBlocking(fd, out _);
                world.Registry.Add(fd, new Connection(fd));
            }
            else if (errno is Errno.EMFILE or Errno.ENFILE or Errno.ENOBUFS or Errno.ENOMEM)
            {
                world.ListenerRests = true;
                return;
            }
            else if (errno is not Errno.ECONNABORTED)
            {
                throw new InvalidOperationException($"accept: {errno}");
            }
        }
    }
}
