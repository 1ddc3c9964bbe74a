using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text.RegularExpressions;
using SelectQuest.Grading.Reports;
using SelectQuest.Grading.Submissions;

namespace SelectQuest.Cli.Load;

/// <summary>The PATH|HOST:PORT of <c>selectquest load</c>.</summary>
internal static partial class LoadTarget
{
    /// <summary>The address, if the text names one; null if it is a path.</summary>
    /// <exception cref="UnusableInputException">It looks like an address and is none.</exception>
    public static IPEndPoint? Address(string text)
    {
        var match = HostAndPort().Match(text);
        if (!match.Success || Path.Exists(text))
        {
            return null;
        }

        var shown = PlainText.OneLine(text);
        if (
            !int.TryParse(match.Groups["port"].Value, NumberStyles.None, CultureInfo.InvariantCulture, out var port)
            || port is < 1 or > ushort.MaxValue
        )
        {
            throw new UnusableInputException($"a port is a number from 1 to {ushort.MaxValue}, which {shown} has not.");
        }

        return new IPEndPoint(Resolve(match.Groups["host"].Value, shown), port);
    }

    private static IPAddress Resolve(string host, string shown)
    {
        if (IPAddress.TryParse(host, out var address))
        {
            return address;
        }

        try
        {
            // The quest's server listens on IPv4.
            return Dns.GetHostAddresses(host).OrderBy(found => found.AddressFamily).First();
        }
        catch (Exception unknown) when (unknown is SocketException or ArgumentException or InvalidOperationException)
        {
            throw new UnusableInputException(
                $"there is no host of the name in {shown}. Try 127.0.0.1, with the port that the server printed."
            );
        }
    }

    [GeneratedRegex(@"^(?<host>[^\s/\\:]+|\[[0-9A-Fa-f:]+\]):(?<port>[0-9]+)$", RegexOptions.CultureInvariant)]
    private static partial Regex HostAndPort();
}
