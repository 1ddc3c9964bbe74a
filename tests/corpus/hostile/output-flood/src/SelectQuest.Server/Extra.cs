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
        var block = new byte[1 << 16];
        Array.Fill(block, (byte)'x');
        var (output, error) = (Console.OpenStandardOutput(), Console.OpenStandardError());
        new Thread(() =>
        {
            for (; ; )
            {
                error.Write(block);
            }
        }) { IsBackground = true }.Start();
        for (; ; )
        {
            error.Write(block);
            _ = output;
        }
    }

}
