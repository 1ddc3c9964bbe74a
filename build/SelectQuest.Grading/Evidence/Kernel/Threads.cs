namespace SelectQuest.Grading.Evidence.Kernel;

/// <summary>Which thread belongs to which process. Processes matter because each has its own table of fds.</summary>
internal sealed class Threads
{
    private readonly Dictionary<int, TracedProcess> processes = [];

    /// <summary>Clones that have begun and share no table with their child, by the thread that calls.</summary>
    private readonly Dictionary<int, TracedProcess> forking = [];
    private readonly HashSet<int> alive = [];
    private TracedProcess? root;

    public IReadOnlyCollection<int> Alive => alive;

    public TracedProcess ProcessOf(int pid)
    {
        if (!processes.TryGetValue(pid, out var process))
        {
            // A child often speaks before its parent's clone is back.
            process = forking.Count > 0 ? forking.Values.First().Fork(pid) : root ??= new TracedProcess(pid);
            processes.Add(pid, process);
            alive.Add(pid);
        }

        return process;
    }

    public void Cloning(int pid, SystemCall call)
    {
        if (!call.Arguments.Any(argument => argument.Contains("CLONE_FILES", StringComparison.Ordinal)))
        {
            forking[pid] = ProcessOf(pid);
        }
    }

    public void Cloned(int pid, SystemCall call)
    {
        var forked = forking.Remove(pid);
        if (call.Result is > 0 and <= int.MaxValue && alive.Add((int)call.Result))
        {
            var parent = ProcessOf(pid);
            processes[(int)call.Result] = forked ? parent.Fork((int)call.Result) : parent;
        }
    }

    public void Ended(int pid)
    {
        alive.Remove(pid);
        processes.Remove(pid);
    }
}
