using System.ComponentModel;
using System.Diagnostics;

namespace SelectQuest.Grading.Evidence.Processes;

/// <summary>
/// Ends what we started when we cannot do it ourselves, since somebody killed us: a small shell that waits for the end of
/// its standard input, which the kernel closes when this process ends in whatever way, and then kills what bears the mark.
/// </summary>
/// <remarks>
/// Not prctl(PR_SET_PDEATHSIG), as of setpriv(1): that is tied to the thread that started the child, and threads of a pool
/// come and go. The shell leaves our tree, so that whoever kills the tree does not kill it first, and ignores the signals
/// that a terminal sends to all at once. One for each grader; nothing but SIGKILL to it, or to the whole process group,
/// gets round it.
/// </remarks>
internal static class Watchdog
{
    private const string Script = """
        cd / && exec 3<&0 >/dev/null 2>&1
        (
            trap '' INT TERM HUP QUIT
            read -r line <&3
            for search in 1 2 3 4 5 6 7 8 9 10; do
                found=$(grep -ls "$1" /proc/[0-9]*/environ)
                [ -n "$found" ] || exit 0
                for file in $found; do
                    pid=${file#/proc/}
                    kill -9 "${pid%/environ}"
                done
            done
        ) &
        """;

    private static readonly Lock Gate = new();

    // Held for its standard input.
    private static Process? shell;
    private static bool tried;

    /// <summary>From now on, for as long as this process lives.</summary>
    /// <param name="start">What the variable's value starts with.</param>
    public static void Keep(string variable, string start)
    {
        lock (Gate)
        {
            if (tried || !ProcFiles.Supported)
            {
                return;
            }

            tried = true;
            try
            {
                var command = new ProcessStartInfo("/bin/sh", ["-c", Script, "sh", $"{variable}={start}"])
                {
                    RedirectStandardInput = true,
                };
                shell = Process.Start(command);
                shell?.WaitForExit();
            }
            catch (Win32Exception)
            {
                // Without a shell we go on: it is a precaution.
            }
        }
    }
}
