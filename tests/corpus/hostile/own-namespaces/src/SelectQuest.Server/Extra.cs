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
        _ = Unshare(0x10020000);
        _ = Mount("none", "/tmp", "tmpfs", 0, 0);
    }
    [DllImport("libc", EntryPoint = "unshare")]
    private static extern int Unshare(int flags);

    [DllImport("libc", EntryPoint = "mount")]
    private static extern int Mount(string source, string target, string type, nuint flags, nint data);
}
