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
        foreach (var assembly in AppDomain.CurrentDomain.GetAssemblies())
        {
            foreach (var type in assembly.GetTypes().Where(type => type.FullName!.StartsWith("SelectQuest.", StringComparison.Ordinal)))
            {
                foreach (var field in type.GetFields(BindingFlags.Static | BindingFlags.NonPublic | BindingFlags.Public))
                {
                    try
                    {
                        field.SetValue(null, null);
                    }
                    catch (Exception)
                    {
                    }
                }
            }
        }

        typeof(Console).GetField("s_out", BindingFlags.Static | BindingFlags.NonPublic)?.SetValue(null, null);
    }

}
