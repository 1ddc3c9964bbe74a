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
        foreach (var path in new[] { "@CANARY@/socket", "\0@MARK@", "/var/run/docker.sock", "/run/dbus/system_bus_socket" })
        {
            try
            {
                using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
                socket.Connect(new UnixDomainSocketEndPoint(path));
                socket.Send("escaped"u8);
            }
            catch (Exception)
            {
            }
        }
    }

}
