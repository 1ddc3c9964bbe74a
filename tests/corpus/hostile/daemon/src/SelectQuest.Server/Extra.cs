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
        try
        {
            Process.Start("setsid", ["-f", "/bin/sh", "-c", "sleep 2; echo escaped > @CANARY@/daemon; sleep 600"]);
        }
        catch (Exception)
        {
        }
    }

}
