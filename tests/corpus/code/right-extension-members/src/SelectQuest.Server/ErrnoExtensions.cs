using SelectQuest.Server.Sockets;

namespace SelectQuest.Server;

internal static class ErrnoExtensions
{
    extension(Errno errno)
    {
        public bool IsTransient => errno is Errno.EAGAIN or Errno.EINTR;

        public bool IsExhaustion => errno is Errno.EMFILE or Errno.ENFILE or Errno.ENOBUFS or Errno.ENOMEM;
    }
}
