namespace SelectQuest.Solution.Tests.Processes;

/// <summary>What Linux tells about a process under /proc.</summary>
internal static class Proc
{
    internal const string NotHere = "Needs /proc and prlimit: Linux only.";

    internal static bool IsHere => OperatingSystem.IsLinux() && File.Exists("/usr/bin/prlimit");

    /// <summary>Open sockets. The runtime opens files of its own at times; sockets are the server's alone.</summary>
    internal static int Sockets(int pid) =>
        Directory
            .EnumerateFiles($"/proc/{pid}/fd")
            .Count(fd => new FileInfo(fd).LinkTarget?.StartsWith("socket:", StringComparison.Ordinal) == true);

    /// <summary>How many fds this process may open at most: the runtime has raised it as far as it goes.</summary>
    internal static int MyFdLimit()
    {
        var limits = File.ReadLines("/proc/self/limits")
            .First(line => line.StartsWith("Max open files", StringComparison.Ordinal));
        var soft = limits.Split(' ', StringSplitOptions.RemoveEmptyEntries)[3];
        return soft == "unlimited" ? int.MaxValue : int.Parse(soft, provider: null);
    }
}
