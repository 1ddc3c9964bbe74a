using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using SelectQuest.Grading.Evidence.Processes;

namespace SelectQuest.Grading.Evidence.Running;

/// <summary>
/// A sandbox by bubblewrap (bwrap(1)): own namespaces for users, processes, network and mounts, no capabilities, no
/// environment, a view of the machine that is read-only and leaves every home out; around it limits (prlimit(1)) and a
/// filter of system calls (<see cref="SeccompFilter"/>). Started by root, it runs as nobody (setpriv(1)).
/// </summary>
/// <param name="folder">Where the filter is written; deleted by whoever owns it.</param>
/// <param name="readable">Folders that can be read inside, the one that holds the submission among them.</param>
internal sealed class Bubblewrap(string folder, IReadOnlyList<string> readable)
{
    private const string Tool = "bwrap";

    /// <summary>
    /// Threads inside; a .NET server has about fifteen. Set inside the sandbox, where the kernel counts them apart from those of
    /// the same user in other sandboxes: no submission can use up what another one needs.
    /// </summary>
    private const int MostThreads = 256;

    /// <summary>The largest file that can be written, and all of /tmp together.</summary>
    private const long MostFileBytes = 64L << 20;

    /// <summary>Address space of a process. .NET needs 2 GiB of it with the heap limited to 512 MiB.</summary>
    private const long MostMemory = 3L << 30;

    private const string Nobody = "65534";

    // What a .NET process reads of a Linux system: the loader, the C library, ICU and time zones where they are.
    private static readonly string[] System = ["/usr", "/lib", "/lib64", "/bin", "/etc/ld.so.cache", "/etc/localtime"];

    private static readonly string[] Environment =
    [
        "DOTNET_EnableDiagnostics",
        "DOTNET_DbgEnableMiniDump",
        "DOTNET_GCHeapHardLimit",
        "DOTNET_TieredCompilation",
        RunMark.Variable,
    ];

    /// <summary>Opens the filter as fd 9 and becomes bwrap. .NET passes on no fds but the first three.</summary>
    private const string WithFilter = """f=$1; shift; exec bwrap --seccomp 9 "$@" 9<"$f" """;

    /// <summary>Null if a process can be started inside; else why not, with what would help.</summary>
    public static string? Probe()
    {
        if (!OperatingSystem.IsLinux())
        {
            return "the sandbox is bubblewrap, which needs Linux; --sandbox none runs the code with your own rights";
        }

        var folder = Directory.CreateTempSubdirectory("selectquest-probe-").FullName;
        try
        {
            return new Bubblewrap(folder, [folder]).Refusal();
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>
    /// Not a sandbox: the machine as it is, but for the network, which is a loopback that nobody else has. It ends with us.
    /// </summary>
    public static ProcessStartInfo WithOwnNetwork(ProcessStartInfo inner)
    {
        // No namespace of processes: inside one, Linux would not let the sandbox within mount a /proc of its own.
        string[] apart = ["--unshare-net", "--dev-bind", "/", "/", "--die-with-parent"];
        return new ProcessStartInfo(Tool, [.. apart, "--", inner.FileName, .. inner.ArgumentList]);
    }

    /// <param name="shareNetwork">Let it use this process's network, which must be a private one then.</param>
    public ProcessStartInfo Wrap(ProcessStartInfo inner, bool shareNetwork)
    {
        string[] words =
        [
            .. AsNobody(),
            .. Limits(),
            .. Filter(),
            .. Isolation(shareNetwork),
            .. System.SelectMany(path => new[] { "--ro-bind-try", path, path }),
            .. readable.Distinct().SelectMany(path => new[] { "--ro-bind", path, path }),
            .. Passed(inner),
            "--",
            "prlimit",
            Limit("nproc", MostThreads),
            inner.FileName,
            .. inner.ArgumentList,
        ];
        return new ProcessStartInfo(words[0], words[1..])
        {
            RedirectStandardInput = inner.RedirectStandardInput,
            RedirectStandardOutput = inner.RedirectStandardOutput,
            RedirectStandardError = inner.RedirectStandardError,
        };
    }

    // Limits on the number of threads do not bind root.
    private string[] AsNobody()
    {
        if (global::System.Environment.UserName != "root" || !OperatingSystem.IsLinux())
        {
            return [];
        }

        const UnixFileMode open =
            UnixFileMode.UserRead
            | UnixFileMode.UserWrite
            | UnixFileMode.UserExecute
            | UnixFileMode.GroupRead
            | UnixFileMode.GroupExecute
            | UnixFileMode.OtherRead
            | UnixFileMode.OtherExecute;
        File.SetUnixFileMode(folder, open);
        return ["setpriv", "--reuid", Nobody, "--regid", Nobody, "--clear-groups"];
    }

    private static string[] Limits() =>
        ["prlimit", Limit("fsize", MostFileBytes), Limit("as", MostMemory), Limit("core", 0)];

    private static string Limit(string name, long most) =>
        string.Create(CultureInfo.InvariantCulture, $"--{name}={most}:{most}");

    private string[] Filter()
    {
        if (SeccompFilter.Program is not { } program)
        {
            return [Tool];
        }

        var path = Path.Combine(folder, "seccomp.bpf");
        if (!File.Exists(path))
        {
            File.WriteAllBytes(path, program);
        }

        return ["sh", "-c", WithFilter, "sh", path];
    }

    private static string[] Isolation(bool shareNetwork) =>
        [
            .. new[] { "--unshare-all", "--unshare-user", "--disable-userns", "--die-with-parent", "--new-session" },
            .. shareNetwork ? ["--share-net"] : Array.Empty<string>(),
            .. new[] { "--cap-drop", "ALL", "--clearenv", "--proc", "/proc", "--dev", "/dev", "--remount-ro", "/dev" },
            .. new[] { "--size", MostFileBytes.ToString(CultureInfo.InvariantCulture), "--tmpfs", "/tmp" },
            .. new[] { "--chdir", "/tmp", "--setenv", "HOME", "/tmp", "--setenv", "PATH", "/usr/bin:/bin" },
        ];

    private static IEnumerable<string> Passed(ProcessStartInfo inner) =>
        from name in Environment
        let value = inner.Environment.TryGetValue(name, out var set) ? set : null
        where value is not null
        from word in new[] { "--setenv", name, value }
        select word;

    private string? Refusal()
    {
        try
        {
            var start = Wrap(new ProcessStartInfo("/usr/bin/env", ["true"]), shareNetwork: false);
            start.RedirectStandardError = true;
            using var probe = Process.Start(start)!;
            var said = probe.StandardError.ReadToEnd();
            probe.WaitForExit();
            return probe.ExitCode == 0 ? null : BubblewrapRefusal.Because(said, BubblewrapRefusal.Setting);
        }
        catch (Win32Exception)
        {
            return "setpriv and prlimit are missing; `sudo apt-get install util-linux` mends it";
        }
    }
}
