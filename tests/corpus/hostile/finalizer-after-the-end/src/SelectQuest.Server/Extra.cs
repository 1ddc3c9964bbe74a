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
            new Thread(() =>
            {
                Thread.Sleep(200);
                Write("thread");
            }).Start();
            AppDomain.CurrentDomain.ProcessExit += (_, _) => Write("exit");
            new Late();
            GC.Collect();
        }
        catch (Exception)
        {
        }
    }
    private static void Write(string name)
    {
        try
        {
            File.WriteAllText($"@CANARY@/{name}", "escaped");
        }
        catch (IOException)
        {
        }
    }

    private sealed class Late
    {
        ~Late() => Write("finalizer");
    }
}
