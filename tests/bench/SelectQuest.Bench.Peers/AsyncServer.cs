using System.Net.Sockets;

namespace SelectQuest.Bench.Peers;

/// <summary>How one writes it in .NET today: a task for each client, <c>await</c> for every receive and send.</summary>
internal static class AsyncServer
{
    private const int RoomOfOne = 16 * 1024;

    public static async Task Run()
    {
        using var listener = Listening.Open();
        while (true)
        {
            var client = await listener.AcceptAsync();
            client.NoDelay = true;
            _ = Serve(client);
        }
    }

    private static async Task Serve(Socket client)
    {
        using var owned = client;
        var room = new byte[RoomOfOne];
        try
        {
            while (await client.ReceiveAsync(room.AsMemory(), SocketFlags.None) is var received and > 0)
            {
                var rest = room.AsMemory(0, received);
                while (rest.Length > 0)
                {
                    rest = rest[await client.SendAsync(rest, SocketFlags.None)..];
                }
            }
        }
        catch (SocketException)
        {
            // The client is gone.
        }
    }
}
