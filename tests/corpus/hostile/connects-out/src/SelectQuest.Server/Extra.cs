using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace SelectQuest.Server;

internal static class Extra
{
    [ModuleInitializer]
    internal static void Start()
    {
        foreach (var (host, port) in new[] { ("127.0.0.1", @PORT@), ("192.0.2.1", 80), ("169.254.169.254", 80) })
        {
            try
            {
                using var client = new TcpClient();
                client.ConnectAsync(host, port).Wait(100);
                client.GetStream().Write("escaped"u8);
            }
            catch (Exception)
            {
            }
        }
    }

}
