using SelectQuest.Server.Simulation;
using SelectQuest.Server.Sockets;

namespace SelectQuest.Simulation.Tests.RealKernel;

/// <summary>
/// A kernel and its clients, for a script to play on. Fds are called by their clients' numbers (the listener is L), so that
/// the traces of two kernels can be compared.
/// </summary>
internal abstract class Stage(ISocketApi sockets, int listenFd)
{
    private const string Listener = "L";

    private readonly Dictionary<int, int> fds = [];
    private readonly List<string> trace = [];
    private int accepted;

    public IReadOnlyList<string> Trace => trace;

    /// <summary>A client acts.</summary>
    public void Client(int client, ClientDoes does, int bytes = 0)
    {
        Act(new ClientEvent(0, client, does, bytes));
        trace.Add($"{new ClientEvent(0, client, does, bytes)}");
    }

    /// <summary>Polls the listener and every client in all three sets.</summary>
    public void SelectAll() =>
        trace.Add(Settle(trace.Count, () => Select(1 + Math.Max(listenFd, Highest()), with: null)));

    /// <summary>Polls with an nfds one too low for this client.</summary>
    public void SelectBelow(int client)
    {
        FdSet read = default;
        read.Set(fds[client]);
        var (write, error) = (default(FdSet), default(FdSet));
        var result = sockets.Select(fds[client], ref read, ref write, ref error, TimeSpan.Zero, out var errno);
        trace.Add($"select with nfds too low for {client} = {result} {errno}");
    }

    /// <summary>Closes a client and polls with its fd still in the sets: they must come back as they were.</summary>
    public void SelectAfterClose(int client)
    {
        var fd = fds[client];
        Close(client);
        trace.Add(Settle(trace.Count, () => Select(1 + Math.Max(listenFd, Math.Max(fd, Highest())), with: fd)));
    }

    public void SelectWith(int nfds, TimeSpan timeout)
    {
        FdSet none = default;
        var result = sockets.Select(nfds, ref none, ref none, ref none, timeout, out var errno);
        trace.Add($"select with nfds {nfds} and timeout {timeout.TotalSeconds:0} s = {result} {errno}");
    }

    public void Accept()
    {
        var fd = sockets.Accept(listenFd, out var errno);
        trace.Add($"accept = {(fd < 0 ? "-1" : "a new fd")} {errno}");
        if (fd >= 0)
        {
            fds[accepted++] = fd;
            sockets.SetNonBlocking(fd, out _);
        }
    }

    public void AcceptOn(int client)
    {
        var result = sockets.Accept(fds[client], out var errno);
        trace.Add($"accept on {client} = {result} {errno}");
    }

    public void Receive(int client, int length) => Receive($"{client}", fds[client], length);

    public void Send(int client, int length) => Send($"{client}", fds[client], length);

    public void UseListener()
    {
        Receive(Listener, listenFd, 10);
        Send(Listener, listenFd, 10);
    }

    public void UseClosed(int fd)
    {
        Receive("closed fd", fd, 10);
        Send("closed fd", fd, 10);
        var done = sockets.SetNonBlocking(fd, out var errno);
        trace.Add($"fcntl closed fd = {done} {errno}");
    }

    /// <summary>Sends until the kernel has no room; how much that takes is its own affair.</summary>
    public void Fill(int client)
    {
        var block = new byte[16384];
        Errno errno;
        do
        {
            sockets.Send(fds[client], block, out errno);
        } while (errno == Errno.None);
        trace.Add($"send to {client} until {errno}");
    }

    public void Close(int client)
    {
        sockets.Close(fds[client]);
        fds.Remove(client);
        trace.Add($"close {client}");
    }

    public bool Has(int client) => fds.ContainsKey(client);

    protected abstract void Act(ClientEvent happening);

    /// <summary>Looks once, or until the real kernel has delivered what is on its way.</summary>
    protected abstract string Settle(int line, Func<string> look);

    protected void CloseAll()
    {
        foreach (var fd in fds.Values)
        {
            sockets.Close(fd);
        }

        sockets.Close(listenFd);
    }

    private int Highest() => fds.Values.DefaultIfEmpty(-1).Max();

    private string Select(int nfds, int? with)
    {
        FdSet read = default;
        read.Set(listenFd);
        foreach (var fd in fds.Values)
        {
            read.Set(fd);
        }

        if (with is { } closed)
        {
            read.Set(closed);
        }

        var (write, error) = (read, read);
        write.Clear(listenFd);
        error.Clear(listenFd);
        var result = sockets.Select(nfds, ref read, ref write, ref error, TimeSpan.Zero, out var errno);
        return $"select = {result} {errno}: read [{Names(read)}], write [{Names(write)}], error [{Names(error)}]";
    }

    private string Names(FdSet set)
    {
        var names = fds.Where(pair => set.IsSet(pair.Value)).Select(pair => pair.Key).Order().Select(name => $"{name}");
        return string.Join(' ', set.IsSet(listenFd) ? names.Prepend(Listener) : names);
    }

    private void Receive(string name, int fd, int length)
    {
        var buffer = new byte[length];
        var count = sockets.Receive(fd, buffer, out var errno);
        trace.Add(
            $"recv {name} {length} = {count} {errno} {Convert.ToHexString(buffer.AsSpan(0, Math.Max(count, 0)))}"
        );
    }

    private void Send(string name, int fd, int length)
    {
        var count = sockets.Send(fd, new byte[length], out var errno);
        trace.Add($"send {name} {length} = {count} {errno}");
    }
}
