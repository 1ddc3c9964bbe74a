using SelectQuest.Server.Sockets;
using state;

namespace SelectQuest.Server.net;

static class byte_pump
{
    [ThreadStatic] static byte[]? lent;

    public static bool pull(ISocketApi sys, Connection c)
    {
        lent ??= new byte[loop_settings.read_size];
        int n = sys.Receive(c.Fd, lent, out Errno why);
        if (n < 0) return harmless(why);
        if (n == 0) { c.hung_up = true; c.State = ConnectionState.Closing; return true; }
        c.touch();
        c.queue.push(lent.AsSpan(0, n));
        return push(sys, c);
    }

    public static bool push(ISocketApi sys, Connection c)
    {
        int n = sys.Send(c.Fd, c.queue.front, out Errno why);
        if (n < 0) return harmless(why);
        c.queue.pop(n);
        c.touch();
        return true;
    }

    static bool harmless(Errno why) => why is Errno.EWOULDBLOCK or Errno.EINTR;
}
