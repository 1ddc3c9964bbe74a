using System.ComponentModel;
using System.Diagnostics;

namespace SelectQuest.Grading.Evidence.Kernel;

/// <summary>The tool that writes the kernel's record, and whether it works here.</summary>
/// <param name="Path">The program, found through PATH if it is only a name.</param>
internal sealed record Strace(string Path)
{
    /// <summary>A leading ? asks for a call only where the architecture has it.</summary>
    private const string Calls =
        "trace=?select,?_newselect,?pselect6,?pselect6_time64,?poll,?ppoll,?ppoll_time64,?epoll_create,?epoll_create1,"
        + "?epoll_ctl,?epoll_wait,?epoll_pwait,?epoll_pwait2,?io_uring_setup,?socket,?bind,?listen,?accept,?accept4,"
        + "?shutdown,?recv,?recvfrom,?recvmsg,?recvmmsg,?read,?readv,?send,?sendto,?sendmsg,?sendmmsg,?write,?writev,"
        + "?sendfile,?sendfile64,?close,?close_range,?dup,?dup2,?dup3,?fcntl,?fcntl64,?ioctl,?clone,?clone3,?fork,?vfork,"
        + "?execve,?exit_group";

    private static readonly TimeSpan ProbeLimit = TimeSpan.FromSeconds(10);

    public static Strace Installed { get; } = new("strace");

    /// <summary>
    /// What comes before the command: follow threads and children, stop only at the calls above, print pids as this process
    /// sees them and arrays to their last member, and leave out what messages contain: nothing a client sends or the
    /// server prints gets into the record.
    /// </summary>
    public static IReadOnlyList<string> Options(string log) =>
        [
            "-f",
            "-q",
            "-s",
            "0",
            "--seccomp-bpf",
            "--decode-pids=pidns",
            "-e",
            "abbrev=execve",
            "-e",
            "signal=SIGTERM,SIGINT",
            "-e",
            Calls,
            "-o",
            log,
            "--",
        ];

    /// <summary>Null if it can trace a program here, else why not and what to do about it.</summary>
    public async Task<string?> Refusal(CancellationToken cancellation)
    {
        if (!OperatingSystem.IsLinux())
        {
            return "the kernel's record is kept on Linux only";
        }

        var start = new ProcessStartInfo(Path, [.. Options("/dev/null"), "true"])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        try
        {
            using var probe = Process.Start(start)!;
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
            limit.CancelAfter(ProbeLimit);
            probe.StandardInput.Close();
            try
            {
                var said = await probe.StandardError.ReadToEndAsync(limit.Token);
                await probe.WaitForExitAsync(limit.Token);
                return probe.ExitCode == 0 ? null : Reason(said);
            }
            catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
            {
                return "strace did not come back from tracing `true`";
            }
            finally
            {
                probe.Kill(entireProcessTree: true);
            }
        }
        catch (Win32Exception)
        {
            return "strace is not installed: apt-get install strace";
        }
    }

    private static string Reason(string said) =>
        said.Contains("ptrace", StringComparison.OrdinalIgnoreCase)
        || said.Contains("Operation not permitted", StringComparison.Ordinal)
            ? "ptrace is not permitted here"
        : said.Contains("option", StringComparison.Ordinal) ? "this strace is too old: version 5.16 or later is needed"
        : "strace could not trace `true` here";
}
