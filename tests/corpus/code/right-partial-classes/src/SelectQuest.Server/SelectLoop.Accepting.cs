using SelectQuest.Server.Sockets;

namespace SelectQuest.Server;

public sealed partial class SelectLoop
{
    private sealed class Accepting(SelectLoop loop)
    {
        public bool Rests { get; private set; }

        public void Resume() => Rests = false;

        public void All()
        {
            for (var again = true; again;)
            {
                var fd = loop.sockets.Accept(loop.listenFd, out var errno);
                again = fd >= 0 || errno == Errno.ECONNABORTED;
                if (fd >= 0)
                {
                    One(fd);
                }
                else
                {
                    Rests = errno is Errno.EMFILE or Errno.ENFILE or Errno.ENOBUFS or Errno.ENOMEM;
                }
            }
        }

        private void One(int fd)
        {
            if (fd >= FdSet.Size || !loop.sockets.SetNonBlocking(fd, out _))
            {
                loop.sockets.Close(fd);
                return;
            }

            loop.Registry.Add(fd, new Connection(fd));
        }
    }
}
