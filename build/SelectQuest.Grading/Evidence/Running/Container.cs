using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using SelectQuest.Grading.Evidence.Processes;

namespace SelectQuest.Grading.Evidence.Running;

/// <summary>
/// A sandbox by docker(1) or podman(1), where bubblewrap cannot be had: no network, nothing writable but a small /tmp, no
/// capabilities, limits on processes and memory. Clients of ours cannot reach a server inside: the simulated kernel judges alone.
/// </summary>
/// <param name="engine">The engine's command.</param>
/// <param name="readable">Folders that can be read inside, under the same paths.</param>
internal sealed class Container(string engine, IReadOnlyList<string> readable)
{
    /// <summary>Any image with a C library and a C++ runtime; .NET is this machine's own. Named here, so that it can be fetched before.</summary>
    public const string Image = "debian:stable-slim";

    /// <summary>The variable that names another image.</summary>
    public const string ImageVariable = "SELECTQUEST_IMAGE";

    private const int MostProcesses = 256;
    private const string MostMemory = "2g";
    private const string MostTemporary = "64m";
    private const string Nobody = "65534:65534";

    /// <summary>
    /// Whoever kills the engine's command does not kill what is inside: it ends by itself, and its first process takes all
    /// others with it.
    /// </summary>
    private static readonly TimeSpan EndsAfter = TimeSpan.FromMinutes(2);

    private static readonly string[] Engines = ["podman", "docker"];

    /// <summary>The engine that answers on this machine; null if none does. Asked once.</summary>
    public static Lazy<string?> Engine { get; } = new(() => Engines.FirstOrDefault(Answers));

    /// <summary>Why there is no engine, with what would help; one clause.</summary>
    public const string NoEngine =
        "neither podman nor docker answers (`podman info`, `docker info`); `sudo apt-get install podman` mends it";

    public ProcessStartInfo Wrap(ProcessStartInfo inner)
    {
        var image = Environment.GetEnvironmentVariable(ImageVariable) is { Length: > 0 } other ? other : Image;
        string[] words =
        [
            .. new[] { "run", "--rm", "--interactive", "--pull", "missing", "--network", "none", "--read-only" },
            .. new[] { "--cap-drop", "ALL", "--security-opt", "no-new-privileges", "--user", Nobody },
            .. new[] { "--pids-limit", MostProcesses.ToString(CultureInfo.InvariantCulture), "--ipc", "none" },
            .. new[] { "--memory", MostMemory, "--memory-swap", MostMemory, "--ulimit", "core=0:0" },
            .. new[] { "--tmpfs", $"/tmp:rw,noexec,nosuid,nodev,size={MostTemporary}", "--workdir", "/tmp" },
            .. new[] { "--env", "HOME=/tmp", "--entrypoint", "timeout" },
            .. readable
                .Distinct()
                .SelectMany(path => new[] { "--mount", $"type=bind,source={path},target={path},readonly" }),
            .. Passed(inner),
            image,
            "--signal=KILL",
            EndsAfter.TotalSeconds.ToString(CultureInfo.InvariantCulture),
            inner.FileName,
            .. inner.ArgumentList,
        ];
        return new ProcessStartInfo(engine, words)
        {
            RedirectStandardInput = inner.RedirectStandardInput,
            RedirectStandardOutput = inner.RedirectStandardOutput,
            RedirectStandardError = inner.RedirectStandardError,
        };
    }

    private static IEnumerable<string> Passed(ProcessStartInfo inner) =>
        from pair in inner.Environment
        where pair.Key.StartsWith("DOTNET_", StringComparison.Ordinal) || pair.Key == RunMark.Variable
        where pair.Value is not null && pair.Key is not ("DOTNET_ROOT" or "DOTNET_STARTUP_HOOKS")
        orderby pair.Key
        from word in new[] { "--env", $"{pair.Key}={pair.Value}" }
        select word;

    private static bool Answers(string engine)
    {
        try
        {
            using var asked = Process.Start(
                new ProcessStartInfo(engine, ["info"]) { RedirectStandardOutput = true, RedirectStandardError = true }
            )!;
            asked.BeginOutputReadLine();
            asked.BeginErrorReadLine();
            asked.WaitForExit();
            return asked.ExitCode == 0;
        }
        catch (Win32Exception)
        {
            return false;
        }
    }
}
