using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using SelectQuest.Grading.Batch;
using SelectQuest.Grading.Evidence.Running;
using SelectQuest.Grading.Tests.Sources;

namespace SelectQuest.Grading.Tests.Batch;

/// <summary>
/// One class of every hostile submission and four honest ones, graded by the real command in the real sandbox; then the honest
/// ones alone. Around it stand canaries: files, ports and sockets that nothing inside may reach.
/// </summary>
public sealed class HostileClass : IAsyncLifetime
{
    private const string Deadline = "60s";

    /// <summary>Only a grader that hangs gets there: its own deadlines are far below.</summary>
    private static readonly TimeSpan Hangs = TimeSpan.FromMinutes(9);

    private readonly string root = Directory.CreateTempSubdirectory("selectquest-hostile-").FullName;
    private readonly string mark = Guid.NewGuid().ToString("N");
    private readonly List<Socket> listeners = [];

    /// <summary>Stands in a file outside of every submission.</summary>
    public string Secret { get; } = Guid.NewGuid().ToString("N");

    /// <summary>Why nothing was graded; null if it was.</summary>
    public string? Skipped { get; private set; }

    public static IReadOnlyList<string> Honest { get; } =
    ["honest-solution", "honest-starter", "honest-wrong", "honest-plan.md"];

    public string Class => In("class");

    public string Report => In("report");

    internal Ran Whole { get; private set; } = null!;

    internal Ran Alone { get; private set; } = null!;

    /// <summary>By the path of what was handed in, relative to the class.</summary>
    internal ILookup<string, Result> Results { get; private set; } = null!;

    /// <summary>What the canaries' folder and the class hold, before and after.</summary>
    internal IReadOnlyList<string> Before { get; private set; } = [];

    internal IReadOnlyList<string> After { get; private set; } = [];

    /// <summary>How many connections the canaries saw.</summary>
    public int Connections { get; private set; }

    /// <summary>Processes that still see this run's folders.</summary>
    public IReadOnlyList<string> Left { get; private set; } = [];

    /// <summary>What the grader left in its temporary folder.</summary>
    public IReadOnlyList<string> Leftovers { get; private set; } = [];

    public async ValueTask InitializeAsync()
    {
        Skipped = Sandbox.WhyNot(SandboxChoice.Bwrap);
        if (Skipped is not null)
        {
            return;
        }

        var port = Listen();
        Lay(port);
        Before = Snapshot();
        Alone = await Grade(In("honest"), In("alone"));
        Whole = await Grade(Class, Report);
        After = Snapshot();
        Connections = listeners.Count(listener => listener.Poll(0, SelectMode.SelectRead));
        Left = Processes();
        Leftovers = [.. Directory.EnumerateFileSystemEntries(In("tmp"))];
        Results = ResultStore.All(Report).ToLookup(result => result.Key.Submission);
    }

    public ValueTask DisposeAsync()
    {
        listeners.ForEach(listener => listener.Dispose());

        // One name in it is no UTF-8, which .NET cannot give back to the system.
        using var removed = Process.Start("rm", ["-rf", root]);
        removed.WaitForExit();
        return ValueTask.CompletedTask;
    }

    /// <summary>Every file of the report, with its path in it.</summary>
    public IEnumerable<(string Path, string Text)> Files =>
        Directory
            .EnumerateFiles(Report, "*", SearchOption.AllDirectories)
            .Select(path => (Path.GetRelativePath(Report, path), File.ReadAllText(path)));

    /// <summary>A result of the honest ones, from the whole class or from the run without the others.</summary>
    public byte[] Honestly(string name, bool alone) =>
        File.ReadAllBytes(
            Directory
                .EnumerateFiles(Path.Combine(alone ? In("alone") : Report, "results"))
                .Single(path => Named(path) == name)
        );

    private static string? Named(string path) =>
        JsonDocument.Parse(File.ReadAllText(path)).RootElement.GetProperty("key").GetProperty("submission").GetString();

    private void Lay(int port)
    {
        foreach (var name in (string[])["class", "honest", "canary", "report", "alone", "tmp"])
        {
            // Open to everybody: what keeps a submission out must be the sandbox and not a file's mode.
            Open(Directory.CreateDirectory(In(name)).FullName);
        }

        Open(root);
        File.WriteAllText(In("canary/secret.txt"), Secret);
        foreach (var folder in (string[])[Class, In("honest")])
        {
            LayHonest(folder);
        }

        var named = new Dictionary<string, string>
        {
            ["CANARY"] = In("canary"),
            ["CLASS"] = Class,
            ["REPORT"] = Report,
            ["MARK"] = mark,
            ["PORT"] = $"{port}",
        };
        var repos = new HostileRepo(Class, named);
        foreach (var one in HostileCase.Chosen)
        {
            repos.Make(one);
        }
    }

    private static void LayHonest(string folder)
    {
        HostileRepo.LaySolution(Path.Combine(folder, "honest-solution"));
        HostileRepo.LayStarter(Path.Combine(folder, "honest-starter"));
        var wrong = Path.Combine(folder, "honest-wrong");
        HostileRepo.LaySolution(wrong);
        var loop = Path.Combine(wrong, "src/SelectQuest.Server/SelectLoop.cs");
        File.WriteAllText(
            loop,
            File.ReadAllText(loop).Replace("Registry.MaxFd) + 1;", "Registry.MaxFd);", StringComparison.Ordinal)
        );
        File.Copy(
            Path.Combine(CorpusSubmission.Root, "template/solution/week-3/day2-select-plan.md"),
            Path.Combine(folder, "honest-plan.md")
        );
    }

    private int Listen()
    {
        var port = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        port.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        Directory.CreateDirectory(In("canary"));
        var file = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        file.Bind(new UnixDomainSocketEndPoint(In("canary/socket")));
        var nameless = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        nameless.Bind(new UnixDomainSocketEndPoint($"\0{mark}"));
        listeners.AddRange([port, file, nameless]);
        listeners.ForEach(listener => listener.Listen());
        return ((IPEndPoint)port.LocalEndPoint!).Port;
    }

    private async Task<Ran> Grade(string submissions, string report)
    {
        var start = new ProcessStartInfo("dotnet")
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = root,
        };
        string[] words =
        [
            .. new[] { "exec", Path.Combine(AppContext.BaseDirectory, "selectquest.dll"), "grade", submissions },
            .. new[] { "--out", report, "--sandbox", "bwrap", "--jobs", "3", "--deadline", Deadline },
        ];
        Array.ForEach(words, start.ArgumentList.Add);
        start.Environment["TMPDIR"] = In("tmp");
        start.Environment["DOTNET_EnableDiagnostics"] = "0";
        using var process = Process.Start(start)!;
        process.StandardInput.Close();
        using var hangs = new CancellationTokenSource(Hangs);
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(hangs.Token);
            var error = process.StandardError.ReadToEndAsync(hangs.Token);
            await process.WaitForExitAsync(hangs.Token);
            return new Ran(process.ExitCode, await output, await error);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException("The grader hangs on the hostile class.");
        }
    }

    // Names, lengths and what links lead to, of the canaries, of the class and of where a forged result would be.
    private string[] Snapshot() =>
        [
            .. new[] { Class, In("honest"), In("canary") }
                .SelectMany(folder =>
                    new DirectoryInfo(folder).EnumerateFileSystemInfos("*", SearchOption.AllDirectories)
                )
                .Select(entry =>
                    $"{entry.FullName} {entry.LinkTarget} {(entry is FileInfo { LinkTarget: null } file ? file.Length : 0)} {entry.LastWriteTimeUtc.Ticks}"
                )
                .Append($"/etc/escaped {File.Exists("/etc/escaped")}")
                .Append($"/var/tmp {File.Exists($"/var/tmp/{mark}")}")
                .Order(StringComparer.Ordinal),
        ];

    // Whatever became of it, a process that was started in a sandbox of this run has this run's folders mounted.
    private string[] Processes() =>
        [
            .. Directory
                .EnumerateDirectories("/proc")
                .Where(folder => int.TryParse(Path.GetFileName(folder), out var pid) && pid != Environment.ProcessId)
                .Where(folder => Mentions(folder, "mountinfo") || Mentions(folder, "cmdline")),
        ];

    private bool Mentions(string folder, string file)
    {
        try
        {
            return File.ReadAllText(Path.Combine(folder, file)).Contains(root, StringComparison.Ordinal);
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    private string In(string name) => Path.Combine(root, name);

    private static void Open(string folder)
    {
        const UnixFileMode everybody = (UnixFileMode)0x1FF;
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(folder, everybody);
        }
    }

    /// <summary>One run of the command.</summary>
    internal sealed record Ran(int ExitCode, string Output, string Error);
}
