using System.Globalization;
using System.Runtime.InteropServices;
using SelectQuest.Server.Sockets;

namespace SelectQuest.Server;

/// <summary>Given: opens the listening fd, hands it to your <see cref="SelectLoop"/>, and turns signals into a cancelled token.</summary>
internal static class Program
{
    private const int Success = 0;
    private const int Failure = 1;
    private const int BadArguments = 2;
    private const int Crowd = 4 * 10;

    /// <summary>
    /// Clients that may wait between two rounds of the loop. More than an fd_set can hold, so that a burst of any size
    /// that select can serve is connected at once instead of being asked to try again a second later.
    /// </summary>
    private const int Backlog = FdSet.Size;

    private const string Help = """
        A TCP echo server: one thread, one select loop.

        usage: SelectQuest.Server [--port N]

          --port N   listen on 127.0.0.1:N, 0 to 65535; 0, the default, lets the system choose a free port
          --help     print this text

        Prints "listening on 127.0.0.1:PORT" once clients can connect. Ctrl+C or SIGTERM drains and ends it.
        """;

    private static int Main(string[] arguments)
    {
        if (arguments is ["--help" or "-h"])
        {
            Console.Out.WriteLine(Help);
            return Success;
        }

        if (!TryReadPort(arguments, out var port, out var complaint))
        {
            Console.Error.WriteLine($"{complaint} Run with --help for the options.");
            return BadArguments;
        }

        var sockets = KernelSockets.Open();
        var listenFd = sockets.Listen(port, Backlog, out var boundPort, out var errno);
        if (listenFd < 0)
        {
            Console.Error.WriteLine(
                $"Choose another port with --port: listening on 127.0.0.1:{port} failed with {errno}."
            );
            return Failure;
        }

        using var stopping = new CancellationTokenSource();
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);

        Console.Out.WriteLine($"listening on 127.0.0.1:{boundPort}");
        Console.Out.Flush();

        try
        {
            new SelectLoop(new Limiter(sockets, clients: Crowd), listenFd).Run(stopping.Token);
            return Success;
        }
        catch (NotImplementedException hole)
        {
            Console.Error.WriteLine($"Not written yet: {hole.Message}");
            return Failure;
        }

        // Runs on a thread of the runtime. The process must not end here: the loop drains first.
        void Stop(PosixSignalContext signal)
        {
            signal.Cancel = true;
            stopping.Cancel();
        }
    }

    private static bool TryReadPort(string[] arguments, out int port, out string complaint)
    {
        port = 0;
        complaint = "";
        switch (arguments)
        {
            case []:
                return true;
            case ["--port", var text]:
                if (
                    int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out port)
                    && port <= ushort.MaxValue
                )
                {
                    return true;
                }

                complaint = $"Give --port a number from 0 to {ushort.MaxValue}: '{text}' is none.";
                return false;
            case ["--port"]:
                complaint = $"Give --port a number from 0 to {ushort.MaxValue}.";
                return false;
            default:
                var unknown = arguments is ["--port", _, var third, ..] ? third : arguments[0];
                complaint = $"Leave out '{unknown}': the server takes --port N and nothing else.";
                return false;
        }
    }
}
