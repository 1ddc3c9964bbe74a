using System.ComponentModel;
using System.Diagnostics;
using System.Runtime.InteropServices;
using SelectQuest.Grading.Evidence.Processes;

namespace SelectQuest.Grading.Evidence.Live;

/// <summary>
/// A submission's server as a process of ours. Disposing it ends the whole process tree, also children that left it.
/// </summary>
internal sealed class ServerProcess : IDisposable
{
    private const int Sigterm = 15;

    /// <summary>All that a server sees of our environment: what finding and starting the runtime needs.</summary>
    private static readonly string[] Inherited = ["PATH", "DOTNET_ROOT", "SystemRoot", "TEMP"];

    /// <summary>
    /// The end of a process shows in steps: sockets close, pipes close, the exit code can be had. Whoever is about to end
    /// does not sleep for long between them.
    /// </summary>
    private static readonly TimeSpan EndShows = TimeSpan.FromSeconds(0.5);

    /// <summary>Processor time that an exception which nobody catches may take until it has ended the process.</summary>
    private static readonly TimeSpan EndTakes = TimeSpan.FromSeconds(1.5);

    /// <summary>For what is certain to come, and only the machine can delay.</summary>
    private static readonly TimeSpan Certain = TimeSpan.FromSeconds(10);

    private static readonly TimeSpan Glance = TimeSpan.FromMilliseconds(2);

    private readonly RunMark mark = new();
    private readonly Process process;

    private ServerProcess(ProcessStartInfo command, Func<ProcessStartInfo, ProcessStartInfo> wrap)
    {
        process = mark.Start(command, wrap);
        process.StandardInput.Close();
        Output = new ServerOutput(
            process.StandardOutput.BaseStream,
            process.StandardError.BaseStream,
            flooded: () => mark.End(process)
        );
        Pid = process.Id;
        Opportunity = new Opportunity(() => [Pid]);
    }

    /// <summary>The process that listens: behind a sandbox's wrapper it is not the one we started.</summary>
    public int Pid { get; private set; }

    /// <summary>On 127.0.0.1.</summary>
    public int Port { get; private set; }

    public ServerOutput Output { get; }

    /// <summary>Of the process that listens.</summary>
    public Opportunity Opportunity { get; }

    /// <summary>The process we started and its descendants.</summary>
    public IReadOnlyList<int> Tree => ProcFiles.Supported ? ProcFiles.Tree(process.Id) : [process.Id];

    public bool HasEnded => process.HasExited;

    /// <summary>0 is a clean end; meaningless before <see cref="HasEnded"/>.</summary>
    public int ExitCode => process.ExitCode;

    /// <summary>How it ended, as a clause with the server as its subject. Call it only when it has ended.</summary>
    public string EndWords
    {
        get
        {
            // A child that it left behind holds the pipes open: then there is no end to wait for.
            Output.WaitForEnd(LeavesProcesses() ? EndShows : Certain);
            if (Output.Flooded)
            {
                return $"wrote more than {ServerOutput.FloodWords} of output and was ended";
            }

            var because = Output.UnhandledException is { } type ? $" (unhandled {type})" : "";
            return $"ended with exit code {process.ExitCode}{because}";
        }
    }

    /// <summary>What the end is to be called, before SIGTERM. Call it only when it has ended.</summary>
    public LiveFault EndFault => Output.Flooded ? LiveFault.Flooded : LiveFault.Ended;

    /// <summary>What it wrote first on standard error; for people, not for comparing.</summary>
    public string? FirstErrorLine => Output.FirstErrorLine;

    /// <summary>Do processes of the server's stay alive after it ended itself? Waits until that is certain.</summary>
    /// <remarks>
    /// They get a moment, in which they could act: the first process inside a sandbox ends after the one that we started, and
    /// on a busy machine that shows. What the server left behind inside a sandbox ends with it, and is not seen.
    /// </remarks>
    /// <exception cref="ScenarioNotRun">They had no chance to end.</exception>
    public bool LeavesProcesses()
    {
        var chance = new Opportunity(Others);
        while (Others().Length > 0)
        {
            chance.LookIfDue();
            if (chance.Total >= EndShows)
            {
                return true;
            }

            if (chance.IsOutOfReach(EndShows))
            {
                throw ScenarioNotRun.OutOfReach;
            }

            Thread.Sleep(Glance);
        }

        return false;
    }

    /// <exception cref="Win32Exception">The command itself cannot be started: not the submission's doing.</exception>
    public static ServerProcess Start((string Tool, string[] Arguments) command, LiveOptions options) =>
        new(StartInfo(command), options.Wrap);

    /// <summary>Now it is known which of the processes listens, and where.</summary>
    public void Listens(int pid, int port) => (Pid, Port) = (pid, port);

    /// <summary>Asks it to end. False where there are no signals.</summary>
    public bool Terminate() => !OperatingSystem.IsWindows() && Kill(Pid, Sigterm) == 0;

    /// <summary>After a connection ended unasked: does the whole process?</summary>
    /// <exception cref="ScenarioNotRun">It had no chance to.</exception>
    public bool EndsNow()
    {
        var chance = new Opportunity(() => Pid == process.Id ? [Pid] : [Pid, process.Id]);
        while (!process.WaitForExit(Glance))
        {
            chance.LookIfDue();
            if (chance.Slept >= EndShows || chance.Used >= EndTakes)
            {
                return process.HasExited;
            }

            if (chance.IsOutOfReach(EndShows))
            {
                throw ScenarioNotRun.OutOfReach;
            }
        }

        return true;
    }

    public void Dispose()
    {
        mark.End(process);
        process.WaitForExit(Certain);
        process.Dispose();
    }

    private int[] Others() => [.. mark.Alive.Where(pid => pid != process.Id)];

    private static ProcessStartInfo StartInfo((string Tool, string[] Arguments) command)
    {
        var info = new ProcessStartInfo(command.Tool, command.Arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
            WorkingDirectory = Path.GetTempPath(),
        };
        var inherited = Inherited
            .Select(name => (Name: name, Value: Environment.GetEnvironmentVariable(name)))
            .Where(variable => variable.Value is not null)
            .ToArray();
        info.Environment.Clear();
        foreach (var (name, value) in inherited)
        {
            info.Environment[name] = value;
        }

        // No debugger's socket and no crash dump: fewer fds to mistake for a leak, and a faster end.
        info.Environment["DOTNET_EnableDiagnostics"] = "0";
        info.Environment["DOTNET_DbgEnableMiniDump"] = "0";
        info.Environment["DOTNET_NOLOGO"] = "1";

        // No thread that compiles in the background: whoever wants the processor is the server.
        info.Environment["DOTNET_TieredCompilation"] = "0";
        return info;
    }

    [DllImport("libc", EntryPoint = "kill")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Kill(int pid, int signal);
}
