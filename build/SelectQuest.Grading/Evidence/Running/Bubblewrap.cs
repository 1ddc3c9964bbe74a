using System.ComponentModel;
using System.Diagnostics;
using SelectQuest.Grading.Evidence.Processes;

namespace SelectQuest.Grading.Evidence.Running;

/// <summary>
/// A sandbox by bubblewrap (bwrap(1)): own namespaces for users, processes, network and mounts, no capabilities, no
/// environment, a view of the machine that is read-only and leaves every home out.
/// </summary>
internal static class Bubblewrap
{
    private const string Tool = "bwrap";

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

    /// <summary>Null if a process can be started inside; else why not, with what would help.</summary>
    public static string? Probe(IReadOnlyList<string> readable)
    {
        if (!OperatingSystem.IsLinux())
        {
            return "the sandbox is bubblewrap, which needs Linux; --sandbox none runs the code with your own rights";
        }

        try
        {
            var start = Wrap(new ProcessStartInfo("/usr/bin/env", ["true"]), readable, shareNetwork: false);
            start.RedirectStandardError = true;
            using var probe = Process.Start(start)!;
            var said = probe.StandardError.ReadToEnd();
            probe.WaitForExit();
            return probe.ExitCode == 0
                ? null
                : $"bubblewrap cannot start here ({said.Split('\n')[0].Trim()}); on Ubuntu 24.04 "
                    + "`sudo sysctl -w kernel.apparmor_restrict_unprivileged_userns=0` permits it";
        }
        catch (Win32Exception)
        {
            return "bubblewrap is not installed; `sudo apt-get install bubblewrap` mends it, and --sandbox none runs the "
                + "code with your own rights";
        }
    }

    /// <summary>
    /// Not a sandbox: the machine as it is, but for the network, which is a loopback that nobody else has. It ends with us.
    /// </summary>
    public static ProcessStartInfo WithOwnNetwork(ProcessStartInfo inner)
    {
        string[] words = ["--unshare-net", "--dev-bind", "/", "/", "--die-with-parent", "--", inner.FileName];
        return new ProcessStartInfo(Tool, [.. words, .. inner.ArgumentList]);
    }

    /// <param name="shareNetwork">Let it use this process's network, which must be a private one then.</param>
    public static ProcessStartInfo Wrap(ProcessStartInfo inner, IReadOnlyList<string> readable, bool shareNetwork)
    {
        var outer = new ProcessStartInfo(Tool)
        {
            RedirectStandardInput = inner.RedirectStandardInput,
            RedirectStandardOutput = inner.RedirectStandardOutput,
            RedirectStandardError = inner.RedirectStandardError,
        };
        string[] isolation =
        [
            .. new[] { "--unshare-all", "--unshare-user", "--disable-userns", "--die-with-parent", "--new-session" },
            .. new[] { "--cap-drop", "ALL", "--clearenv", "--proc", "/proc", "--dev", "/dev", "--tmpfs", "/tmp" },
            .. shareNetwork ? ["--share-net"] : Array.Empty<string>(),
            .. new[] { "--chdir", "/tmp", "--setenv", "HOME", "/tmp", "--setenv", "PATH", "/usr/bin:/bin" },
        ];
        foreach (var word in isolation)
        {
            outer.ArgumentList.Add(word);
        }

        foreach (var folder in System)
        {
            Add(outer, "--ro-bind-try", folder, folder);
        }

        foreach (var folder in readable.Distinct())
        {
            Add(outer, "--ro-bind", folder, folder);
        }

        foreach (var name in Environment)
        {
            if (inner.Environment.TryGetValue(name, out var value) && value is not null)
            {
                Add(outer, "--setenv", name, value);
            }
        }

        Add(outer, "--", inner.FileName);
        foreach (var argument in inner.ArgumentList)
        {
            outer.ArgumentList.Add(argument);
        }

        return outer;
    }

    private static void Add(ProcessStartInfo start, params ReadOnlySpan<string> words)
    {
        foreach (var word in words)
        {
            start.ArgumentList.Add(word);
        }
    }
}
