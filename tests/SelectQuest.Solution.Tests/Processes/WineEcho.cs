using System.Diagnostics;
using SelectQuest.Server.Tests.Scenarios;

namespace SelectQuest.Solution.Tests.Processes;

/// <summary>
/// The Windows build under Wine: struct layouts, the table of handles and the lists of sockets, without a Windows machine.
/// Windows' own semantics are for a Windows machine to show.
/// </summary>
public sealed class WineEcho : IDisposable
{
    private const int Count = 50;

    /// <summary>A first restore, a publish and Wine's own first start, on a busy machine.</summary>
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(8);

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("selectquest-wine-");
    private readonly Dictionary<string, string> environment;

    public WineEcho() =>
        environment = new()
        {
            ["WINEPREFIX"] = Path.Combine(folder.FullName, "prefix"),
            ["WINEDEBUG"] = "-all",
            ["DISPLAY"] = "",
        };

    [Fact]
    public async Task The_server_published_for_Windows_echoes_under_Wine()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "This is Windows: every other test here runs on the real thing.");
        Assert.SkipUnless(IsOnPath("wine"), "Needs Wine: apt-get install wine wine64");
        using var patience = Patience.Begin(Limit);
        var output = await Publish(patience.Token);

        await using var server = await ServerProcess.StartCommand(
            ["wine", Path.Combine(output, "SelectQuest.Server.exe"), "--port", "0"],
            environment,
            patience.Token
        );
        var clients = await server.Connect(Count, patience.Token);
        await clients.EchoAll(64, patience.Token);
        await clients.EchoAll(100_000, patience.Token);

        // Those who come get the table's places of those who went.
        clients[..20].Leave();
        clients = [.. clients[20..], .. await server.Connect(20, patience.Token)];
        await clients.EchoAll(64, patience.Token);

        clients[0].FinishSending();
        Assert.Empty(await clients[0].Receive(1, patience.Token));
        clients.Leave();
    }

    public void Dispose()
    {
        if (Directory.Exists(environment["WINEPREFIX"]))
        {
            // Wine leaves a server of its own behind, which holds the folder.
            using var end = Process.Start(WithEnvironment(new ProcessStartInfo("wineserver", ["-k", "-w"])))!;
            end.WaitForExit();
        }

        folder.Delete(recursive: true);
    }

    /// <summary>Into a folder of its own, intermediate files too: the restore of this build stays as it is.</summary>
    private async Task<string> Publish(CancellationToken token)
    {
        var output = Path.Combine(folder.FullName, "out");
        string[] arguments =
        [
            "publish",
            SolutionProject,
            "--runtime",
            "win-x64",
            "--self-contained",
            "--artifacts-path",
            Path.Combine(folder.FullName, "artifacts"),
            "--output",
            output,
            "--disable-build-servers",
        ];
        using var publish = Process.Start(
            new ProcessStartInfo(ServerProcess.DotnetHost, arguments) { RedirectStandardOutput = true }
        )!;
        var said = await publish.StandardOutput.ReadToEndAsync(token);
        await publish.WaitForExitAsync(token);
        Assert.True(publish.ExitCode == 0, said);
        return output;
    }

    private static string SolutionProject =>
        typeof(WineEcho)
            .Assembly.GetCustomAttributes(typeof(System.Reflection.AssemblyMetadataAttribute), inherit: false)
            .Cast<System.Reflection.AssemblyMetadataAttribute>()
            .Single(entry => entry.Key == "SolutionProject")
            .Value!;

    private static bool IsOnPath(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "")
            .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .Any(directory => File.Exists(Path.Combine(directory, program)));

    private ProcessStartInfo WithEnvironment(ProcessStartInfo start)
    {
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        return start;
    }
}
