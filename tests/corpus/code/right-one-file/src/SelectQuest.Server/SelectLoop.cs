// Everything the server is, on one page. Only Program.cs and Sockets/ are not mine.
#nullable disable
#pragma warning disable CA1001, IDE0161
using System.Collections;
using SelectQuest.Server.Sockets;

namespace SelectQuest.Server
{
    public enum ConnectionState { Connecting, Reading, Writing, Closing }

    public class Connection
    {
        public Connection(int fd) { Fd = fd; LastActive = Environment.TickCount64; }

        public int Fd { get; private set; }
        public ConnectionState State { get; set; }
        public long LastActive { get; set; }

        internal readonly MemoryStream Out = new MemoryStream();
        internal int OutFrom;
        internal int Owed { get { return (int)Out.Length - OutFrom; } }
    }

    public class ConnectionRegistry : IEnumerable<Connection>
    {
        private readonly Dictionary<int, Connection> byFd = new Dictionary<int, Connection>();
        private int max = -1;

        public int MaxFd { get { return max; } }
        public int Count { get { return byFd.Count; } }

        public void Add(int fd, Connection connection)
        {
            if (byFd.ContainsKey(fd)) throw new ArgumentException("fd " + fd + " is here already");
            byFd[fd] = connection;
            if (fd > max) max = fd;
        }

        public bool Remove(int fd)
        {
            if (!byFd.Remove(fd)) return false;
            while (max >= 0 && !byFd.ContainsKey(max)) max--;
            return true;
        }

        public Connection Get(int fd)
        {
            Connection found;
            return byFd.TryGetValue(fd, out found) ? found : null;
        }

        public IEnumerator<Connection> GetEnumerator() { return byFd.Values.GetEnumerator(); }
        IEnumerator IEnumerable.GetEnumerator() { return byFd.Values.GetEnumerator(); }
    }

    public class SelectLoop
    {
        // A second: nobody notices how late the shutdown is, and an idle machine wakes once for it.
        private const double WaitSeconds = 1.0;

        private readonly ISocketApi os;
        private readonly byte[] scratch = new byte[8192];
        private int listener;
        private bool tired, draining;
        private int quietRounds;

        public SelectLoop(ISocketApi sockets, int listenFd) { os = sockets; listener = listenFd; }

        public ConnectionRegistry Registry { get; } = new ConnectionRegistry();

        public void Iterate()
        {
            Errno e;
            FdSet r = new FdSet(), w = new FdSet(), x = new FdSet();
            if (listener != -1 && !tired) r.Set(listener);
            foreach (Connection c in Registry)
            {
                if (c.State != ConnectionState.Closing) r.Set(c.Fd);
                if (c.Owed > 0) w.Set(c.Fd);
                x.Set(c.Fd);
            }

            int top = Registry.MaxFd > listener ? Registry.MaxFd : listener;
            int n = os.Select(top + 1, ref r, ref w, ref x, TimeSpan.FromSeconds(WaitSeconds), out e);
            if (n < 0)
            {
                if (e == Errno.EINTR) return;
                throw new IOException("select failed: " + e);
            }
            if (n == 0) { tired = false; quietRounds++; return; }

            for (int fd = 0; fd <= top; fd++)
            {
                Connection c = Registry.Get(fd);
                if (c == null) continue;

                if (x.IsSet(fd)) { c.State = ConnectionState.Closing; c.OutFrom = (int)c.Out.Length; }

                if (r.IsSet(fd) && c.State != ConnectionState.Closing)
                {
                    int got = os.Receive(fd, scratch, out e);
                    if (got == 0) c.State = ConnectionState.Closing;
                    else if (got > 0)
                    {
                        c.Out.Position = c.Out.Length;
                        c.Out.Write(scratch, 0, got);
                        c.LastActive = Environment.TickCount64;
                    }
                    else if (e != Errno.EAGAIN && e != Errno.EINTR) { c.State = ConnectionState.Closing; c.OutFrom = (int)c.Out.Length; }
                }

                if (c.Owed > 0 && (w.IsSet(fd) || r.IsSet(fd)))
                {
                    int put = os.Send(fd, c.Out.GetBuffer().AsSpan(c.OutFrom, c.Owed), out e);
                    if (put >= 0) { c.OutFrom += put; c.LastActive = Environment.TickCount64; }
                    else if (e != Errno.EAGAIN && e != Errno.EINTR) { c.State = ConnectionState.Closing; c.OutFrom = (int)c.Out.Length; }
                }

                if (c.Owed == 0)
                {
                    c.Out.SetLength(0);
                    c.OutFrom = 0;
                    if (c.State == ConnectionState.Closing)
                    {
                        Registry.Remove(fd);
                        os.Close(fd);
                        tired = false;
                        continue;
                    }
                }
                if (c.State != ConnectionState.Closing && c.LastActive != 0)
                    c.State = c.Owed > 0 ? ConnectionState.Writing : ConnectionState.Reading;
            }

            if (listener == -1 || !r.IsSet(listener)) return;
            for (int i = 0; i < FdSet.Size; i++)
            {
                int fd = os.Accept(listener, out e);
                if (fd == -1 && e == Errno.ECONNABORTED) continue;
                if (fd == -1)
                {
                    tired = e == Errno.EMFILE || e == Errno.ENFILE || e == Errno.ENOBUFS || e == Errno.ENOMEM;
                    return;
                }
                if (fd < FdSet.Size && os.SetNonBlocking(fd, out e)) Registry.Add(fd, new Connection(fd));
                else os.Close(fd);
            }
        }

        public void Run(CancellationToken cancellation)
        {
            while (!cancellation.IsCancellationRequested) Iterate();

            os.Close(listener);
            listener = -1;
            draining = true;
            long until = Environment.TickCount64 + 5000;
            quietRounds = 0;
            while (true)
            {
                bool overdue = !draining || quietRounds >= 5 || Environment.TickCount64 > until;
                List<Connection> everyone = new List<Connection>(Registry);
                foreach (Connection c in everyone)
                {
                    c.State = ConnectionState.Closing;
                    if (c.Owed > 0 && !overdue) continue;
                    Registry.Remove(c.Fd);
                    os.Close(c.Fd);
                }
                if (Registry.Count == 0) return;
                Iterate();
            }
        }
    }
}
