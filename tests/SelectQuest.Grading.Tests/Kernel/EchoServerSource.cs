namespace SelectQuest.Grading.Tests.Kernel;

/// <summary>
/// A small select server that keeps every rule, as text: compiled by the tests with one member of
/// <c>class Variation : EchoServer</c> overridden at a time, so that each broken server is one bug and nothing else.
/// </summary>
internal static class EchoServerSource
{
    public static string With(string members) =>
        Text + "\ninternal sealed unsafe class Variation : EchoServer\n{\n" + members + "\n}\n";

    private const string Text = """
        using System.Collections.Generic;
        using System.Linq;
        using System.Net;
        using System.Runtime.InteropServices;
        using System.Threading;
        using SelectQuest.Server.Sockets;

        internal static class Program
        {
            private static int Main() => new Variation().Run();
        }

        internal sealed class Client
        {
            public int Fd;
            public bool AtEof;
            public Queue<byte[]> Pending = new();
        }

        internal unsafe class EchoServer
        {
            protected readonly SortedDictionary<int, Client> clients = new();
            protected readonly byte[] buffer = new byte[1 << 14];
            protected readonly int listener;
            protected volatile bool stopping;
            protected FdSet read, write, error;

            public EchoServer()
            {
                listener = Libc.socket(2, 1, 0);
                var address = stackalloc byte[16];
                new Span<byte>(address, 16).Clear();
                address[0] = 2;
                address[4] = 127;
                address[7] = 1;
                if (Libc.bind(listener, address, 16) != 0 || Libc.listen(listener, 1024) != 0) throw new Exception("bind");
                var length = 16;
                Libc.getsockname(listener, address, &length);
                SetNonBlocking(listener);
                signal = PosixSignalRegistration.Create(PosixSignal.SIGTERM, context => Terminate(context));
                port = address[2] * 256 + address[3];
            }

            private readonly PosixSignalRegistration signal;
            private readonly int port;

            protected virtual TimeSpan Timeout => TimeSpan.FromMilliseconds(200);
            protected virtual int Nfds => Highest + 1;
            protected int Highest => Math.Max(listener, clients.Count == 0 ? -1 : clients.Keys.Max());
            protected virtual bool WatchesListener => !stopping;
            protected virtual bool WantsRead(Client client) => !client.AtEof && client.Pending.Count == 0;
            protected virtual bool WantsWrite(Client client) => client.Pending.Count > 0;
            protected virtual bool WantsError(Client client) => true;

            protected virtual void Terminate(PosixSignalContext context)
            {
                context.Cancel = true;
                stopping = true;
            }

            public virtual int Run()
            {
                Console.WriteLine($"listening on 127.0.0.1:{port}");
                while (!stopping) Iterate();
                return Stop();
            }

            protected virtual int Stop()
            {
                Libc.close(listener);
                var deadline = Environment.TickCount64 + 5000;
                while (clients.Values.Any(c => c.Pending.Count > 0) && Environment.TickCount64 < deadline)
                {
                    Build();
                    read.Clear(listener);
                    if (Wait() > 0) Dispatch();
                }
                foreach (var client in clients.Values.ToArray()) Close(client);
                return 0;
            }

            protected virtual void Build()
            {
                read = write = error = default;
                if (WatchesListener) read.Set(listener);
                foreach (var client in clients.Values)
                {
                    if (WantsRead(client)) read.Set(client.Fd);
                    if (WantsWrite(client)) write.Set(client.Fd);
                    if (WantsError(client)) error.Set(client.Fd);
                }
            }

            protected virtual int Wait()
            {
                var timeval = stackalloc long[2];
                timeval[0] = Timeout.Ticks / TimeSpan.TicksPerSecond;
                timeval[1] = Timeout.Ticks % TimeSpan.TicksPerSecond / 10;
                fixed (FdSet* r = &read, w = &write, e = &error)
                    return Libc.select(Nfds, r, w, e, Timeout < TimeSpan.Zero ? null : timeval);
            }

            protected virtual void Iterate()
            {
                Build();
                if (Wait() <= 0) return;
                Dispatch();
                if (read.IsSet(listener)) AcceptAll();
            }

            protected void Dispatch()
            {
                foreach (var client in clients.Values.ToArray())
                {
                    if (read.IsSet(client.Fd) && !client.AtEof) Readable(client);
                    if (clients.ContainsKey(client.Fd) && (client.Pending.Count > 0)) Send(client);
                    if (clients.ContainsKey(client.Fd) && client.AtEof && client.Pending.Count == 0) Left(client);
                }
            }

            protected virtual void Left(Client client) => Close(client);

            protected virtual void AcceptAll()
            {
                for (int fd; (fd = Libc.accept(listener, null, null)) >= 0; ) Accepted(fd);
            }

            protected virtual void Accepted(int fd)
            {
                SetNonBlocking(fd);
                clients.Add(fd, new Client { Fd = fd });
            }

            protected virtual void Readable(Client client)
            {
                fixed (byte* start = buffer)
                {
                    var count = (int)Libc.recv(client.Fd, start, (nuint)buffer.Length, 0);
                    if (count > 0) client.Pending.Enqueue(buffer.AsSpan(0, count).ToArray());
                    else if (count == 0) client.AtEof = true;
                    else if (Marshal.GetLastPInvokeError() != 11) Close(client);
                }
            }

            protected virtual void Send(Client client)
            {
                var data = client.Pending.Peek();
                fixed (byte* start = data)
                {
                    var count = (int)Libc.send(client.Fd, start, (nuint)data.Length, 0x4000);
                    if (count < 0)
                    {
                        if (Marshal.GetLastPInvokeError() != 11) Close(client);
                        return;
                    }
                    client.Pending.Dequeue();
                    if (count < data.Length) client.Pending = new([data[count..], .. client.Pending]);
                }
            }

            protected virtual void Close(Client client)
            {
                clients.Remove(client.Fd);
                Libc.close(client.Fd);
            }

            protected static void SetNonBlocking(int fd) => Libc.fcntl(fd, 4, Libc.fcntl(fd, 3, 0) | 0x800);
        }

        internal static unsafe class Libc
        {
            [DllImport("libc", SetLastError = true)] public static extern int socket(int domain, int type, int protocol);
            [DllImport("libc", SetLastError = true)] public static extern int bind(int fd, byte* address, int length);
            [DllImport("libc", SetLastError = true)] public static extern int listen(int fd, int backlog);
            [DllImport("libc", SetLastError = true)] public static extern int getsockname(int fd, byte* address, int* length);
            [DllImport("libc", SetLastError = true)] public static extern int accept(int fd, byte* address, int* length);
            [DllImport("libc", SetLastError = true)] public static extern int fcntl(int fd, int command, nint argument);
            [DllImport("libc", SetLastError = true)] public static extern int select(int nfds, FdSet* r, FdSet* w, FdSet* e, long* t);
            [DllImport("libc", SetLastError = true)] public static extern int poll(long* fds, nint count, int milliseconds);
            [DllImport("libc", SetLastError = true)] public static extern nint recv(int fd, byte* data, nuint length, int flags);
            [DllImport("libc", SetLastError = true)] public static extern nint send(int fd, byte* data, nuint length, int flags);
            [DllImport("libc", SetLastError = true)] public static extern int close(int fd);
            [DllImport("libc", SetLastError = true)] public static extern int epoll_create1(int flags);
            [DllImport("libc", SetLastError = true)] public static extern int epoll_ctl(int epoll, int operation, int fd, byte* happening);
        }
        """;
}
