using System.Text.RegularExpressions;

namespace SelectQuest.Bridges.Tests;

/// <summary>The kernel's own record of a server: which thread made which call.</summary>
internal sealed partial class Strace : IDisposable
{
    internal const string NotHere = "Needs strace on Linux: apt-get install strace";

    private readonly string log = Path.GetTempFileName();

    internal static bool IsHere => OperatingSystem.IsLinux() && File.Exists("/usr/bin/strace");

    /// <summary>What to put before the server's command line. -D makes strace the child: the pid stays the server's.</summary>
    internal string[] Wrapper =>
        [
            "strace",
            "-D",
            "-f",
            "-qq",
            "-o",
            log,
            "-e",
            "trace=accept4,recvfrom,sendto,select,pselect6,poll,ppoll,epoll_create1,epoll_ctl,epoll_wait,epoll_pwait,socketpair",
        ];

    /// <summary>After the server has ended.</summary>
    internal IReadOnlyList<Call> Calls() =>
        [
            .. File.ReadLines(log)
                .Select(line => Line().Match(line))
                .Where(match => match.Success)
                .Select(match => new Call(
                    int.Parse(match.Groups["thread"].Value, provider: null),
                    match.Groups["name"].Value,
                    match.Groups["rest"].Value
                )),
        ];

    public void Dispose() => File.Delete(log);

    /// <summary>A call that was split counts where it began.</summary>
    [GeneratedRegex(@"^(?<thread>\d+) +(?<name>\w+)\((?<rest>.*)$")]
    private static partial Regex Line();

    internal sealed record Call(int Thread, string Name, string Rest)
    {
        /// <summary>Under one name on every architecture.</summary>
        public string Kind =>
            Name switch
            {
                "ppoll" => "poll",
                "epoll_pwait" => "epoll_wait",
                "pselect6" => "select",
                _ => Name,
            };
    }
}
