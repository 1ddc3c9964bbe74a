namespace SelectQuest.Grading.Evidence.Running;

/// <summary>Why bubblewrap does not start here, with the command that mends it.</summary>
internal static class BubblewrapRefusal
{
    private const string Otherwise =
        "--sandbox container uses docker or podman, --sandbox none runs the code with your own rights";

    // What keeps an ordinary user from namespaces, the most particular first: the setting, the value that forbids, the mending.
    private static readonly (string Name, string Forbids, string Words, string Permits)[] Settings =
    [
        (
            "kernel.apparmor_restrict_unprivileged_userns",
            "1",
            "AppArmor keeps programs without a profile from user namespaces, as on Ubuntu since 23.10",
            "0"
        ),
        ("kernel.unprivileged_userns_clone", "0", "user namespaces are for root alone here", "1"),
        ("user.max_user_namespaces", "0", "user namespaces are switched off", "15000"),
    ];

    /// <summary>One clause, without a full stop.</summary>
    /// <param name="said">What the attempt wrote on standard error.</param>
    /// <param name="setting">The value of a kernel setting by its name as sysctl(8) takes it; null where there is none.</param>
    public static string Because(string said, Func<string, string?> setting)
    {
        var first = said.Split('\n')[0].Trim();
        if (IsMissing(first))
        {
            return $"bubblewrap is not installed; `sudo apt-get install bubblewrap` mends it; else {Otherwise}";
        }

        foreach (var (name, forbids, words, permits) in Settings)
        {
            if (setting(name) == forbids)
            {
                return $"bubblewrap cannot start: {words} ({first}); `sudo sysctl -w {name}={permits}` permits it until the next start; else {Otherwise}";
            }
        }

        return $"bubblewrap cannot start here ({first}); inside a container, start that with namespaces permitted "
            + $"(`docker run --security-opt seccomp=unconfined --cap-add SYS_ADMIN ...`); else {Otherwise}";
    }

    /// <summary>As the running kernel has it.</summary>
    public static string? Setting(string name)
    {
        var path = Path.Combine("/proc/sys", name.Replace('.', '/'));
        try
        {
            return File.Exists(path) ? File.ReadAllText(path).Trim() : null;
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    // A shell says "not found", prlimit and setpriv "No such file or directory": of bwrap itself, not of what it was to start.
    private static bool IsMissing(string said) =>
        said.Contains("bwrap: not found", StringComparison.Ordinal)
        || (
            said.Contains("bwrap", StringComparison.Ordinal)
            && said.Contains("failed to execute", StringComparison.Ordinal)
            && said.Contains("No such file", StringComparison.Ordinal)
        );
}
