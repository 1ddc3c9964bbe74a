using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;

namespace SelectQuest.Grading.Evidence.Processes;

/// <summary>
/// Marks every process that descends from one we start, by a variable in its environment, so that none outlives the run:
/// also not one that left its parents, and also not when this process itself is killed (<see cref="Watchdog"/>).
/// </summary>
/// <remarks>
/// A process that takes the variable out of its environment and leaves its parents cannot be found. A sandbox with
/// processes of its own ends it; without one nothing does.
/// </remarks>
internal sealed class RunMark
{
    /// <summary>The variable's name. A sandbox must hand it on.</summary>
    public const string Variable = "SELECTQUEST_RUN";

    /// <summary>What all values of this process start with.</summary>
    private static readonly string Ours = Guid.NewGuid().ToString("N") + ".";

    private const int Sigkill = 9;

    /// <summary>A child that is started while we kill the others is found by the next search.</summary>
    private const int MostSearches = 20;

    private static int runs;

    private readonly string value = Ours + Interlocked.Increment(ref runs).ToString(CultureInfo.InvariantCulture);

    /// <summary>The marked processes that are alive.</summary>
    public IReadOnlyList<int> Alive => ProcFiles.Supported ? ProcFiles.WithVariable(Variable, value) : [];

    /// <summary>For a command that another one starts.</summary>
    public void Put(ProcessStartInfo command) => command.Environment[Variable] = value;

    /// <summary>Starts a process that bears the mark, in a sandbox or not.</summary>
    /// <exception cref="Win32Exception">There is no such program.</exception>
    public Process Start(ProcessStartInfo command, Func<ProcessStartInfo, ProcessStartInfo>? wrap = null)
    {
        Watchdog.Keep(Variable, Ours);
        Put(command);
        var wrapped = wrap?.Invoke(command) ?? command;
        Put(wrapped);
        return Process.Start(wrapped) ?? throw new InvalidOperationException("No process was started.");
    }

    /// <summary>Ends a process that was started with the mark, and all that bear it.</summary>
    public void End(Process process)
    {
        try
        {
            process.Kill(entireProcessTree: true);
        }
        catch (Exception gone) when (gone is InvalidOperationException or Win32Exception or AggregateException)
        {
            // It ended by itself, or a child did while the tree was walked; what is left bears the mark.
        }

        for (var search = 0; search < MostSearches && Alive is { Count: > 0 } alive; search++)
        {
            foreach (var pid in alive)
            {
                _ = Kill(pid, Sigkill);
            }
        }
    }

    [DllImport("libc", EntryPoint = "kill")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Kill(int pid, int signal);
}
