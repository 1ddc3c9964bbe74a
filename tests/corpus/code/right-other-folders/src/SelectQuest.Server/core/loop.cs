using SelectQuest.Server.net;
using SelectQuest.Server.Sockets;
using state;

namespace SelectQuest.Server;

public sealed class SelectLoop : IDisposable
{
    readonly table_view view;
    readonly ISocketApi sys;
    int door;
    bool door_shut_for_now;

    public SelectLoop(ISocketApi sockets, int listenFd)
    {
        sys = sockets;
        door = listenFd;
        Registry = new ConnectionRegistry();
        view = new table_view(Registry);
    }

    public ConnectionRegistry Registry { get; }

    public void Iterate() => tick(false);

    public void Run(CancellationToken cancellation)
    {
        do { tick(false); } while (!cancellation.IsCancellationRequested);
        Dispose();
    }

    public void Dispose()
    {
        sys.Close(door);
        door = -1;
        int rounds_of_silence = 0;
        for (;;)
        {
            view.end_those(c => rounds_of_silence == 5 || c.queue.is_empty, bury);
            if (Registry.Count == 0) break;
            if (tick(true) == 0) rounds_of_silence++;
        }
    }

    int tick(bool only_flush)
    {
        interest_sets wanted = view.ask(only_flush);
        if (door >= 0 && !door_shut_for_now) wanted.rd.Set(door);
        int highest = Math.Max(door, Registry.MaxFd);
        int hits = sys.Select(highest + 1, ref wanted.rd, ref wanted.wr, ref wanted.ex, loop_settings.tick_length, out Errno why);
        if (hits == -1)
            return why == Errno.EINTR ? -1 : throw new InvalidOperationException("select said " + why);
        if (hits == 0) { door_shut_for_now = false; return 0; }
        for (int fd = 0; fd <= highest; fd++)
        {
            if (fd == door) continue;
            var c = Registry.Get(fd);
            if (c is null) continue;
            bool alive = true;
            if (wanted.wr.IsSet(fd)) alive = byte_pump.push(sys, c);
            if (alive && wanted.rd.IsSet(fd) && !c.hung_up) alive = byte_pump.pull(sys, c);
            if (wanted.ex.IsSet(fd)) alive = false;
            if (!alive || (c.hung_up && c.queue.is_empty)) bury(c);
        }
        if (door >= 0 && wanted.rd.IsSet(door)) door_shut_for_now = !door_greeter.greet(sys, door, Registry);
        return hits;
    }

    void bury(Connection c)
    {
        c.State = ConnectionState.Closing;
        Registry.Remove(c.Fd);
        sys.Close(c.Fd);
        door_shut_for_now = false;
    }
}
