using System.Diagnostics;
using System.Runtime.InteropServices;
using SelectQuest.Server;

namespace SelectQuest.Solution.Tests.Processes;

/// <summary>The built server as a process of its own, so that its fds, its limits and its end are its own.</summary>
internal sealed partial class ServerProcess : IAsyncDisposable
{
    private const int SignalTerminate = 15;
    private const string Announcement = "listening on 127.0.0.1:";

    private readonly Process process;
    private readonly Task<string> complaints;

    private ServerProcess(Process process, int port, Task<string> complaints)
    {
        this.process = process;
        this.complaints = complaints;
        Port = port;
    }

    /// <summary>The server under test, as <c>dotnet exec</c> takes it.</summary>
    public static string Dll => typeof(SelectLoop).Assembly.Location;

    public int Port { get; }

    public int Pid => process.Id;

    /// <param name="wrapper">
    /// A program that becomes the server after setting something up (<c>prlimit --nofile=100:100</c>), so that the pid stays.
    /// </param>
    public static Task<ServerProcess> Start(CancellationToken token, params string[] wrapper) =>
        StartCommand([.. wrapper, DotnetHost, "exec", Dll, "--port", "0"], new Dictionary<string, string>(), token);

    public static async Task<ServerProcess> StartCommand(
        string[] command,
        IReadOnlyDictionary<string, string> environment,
        CancellationToken token
    )
    {
        var process = Launch(command, environment);
        var complaints = process.StandardError.ReadToEndAsync(token);
        var line = await process.StandardOutput.ReadLineAsync(token);
        if (line is not null && line.StartsWith(Announcement, StringComparison.Ordinal))
        {
            return new ServerProcess(process, int.Parse(line.AsSpan(Announcement.Length), provider: null), complaints);
        }

        process.Kill(entireProcessTree: true);
        throw new InvalidOperationException($"Expected '{Announcement}PORT', got '{line}' and: {await complaints}");
    }

    /// <summary>Runs the server for as long as it likes, for arguments with which it does not listen.</summary>
    public static async Task<(int ExitCode, string Output, string Complaint)> RunToEnd(
        string[] arguments,
        CancellationToken token
    )
    {
        using var process = Launch([DotnetHost, "exec", Dll, .. arguments], new Dictionary<string, string>());
        var output = process.StandardOutput.ReadToEndAsync(token);
        var complaint = process.StandardError.ReadToEndAsync(token);
        await process.WaitForExitAsync(token);
        return (process.ExitCode, await output, await complaint);
    }

    /// <summary>Sends SIGTERM and expects the exit code 0 and not a word on stderr.</summary>
    public async Task Terminate(CancellationToken token)
    {
        Assert.Equal(0, Kill(Pid, SignalTerminate));
        await process.WaitForExitAsync(token);
        Assert.Equal("", await complaints);
        Assert.Equal(0, process.ExitCode);
    }

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited)
        {
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync();
        }

        process.Dispose();
    }

    internal static string DotnetHost => Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet";

    private static Process Launch(string[] command, IReadOnlyDictionary<string, string> environment)
    {
        var start = new ProcessStartInfo(command[0], command[1..])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        var process = Process.Start(start)!;
        process.StandardInput.Close();
        return process;
    }

    [LibraryImport("libc", EntryPoint = "kill", SetLastError = true)]
    private static partial int Kill(int pid, int signal);
}
