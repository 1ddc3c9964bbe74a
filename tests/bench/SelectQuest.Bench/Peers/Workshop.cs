using System.Diagnostics;
using SelectQuest.Bench.Results;

namespace SelectQuest.Bench.Peers;

/// <summary>Turns sources into commands, in a folder of the build's own.</summary>
/// <param name="root">The kit's folder.</param>
internal sealed class Workshop(string root)
{
    private readonly string built = Directory.CreateDirectory(Path.Combine(root, "artifacts", "bench")).FullName;

    // Folders whose program this run has compiled.
    private readonly HashSet<string> fresh = new(StringComparer.Ordinal);

    public Machine Machine => Machine.This(root);

    private string Sources => Path.Combine(root, "tests", "bench", "peers");

    /// <param name="libraries">For the linker; without them the header is not there either.</param>
    public Prepared CompiledC(string source, string[] libraries, string[] arguments)
    {
        var compiler = Tool("cc") ?? Tool("gcc") ?? Tool("clang");
        if (compiler is null)
        {
            return Prepared.Skipped("there is no C compiler (apt-get install gcc libc6-dev)");
        }

        var program = Path.Combine(built, source);
        string[] command =
        [
            "-O2",
            "-o",
            program,
            Path.Combine(Sources, source + ".c"),
            Path.Combine(Sources, "echo.c"),
            .. libraries,
        ];
        var (code, words) = Run(compiler, command);
        return code == 0 ? Prepared.From([program, .. arguments])
            : libraries.Length > 0
                ? Prepared.Skipped($"it does not compile here (apt-get install lib{source}-dev): {words}")
            : throw new InvalidOperationException($"{source}.c does not compile: {words}");
    }

    public Prepared Python(string script)
    {
        if (Tool("python3") is not { } python)
        {
            return Prepared.Skipped("there is no python3 (apt-get install python3)");
        }

        // The interpreter itself: what is called python3 may be a script that starts it.
        var (code, words) = Run(python, ["-c", "import sys; print(sys.executable)"]);
        return code == 0
            ? Prepared.From(words.Trim(), Path.Combine(Sources, script))
            : Prepared.Skipped($"python3 does not run: {words}");
    }

    /// <summary>One of the servers that were built with this program.</summary>
    public static Prepared NetPeer(string[] arguments) =>
        Prepared.From(["dotnet", "exec", Beside("SelectQuest.Bench.Peers.dll"), .. arguments]);

    /// <summary>The solution as the kit builds it, in a folder of its own, so that copies share no file.</summary>
    public Prepared Solution(string folder)
    {
        var place = Directory.CreateDirectory(Path.Combine(built, folder)).FullName;
        foreach (var file in Directory.EnumerateFiles(AppContext.BaseDirectory, "SelectQuest.Server.*"))
        {
            File.Copy(file, Path.Combine(place, Path.GetFileName(file)), overwrite: true);
        }

        return Prepared.From("dotnet", "exec", Path.Combine(place, "SelectQuest.Server.dll"), "--port", "0");
    }

    /// <summary>Starter, solution and a bridge on top of it, as <c>tests/SelectQuest.Bridges</c> puts them together.</summary>
    public Prepared Bridge(string name)
    {
        if (WhyNoBridge(name) is { } whyNot)
        {
            return Prepared.Skipped(whyNot);
        }

        var project = Directory
            .EnumerateFiles(Path.Combine(root, "tests", "SelectQuest.Bridges"), "*.csproj", SearchOption.AllDirectories)
            .Single(file =>
                Path.GetFileNameWithoutExtension(file).EndsWith($".{name}", StringComparison.OrdinalIgnoreCase)
            );
        return Built(project, $"bridge-{name}", "SelectQuest.Server.dll", "--port", "0");
    }

    /// <summary>The thread pool bridge with a work of the benchmark's: it has to echo to be compared.</summary>
    /// <param name="work"><c>echo</c>, or <c>costly</c>: a large message is work as well.</param>
    public Prepared Pool(string work) =>
        WhyNoBridge("threadpool") is { } whyNot
            ? Prepared.Skipped(whyNot)
            : Built(
                Path.Combine(root, "tests", "bench", "SelectQuest.Bench.Pool", "SelectQuest.Bench.Pool.csproj"),
                "bridge-threadpool",
                "SelectQuest.Bench.Pool.dll",
                work
            );

    private string? WhyNoBridge(string name) =>
        Directory.Exists(Path.Combine(root, "template", "bridges", name))
            ? null
            : $"there is no template/bridges/{name}";

    private Prepared Built(string project, string folder, string program, params string[] arguments)
    {
        var place = Path.Combine(built, folder);
        if (fresh.Add(place))
        {
            var (code, words) = Run("dotnet", ["build", project, "-c", "Release", "-v", "q", "--nologo", "-o", place]);
            if (code != 0)
            {
                throw new InvalidOperationException($"{project} does not compile: {words}");
            }
        }

        return Prepared.From(["dotnet", "exec", Path.Combine(place, program), .. arguments]);
    }

    /// <summary>Where a program is; null if nowhere in PATH.</summary>
    public static string? Tool(string name) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "")
            .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .Select(folder => Path.Combine(folder, name))
            .FirstOrDefault(File.Exists);

    /// <summary>Runs a tool to its end.</summary>
    /// <returns>Its exit code, and what it wrote: both streams, standard output first.</returns>
    public static (int Code, string Words) Run(string tool, IReadOnlyList<string> arguments)
    {
        var start = new ProcessStartInfo(tool, arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
        };
        using var process = Process.Start(start)!;
        process.StandardInput.Close();
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output + error.Result);
    }

    private static string Beside(string file) => Path.Combine(AppContext.BaseDirectory, file);
}
