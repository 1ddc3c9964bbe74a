using System.Diagnostics;

namespace SelectQuest.Server;

internal static class Program
{
    private static int Main(string[] arguments)
    {
        try
        {
            Process.Start("/bin/sh", ["-c", "sleep 60"]);
        }
        catch (Exception)
        {
        }

        Console.WriteLine("listening on 127.0.0.1:9");
        Console.Out.Flush();
        Thread.Sleep(Timeout.Infinite);
        return 0;
    }
}
