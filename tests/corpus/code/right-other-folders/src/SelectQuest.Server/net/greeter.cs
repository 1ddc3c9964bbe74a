using SelectQuest.Server.Sockets;

namespace SelectQuest.Server.net;

static class door_greeter
{
    // false: no fd is left in this process, leave the door alone for a while
    public static bool greet(ISocketApi sys, int door, ConnectionRegistry into)
    {
        for (int most = FdSet.Size; most > 0; --most)
        {
            int guest = sys.Accept(door, out Errno why);
            if (guest < 0)
            {
                switch (why)
                {
                    case Errno.ECONNABORTED: continue;
                    case Errno.EMFILE: case Errno.ENFILE: case Errno.ENOBUFS: case Errno.ENOMEM: return false;
                    default: return true;
                }
            }
            if (!sys.SetNonBlocking(guest, out _) || guest > FdSet.Size - 1) { sys.Close(guest); continue; }
            into.Add(guest, new Connection(guest));
        }
        return true;
    }
}
