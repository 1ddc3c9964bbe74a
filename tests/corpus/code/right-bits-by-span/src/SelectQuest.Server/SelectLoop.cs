using System.Numerics;
using System.Runtime.InteropServices;
using SelectQuest.Server.Sockets;

namespace SelectQuest.Server;

public sealed unsafe class SelectLoop
{
    private const int Words = ConnectionRegistry.Words;
    private const int InputSize = 65536;
    private static readonly TimeSpan Timeout = TimeSpan.FromMilliseconds(1_000);

    private readonly ISocketApi sockets;
    private readonly byte* input = (byte*)NativeMemory.Alloc(InputSize);
    private readonly ulong[] wantsRead = new ulong[Words];
    private readonly ulong[] wantsWrite = new ulong[Words];
    private int listenFd;
    private bool listenerOff;

    public SelectLoop(ISocketApi sockets, int listenFd)
    {
        this.sockets = sockets;
        this.listenFd = listenFd;
    }

    ~SelectLoop() => NativeMemory.Free(input);

    public ConnectionRegistry Registry { get; } = new();

    public void Iterate() => Pass();

    public void Run(CancellationToken cancellation)
    {
        while (!cancellation.IsCancellationRequested)
        {
            Pass();
        }

        End();
    }

    private void End()
    {
        sockets.Close(listenFd);
        listenFd = -1;
        Array.Clear(wantsRead);
        foreach (var connection in Registry)
        {
            connection.State = ConnectionState.Closing;
            EndIfDone(connection);
        }

        for (var silent = 0; silent < 5 && Registry.Count > 0; silent += Pass() == 0 ? 1 : 0)
        {
        }

        foreach (var connection in Registry)
        {
            Break(connection);
            EndIfDone(connection);
        }
    }

    private int Pass()
    {
        // The fds that want something are kept as bits; a set is a copy of those.
        FdSet read = Copy(wantsRead);
        FdSet write = Copy(wantsWrite);
        FdSet error = Copy(Registry.Present);
        if (listenFd >= 0 && !listenerOff)
        {
            ((ulong*)&read)[listenFd >> 6] |= 1UL << (listenFd & 63);
        }

        var highest = Math.Max(listenFd, Registry.MaxFd);
        var ready = sockets.Select(highest + 1, ref read, ref write, ref error, Timeout, out var errno);
        if (ready == 0)
        {
            listenerOff = false;
        }
        else if (ready < 0 && errno != Errno.EINTR)
        {
            throw new InvalidOperationException($"select: {errno}");
        }

        if (ready <= 0)
        {
            return ready;
        }

        var r = MemoryMarshal.Cast<FdSet, ulong>(MemoryMarshal.CreateReadOnlySpan(ref read, 1));
        var w = MemoryMarshal.Cast<FdSet, ulong>(MemoryMarshal.CreateReadOnlySpan(ref write, 1));
        var e = MemoryMarshal.Cast<FdSet, ulong>(MemoryMarshal.CreateReadOnlySpan(ref error, 1));
        var newcomers = false;
        for (var word = 0; word <= highest >> 6; word++)
        {
            for (var bits = r[word] | w[word] | e[word]; bits != 0; bits &= bits - 1)
            {
                var mask = bits & (~bits + 1);
                var fd = (word << 6) + BitOperations.TrailingZeroCount(bits);
                if (fd == listenFd)
                {
                    newcomers = true;
                    continue;
                }

                var connection = Registry.Get(fd)!;
                if ((w[word] & mask) != 0)
                {
                    Send(connection);
                }

                if ((r[word] & mask) != 0 && connection.State != ConnectionState.Closing)
                {
                    Receive(connection);
                }

                if ((e[word] & mask) != 0)
                {
                    Break(connection);
                }

                EndIfDone(connection);
            }
        }

        if (newcomers)
        {
            Accept();
        }

        return ready;
    }

    private static FdSet Copy(ulong[] bits)
    {
        FdSet set;
        fixed (ulong* from = bits)
        {
            Buffer.MemoryCopy(from, &set, sizeof(FdSet), Words * sizeof(ulong));
        }

        return set;
    }

    private void Accept()
    {
        while (true)
        {
            var fd = sockets.Accept(listenFd, out var errno);
            if (fd < 0 && errno == Errno.ECONNABORTED)
            {
                continue;
            }

            if (fd < 0)
            {
                listenerOff = errno is Errno.EMFILE or Errno.ENFILE or Errno.ENOBUFS or Errno.ENOMEM;
                return;
            }

            if (fd >> 6 >= Words || !sockets.SetNonBlocking(fd, out _))
            {
                sockets.Close(fd);
                continue;
            }

            var connection = new Connection(fd);
            Registry.Add(fd, connection);
            Want(connection);
        }
    }

    private void Receive(Connection connection)
    {
        var count = sockets.Receive(connection.Fd, new Span<byte>(input, InputSize), out var errno);
        if (count > 0)
        {
            Keep(connection, new ReadOnlySpan<byte>(input, count));
            Send(connection);
        }
        else if (count == 0)
        {
            connection.State = ConnectionState.Closing;
            Want(connection);
        }
        else if (errno is not (Errno.EAGAIN or Errno.EINTR))
        {
            Break(connection);
        }
    }

    private static void Keep(Connection connection, ReadOnlySpan<byte> bytes)
    {
        if (connection.Store.Length - connection.To < bytes.Length)
        {
            var waiting = connection.Waiting;
            var larger = new byte[2 * (waiting.Length + bytes.Length)];
            waiting.CopyTo(larger);
            (connection.Store, connection.From, connection.To) = (larger, 0, waiting.Length);
        }

        bytes.CopyTo(connection.Store.AsSpan(connection.To));
        connection.To += bytes.Length;
    }

    private void Send(Connection connection)
    {
        var count = sockets.Send(connection.Fd, connection.Waiting, out var errno);
        if (count < 0)
        {
            if (errno is not (Errno.EAGAIN or Errno.EINTR))
            {
                Break(connection);
            }
        }
        else
        {
            connection.From += count;
        }

        if (connection.From == connection.To)
        {
            connection.From = connection.To = 0;
        }

        connection.LastActive = Environment.TickCount64;
        if (connection.State != ConnectionState.Closing)
        {
            connection.State = connection.To > 0 ? ConnectionState.Writing : ConnectionState.Reading;
        }

        Want(connection);
    }

    private void Want(Connection connection)
    {
        var (word, mask) = (connection.Fd >> 6, 1UL << (connection.Fd & 63));
        wantsRead[word] = connection.State == ConnectionState.Closing ? wantsRead[word] & ~mask : wantsRead[word] | mask;
        wantsWrite[word] = connection.To == 0 ? wantsWrite[word] & ~mask : wantsWrite[word] | mask;
    }

    private void Break(Connection connection)
    {
        connection.From = connection.To = 0;
        connection.State = ConnectionState.Closing;
        Want(connection);
    }

    private void EndIfDone(Connection connection)
    {
        if (connection is { State: ConnectionState.Closing, To: 0 })
        {
            Registry.Remove(connection.Fd);
            sockets.Close(connection.Fd);
            listenerOff = false;
        }
    }
}
