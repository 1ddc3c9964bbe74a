using System.CommandLine;
using System.Globalization;
using System.Net;
using SelectQuest.Cli.Load;
using SelectQuest.Grading.Evidence.Running;
using SelectQuest.Grading.Reports;
using SelectQuest.Grading.Submissions;

namespace SelectQuest.Cli.Commands;

/// <summary><c>selectquest load PATH|HOST:PORT</c>: how fast is the server, and how slow for whom?</summary>
internal static class MeasureLoad
{
    public const int EveryByteRight = 0;
    public const int Broken = 1;

    private const int Seconds = 5;
    private const int MessageBytes = 64;
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(0.2);

    public static Command Command(Terminal terminal)
    {
        var target = new Argument<string>("PATH|HOST:PORT")
        {
            Description = "A repo's folder, whose server is compiled and started; or where a server listens.",
            DefaultValueFactory = _ => ".",
        };
        var clients = new Option<string>("--clients")
        {
            Description = $"How many clients at once, one row for each number; {ClientCounts.Usual} if you do not say.",
            HelpName = "N,N,...",
            DefaultValueFactory = _ => ClientCounts.Usual,
        };
        var seconds = WholeNumber.Option(
            "--seconds",
            $"How long each row is measured; {Seconds} if you do not say.",
            least: 1,
            most: 600
        );
        var size = WholeNumber.Option(
            "--size",
            $"Bytes in a message; {MessageBytes} if you do not say.",
            least: 1,
            most: 1 << 20
        );
        var depth = WholeNumber.Option(
            "--depth",
            "Messages that a client keeps under way; 1 if you do not say.",
            least: 1,
            most: 1_000
        );
        var sandbox = SandboxOption.New();
        var command = new Command(
            "load",
            "Measure an echo server: messages a second and latencies, every byte checked."
        )
        {
            target,
            clients,
            seconds,
            size,
            depth,
            sandbox,
        };
        command.SetAction(parse =>
        {
            var counts = ClientCounts.Parse(parse.GetValue(clients)!);
            var shape = new LoadShape(parse.GetValue(size) ?? MessageBytes, parse.GetValue(depth) ?? 1);
            var time = parse.GetValue(seconds) ?? Seconds;
            var where = parse.GetValue(target)!;
            return LoadTarget.Address(where) is { } address
                ? Guard(where, terminal, () => Measure(address, $"{address}", counts, shape, time, terminal))
                : Start(where, parse.GetValue(sandbox), counts, shape, time, terminal);
        });
        return command;
    }

    private static int Start(
        string path,
        SandboxChoice sandbox,
        IReadOnlyList<int> counts,
        LoadShape shape,
        int seconds,
        Terminal terminal
    )
    {
        if (path == SubmissionReader.StandardInput)
        {
            throw new UnusableInputException("a plan cannot be run. Name a repo's folder, or a server's HOST:PORT.");
        }

        var submission = SubmissionPath.Read(path, planOnly: false, terminal);
        if (submission.PlanOnly)
        {
            throw new UnusableInputException($"{path} is a plan, which cannot be run. Name a repo's folder.");
        }

        // Clients reach a server over this machine's network, and a stranger's code must not have that.
        if (sandbox == SandboxChoice.Bwrap || (sandbox == SandboxChoice.Auto && !SubmissionPath.IsAroundHere(path)))
        {
            throw new UnusableInputException(
                "load runs a server without a sandbox, with your rights. Go into the repo first, or say --sandbox none if you trust its code."
            );
        }

        return Guard(
            path,
            terminal,
            () =>
            {
                using var server = StudentServer.Start(submission);
                try
                {
                    var name = $"{PlainText.OneLine(submission.Name)}, on {server.Address}";
                    Measure(server.Address, name, counts, shape, seconds, terminal);
                }
                catch (LoadBrokenException broken)
                {
                    throw server.Explain(broken);
                }
            }
        );
    }

    private static void Measure(
        IPEndPoint server,
        string name,
        IReadOnlyList<int> counts,
        LoadShape shape,
        int seconds,
        Terminal terminal
    )
    {
        terminal.Output.WriteLine(LoadReport.Head(name, shape, seconds));
        var histograms = new List<string>();
        var messages = 0L;
        foreach (var clients in counts)
        {
            using var load = new LoadGenerator(server, shape);
            load.Connect(clients);
            load.RunFor(WarmUp, clients);
            var figures = load.RunFor(TimeSpan.FromSeconds(seconds), clients);
            terminal.Output.WriteLine(LoadReport.Row(clients, figures));
            histograms.Add(LoadReport.Histogram(clients, figures.Latencies));
            messages += figures.Messages;
        }

        foreach (var histogram in histograms)
        {
            terminal.Output.WriteLine();
            terminal.Output.Write(histogram);
        }

        terminal.Output.WriteLine();
        terminal.Output.WriteLine(
            string.Create(CultureInfo.InvariantCulture, $"All {messages:#,0} messages came back, byte for byte.")
        );
    }

    private static int Guard(string target, Terminal terminal, Action measure)
    {
        try
        {
            measure();
            return EveryByteRight;
        }
        catch (LoadBrokenException broken)
        {
            terminal.Error.WriteLine($"selectquest: {PlainText.OneLine(broken.Message)}.");
            return Broken;
        }
        catch (NothingToRunException nothing)
        {
            terminal.Error.WriteLine(
                $"selectquest: nothing was measured: {PlainText.OneLine(nothing.Message)}. "
                    + $"See what verify says: {terminal.Command} verify {target}"
            );
            return Broken;
        }
    }
}
