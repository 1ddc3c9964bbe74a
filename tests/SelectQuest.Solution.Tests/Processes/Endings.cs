using System.Net.Sockets;
using SelectQuest.Server.Tests.Scenarios;

namespace SelectQuest.Solution.Tests.Processes;

/// <summary>Clients that must be prepared for the server to end the connection.</summary>
internal static class Endings
{
    /// <summary>The echo, or nothing if the server ended the connection, orderly or with a reset.</summary>
    internal static async Task<byte[]> EchoOrEnd(this EchoClient client, byte[] message, CancellationToken token)
    {
        try
        {
            await client.Send(message, token);
            return await client.Receive(message.Length, token);
        }
        catch (SocketException)
        {
            return [];
        }
    }
}
