using System.Net.Sockets;

namespace SelectQuest.Cli.Load;

/// <summary>Every other system: .NET's own select, which asks about each client every time.</summary>
internal sealed class SelectReadiness : IReadiness
{
    private readonly Dictionary<Socket, int> clients = [];
    private readonly HashSet<Socket> full = [];

    public void Add(Socket socket, int client) => clients.Add(socket, client);

    public void WatchForRoom(Socket socket, int client, bool watch)
    {
        if (watch)
        {
            full.Add(socket);
        }
        else
        {
            full.Remove(socket);
        }
    }

    public int Wait(Span<int> ready, TimeSpan timeout)
    {
        var readable = new List<Socket>(clients.Keys);
        var writable = new List<Socket>(full);
        Socket.Select(readable, writable, null, timeout);
        var count = 0;
        foreach (var socket in readable.Union(writable))
        {
            if (count == ready.Length)
            {
                break;
            }

            ready[count++] = clients[socket];
        }

        return count;
    }

    public void Dispose()
    {
        // The sockets belong to whoever added them.
    }
}
