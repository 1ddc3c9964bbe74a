using System.ComponentModel;
using System.Diagnostics;
using System.Runtime.InteropServices;

namespace SelectQuest.Grading.Evidence.Live;

/// <summary>
/// A submission's server as a process of ours. Disposing it ends the whole process tree, also children that left it.
/// </summary>
internal sealed class ServerProcess : IDisposable
{
    private const int Sigterm = 15;

    /// <summary>Marks every process that descends from ours, so that none outlives the run.</summary>
    public const string Mark = "SELECTQUEST_LIVE_RUN";

    /// <summary>All that a server sees of our environment: what finding and starting the runtime needs.</summary>
    private static readonly string[] Inherited = ["PATH", "DOTNET_ROOT", "SystemRoot", "TEMP"];

    /// <summary>The end of a process shows in steps: sockets close, pipes close, the exit code can be had.</summary>
    private static readonly TimeSpan EndShows = TimeSpan.FromSeconds(2);

    /// <summary>How often a server that starts is looked at.</summary>
    private const int StartLooks = 100;

    private readonly Process process;
    private readonly ServerOutput output;
    private readonly string mark;

    private ServerProcess(ProcessStartInfo command, string mark)
    {
        this.mark = mark;
        process = Process.Start(command) ?? throw new InvalidOperationException("No process was started.");
        process.StandardInput.Close();
        output = new ServerOutput(
            process.StandardOutput.BaseStream,
            process.StandardError.BaseStream,
            flooded: EndTree
        );
        Pid = process.Id;
    }

    /// <summary>The process that listens: behind a sandbox's wrapper it is not the one we started.</summary>
    public int Pid { get; private set; }

    /// <summary>On 127.0.0.1.</summary>
    public int Port { get; private set; }

    public bool HasEnded => process.HasExited;

    /// <summary>0 is a clean end; meaningless before <see cref="HasEnded"/>.</summary>
    public int ExitCode => process.ExitCode;

    /// <summary>How it ended, as a clause with the server as its subject. Call it only when it has ended.</summary>
    public string EndWords
    {
        get
        {
            output.Ended.Wait(EndShows);
            if (output.Flooded)
            {
                return $"wrote more than {ServerOutput.FloodWords} of output and was ended";
            }

            var because = output.UnhandledException is { } type ? $" (unhandled {type})" : "";
            return $"ended with exit code {process.ExitCode}{because}";
        }
    }

    /// <summary>What it wrote first on standard error; for people, not for comparing.</summary>
    public string? FirstErrorLine => output.FirstErrorLine;

    /// <summary>Processes of the server's that are still alive after it ended itself.</summary>
    public bool LeftProcesses =>
        ProcFiles.Supported && ProcFiles.WithVariable(Mark, mark).Any(pid => pid != process.Id);

    /// <summary>
    /// Starts the server and waits for the line that names its port. Either the server or the words are null.
    /// </summary>
    /// <exception cref="Win32Exception">The command itself cannot be started: not the submission's doing.</exception>
    public static (ServerProcess? Server, string? Broken, string? Measured) Start(
        (string Tool, string[] Arguments) command,
        LiveOptions options
    )
    {
        var mark = Guid.NewGuid().ToString("N");
        var server = new ServerProcess(options.Wrap(StartInfo(command, mark)), mark);
        try
        {
            if (server.WaitForPort(options) is not { } broken)
            {
                return (server, null, null);
            }

            var measured = server.FirstErrorLine;
            server.Dispose();
            return (null, broken, measured);
        }
        catch
        {
            server.Dispose();
            throw;
        }
    }

    /// <summary>Asks it to end. False where there are no signals.</summary>
    public bool Terminate() => !OperatingSystem.IsWindows() && Kill(Pid, Sigterm) == 0;

    /// <summary>Waits for the process, not for children that hold its output open.</summary>
    public bool WaitForEnd(TimeSpan bound) => process.WaitForExit(bound);

    /// <summary>After a connection ended unasked: did the whole process?</summary>
    public bool EndsNow() => process.WaitForExit(EndShows);

    public void Dispose()
    {
        EndTree();
        process.WaitForExit(EndShows);
        process.Dispose();
    }

    private string EndedRightAfter => $"{EndWords} right after it listened";

    private static ProcessStartInfo StartInfo((string Tool, string[] Arguments) command, string mark)
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
        info.Environment[Mark] = mark;
        return info;
    }

    private string? WaitForPort(LiveOptions options)
    {
        var spin = new Spin();
        var end = process.WaitForExitAsync();
        var step = options.StartBound / StartLooks;
        for (var look = 0; look < StartLooks && !end.IsCompleted && !output.Port.IsCompleted; look++)
        {
            Task.WaitAny([output.Port, end], step);

            // The runtime itself is busy when it starts: only the second half counts.
            if (look >= StartLooks / 2)
            {
                spin.Look(ProcFiles.Supported ? ProcFiles.Tree(process.Id) : []);
            }
        }

        if (end.IsCompleted)
        {
            // The line may still be in the pipe; without a process it is worth no more than to say when the end came.
            return output.Ended.Wait(EndShows) && output.Port.IsCompleted
                ? EndedRightAfter
                : $"{EndWords} before it listened";
        }

        if (!output.Port.IsCompleted)
        {
            var busy = spin.IsProven ? ", and the processor was kept busy" : "";
            var instead = output.Any ? "something else" : "nothing";
            return $"did not print 'listening on 127.0.0.1:PORT' within {LiveOptions.Words(options.StartBound)}: "
                + $"it printed {instead}{busy}";
        }

        Port = output.Port.Result;
        return ProcFiles.Supported ? FindOwner() ?? WaitUntilItWaits() : null;
    }

    // The kernel says whose the port is: a line on standard output proves nothing.
    private string? FindOwner()
    {
        var listeners = ProcFiles.Listeners(Port);
        var owner = ProcFiles.Tree(process.Id).FirstOrDefault(pid => ProcFiles.Sockets(pid).Any(listeners.Contains));
        if (owner != 0)
        {
            Pid = owner;
            return null;
        }

        return EndsNow() ? EndedRightAfter
            : listeners.Count == 0 ? "printed a port on which nothing listens"
            : "printed a port that another process listens on";
    }

    // Either it sleeps in select or it is about to end: telling them apart here keeps the words from depending on which
    // of us is faster. One that does neither spins, and shows it later.
    private string? WaitUntilItWaits()
    {
        var asleep = 0;
        for (var look = 0; look < StartLooks && asleep < 3; look++)
        {
            if (process.WaitForExit(TimeSpan.FromMilliseconds(5)))
            {
                return EndedRightAfter;
            }

            asleep = ProcFiles.WantsProcessor(Pid) ? 0 : asleep + 1;
        }

        return null;
    }

    private void EndTree()
    {
        try
        {
            process.Kill(entireProcessTree: true);
        }
        catch (Exception gone) when (gone is InvalidOperationException or Win32Exception or AggregateException)
        {
            // It ended by itself, or a child did while the tree was walked; what is left carries the mark.
        }

        if (!ProcFiles.Supported)
        {
            return;
        }

        foreach (var pid in ProcFiles.WithVariable(Mark, mark))
        {
            _ = Kill(pid, 9);
        }
    }

    [DllImport("libc", EntryPoint = "kill")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Kill(int pid, int signal);
}
