using System.Net.Sockets;

namespace SelectQuest.Bench.Peers;

/// <summary>
/// <see cref="Socket.Select(System.Collections.IList, System.Collections.IList, System.Collections.IList, int)"/>: the lists
/// are its own to change, so they are filled again in every round. No third list: it would cost and gain nothing.
/// </summary>
internal static class SocketSelectServer
{
    private const int Second = 1_000_000;

    public static void Run()
    {
        using var listener = Listening.Open();
        listener.Blocking = false;
        var clients = new Dictionary<Socket, byte[]>();
        var room = new byte[Listening.Room];
        var readable = new List<Socket>();
        var writable = new List<Socket>();
        while (true)
        {
            readable.Clear();
            writable.Clear();
            readable.Add(listener);
            foreach (var (client, pending) in clients)
            {
                readable.Add(client);
                if (pending.Length > 0)
                {
                    writable.Add(client);
                }
            }

            Socket.Select(readable, writable.Count > 0 ? writable : null, null, Second);
            foreach (var client in writable)
            {
                Settle(client, Send(client, clients[client]), clients);
            }

            var accepts = false;
            foreach (var client in readable)
            {
                if (client == listener)
                {
                    accepts = true;
                }
                else if (clients.TryGetValue(client, out var pending))
                {
                    Settle(client, Receive(client, pending, room), clients);
                }
            }

            if (accepts)
            {
                Accept(listener, clients);
            }
        }
    }

    /// <param name="pending">Null: the client is gone.</param>
    private static void Settle(Socket client, byte[]? pending, Dictionary<Socket, byte[]> clients)
    {
        if (pending is null)
        {
            clients.Remove(client);
            client.Dispose();
        }
        else if (pending != clients[client])
        {
            clients[client] = pending;
        }
    }

    private static byte[]? Receive(Socket client, byte[] pending, byte[] room)
    {
        var received = client.Receive(room, SocketFlags.None, out var error);
        return error == SocketError.WouldBlock ? pending
            : error != SocketError.Success || received == 0 ? null
            : pending.Length > 0 ? [.. pending, .. room.AsSpan(0, received)]
            : Send(client, room.AsSpan(0, received));
    }

    private static byte[]? Send(Socket client, ReadOnlySpan<byte> data)
    {
        var sent = client.Send(data, SocketFlags.None, out var error);
        return error == SocketError.WouldBlock ? data.ToArray()
            : error != SocketError.Success ? null
            : sent == data.Length ? []
            : data[sent..].ToArray();
    }

    private static void Accept(Socket listener, Dictionary<Socket, byte[]> clients)
    {
        try
        {
            while (true)
            {
                var client = listener.Accept();
                client.Blocking = false;
                client.NoDelay = true;
                clients.Add(client, []);
            }
        }
        catch (SocketException none) when (none.SocketErrorCode == SocketError.WouldBlock)
        {
            // All are in.
        }
    }
}
