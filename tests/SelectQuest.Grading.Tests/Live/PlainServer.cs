namespace SelectQuest.Grading.Tests.Live;

/// <summary>
/// A select server in one piece, right in every way these tests look at, and made of short lines so that a test can
/// break exactly one of them. It calls libc itself: the grader's evidence must not depend on the seam.
/// </summary>
internal static class PlainServer
{
    /// <summary>The server with pieces of its text replaced; each must occur exactly once.</summary>
    public static string With(params (string Piece, string Replacement)[] changes)
    {
        var source = Source;
        foreach (var (piece, replacement) in changes)
        {
            if (source.Split(piece).Length != 2)
            {
                throw new ArgumentException($"'{piece}' occurs {source.Split(piece).Length - 1} times in the server.");
            }

            source = source.Replace(piece, replacement, StringComparison.Ordinal);
        }

        return source;
    }

    public const string Source = """
        using System;
        using System.Collections.Generic;
        using System.Diagnostics;
        using System.Linq;
        using System.Net.Sockets;
        using System.Runtime.InteropServices;
        using System.Threading;

        internal sealed class Client
        {
            public int Fd;
            public byte[] Pending = new byte[0];
            public bool Ended;
            public bool Closed;
        }

        internal static unsafe class Plain
        {
            private const int EINTR = 4, EAGAIN = 11;
            private static volatile bool stopping;
            private static readonly SortedDictionary<int, Client> clients = new();
            private static readonly byte[] buffer = new byte[16384];
            private static int listener;
            private static int accepted;
            private static int echoes;

            private static int Main()
            {
                // At start.
                using var term = PosixSignalRegistration.Create(PosixSignal.SIGTERM, signal =>
                {
                    signal.Cancel = true;
                    stopping = true;
                });
                listener = socket(2, 1, 0);
                var address = new Address { Family = 2, Ip = 0x0100007F };
                var size = sizeof(Address);
                bind(listener, &address, size);
                listen(listener, 1024);
                getsockname(listener, &address, &size);
                fcntl(listener, 4, 0x800);
                var port = (ushort)((address.Port << 8) | (address.Port >> 8));
                Console.WriteLine($"listening on 127.0.0.1:{port}");
                // Before the loop.
                while (!stopping)
                {
                    Iterate(500_000);
                }

                // Drain.
                close(listener);
                listener = -1;
                var end = Environment.TickCount64 + 5000;
                while (clients.Values.Any(c => c.Pending.Length > 0) && Environment.TickCount64 < end)
                {
                    Iterate(50_000);
                }

                foreach (var fd in clients.Keys.ToList())
                {
                    close(fd);
                }

                return 0;
            }

            private static void Iterate(int microseconds)
            {
                FdSet read = default, write = default, error = default;
                var max = listener;
                if (listener >= 0) Set(&read, listener);
                foreach (var c in clients.Values)
                {
                    if (!c.Ended && !stopping) Set(&read, c.Fd);
                    if (c.Pending.Length > 0) Set(&write, c.Fd);
                    Set(&error, c.Fd);
                    max = Math.Max(max, c.Fd);
                }

                var time = new Time { Microseconds = microseconds };
                var ready = select(max + 1, &read, &write, &error, &time);
                // After select.
                if (ready <= 0) return;

                foreach (var c in clients.Values.ToList())
                {
                    if (IsSet(&read, c.Fd)) { Receive(c); }
                    else if (IsSet(&write, c.Fd)) { Flush(c); }
                    if (c.Closed) clients.Remove(c.Fd);
                }

                if (listener >= 0 && IsSet(&read, listener)) Accept();
            }

            private static void Accept()
            {
                while (true)
                {
                    var fd = accept(listener, null, null);
                    if (fd < 0) return;
                    accepted++;
                    fcntl(fd, 4, 0x800);
                    clients[fd] = new Client { Fd = fd };
                }
            }

            private static void Receive(Client c)
            {
                int count;
                fixed (byte* p = buffer) count = (int)recv(c.Fd, p, buffer.Length, 0);
                var errno = Marshal.GetLastPInvokeError();
                if (count < 0 && errno is EAGAIN or EINTR) return;
                if (count < 0) { Close(c); return; } // Receive failed.
                if (count == 0) { End(c); return; }
                var data = buffer.AsSpan(0, count).ToArray();
                echoes++;
                // Received.
                c.Pending = c.Pending.Length == 0 ? data : c.Pending.Concat(data).ToArray();
                Flush(c);
            }

            private static void End(Client c)
            {
                c.Ended = true;
                if (c.Pending.Length == 0) Close(c);
            }

            private static void Flush(Client c)
            {
                while (c.Pending.Length > 0)
                {
                    int count;
                    fixed (byte* p = c.Pending) count = (int)send(c.Fd, p, c.Pending.Length, 0x4000);
                    var errno = Marshal.GetLastPInvokeError();
                    if (count < 0 && errno is EAGAIN or EINTR) return; // No room.
                    if (count < 0) { Close(c); return; }
                    c.Pending = c.Pending[count..];
                }

                if (c.Ended) Close(c);
            }

            private static void Close(Client c)
            {
                c.Closed = true;
                c.Pending = new byte[0];
                close(c.Fd); // Gone.
            }

            private static void Set(FdSet* set, int fd) => set->Bits[fd / 64] |= 1UL << (fd % 64);

            private static bool IsSet(FdSet* set, int fd) => (set->Bits[fd / 64] & (1UL << (fd % 64))) != 0;

            private struct FdSet { public fixed ulong Bits[16]; }

            private struct Time { public long Seconds; public long Microseconds; }

            [StructLayout(LayoutKind.Sequential, Size = 16)]
            private struct Address { public ushort Family; public ushort Port; public uint Ip; }

            [DllImport("libc")] private static extern int socket(int domain, int type, int protocol);
            [DllImport("libc")] private static extern int bind(int fd, Address* address, int size);
            [DllImport("libc")] private static extern int listen(int fd, int backlog);
            [DllImport("libc")] private static extern int getsockname(int fd, Address* address, int* size);
            [DllImport("libc")] private static extern int accept(int fd, void* address, void* size);
            [DllImport("libc")] private static extern int fcntl(int fd, int command, long value);
            [DllImport("libc")] private static extern int close(int fd);
            [DllImport("libc", SetLastError = true)] private static extern nint recv(int fd, byte* buffer, nint size, int flags);
            [DllImport("libc", SetLastError = true)] private static extern nint send(int fd, byte* buffer, nint size, int flags);
            [DllImport("libc", SetLastError = true)]
            private static extern int select(int nfds, FdSet* read, FdSet* write, FdSet* error, Time* timeout);
        }
        """;
}
