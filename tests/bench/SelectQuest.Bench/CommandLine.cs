using System.CommandLine;
using System.Globalization;
using System.Runtime.CompilerServices;
using SelectQuest.Bench.Measuring;
using SelectQuest.Bench.Peers;
using SelectQuest.Bench.Results;

namespace SelectQuest.Bench;

/// <summary>Options in, files and an exit code out.</summary>
internal static class CommandLine
{
    /// <summary>Measured, and the benchmark's checks of itself hold.</summary>
    public const int Sound = 0;

    /// <summary>A server gave wrong bytes, or the checks do not hold: the figures are not to be used.</summary>
    public const int Unsound = 1;

    /// <summary>An option names nothing that can be measured.</summary>
    public const int Unusable = 2;

    public static int Run(string[] args)
    {
        var rounds = new Option<int?>("--rounds") { Description = "How often each server does each workload; 9." };
        var peers = new Option<string?>("--peers")
        {
            Description = $"Some of: {string.Join(',', AllPeers.List.Select(peer => peer.Id))}.",
        };
        var clients = new Option<string?>("--clients") { Description = "Clients that all talk; 50,200,900." };
        var sizes = new Option<string?>("--sizes") { Description = "Bytes in a message; 64,4096." };
        var depths = new Option<string?>("--depths") { Description = "Messages a client keeps under way; 1,16." };
        var idle = new Option<string?>("--idle")
        {
            Description = "Silent clients around one that talks; 1,10,100,300,900,2000,5000.",
        };
        var quick = new Option<bool>("--quick") { Description = "Everything a little, in less than a minute." };
        var output = new Option<string?>("--output")
        {
            Description = "The folder of the results; tests/bench/results.",
        };
        var root = new RootCommand("Measures echo servers side by side; and, as grade, what a verdict costs.")
        {
            rounds,
            peers,
            clients,
            sizes,
            depths,
            idle,
            quick,
            output,
        };
        root.Add(Grading.GradeCommand.New());
        root.SetAction(parse =>
        {
            var all = parse.GetValue(quick) ? BenchOptions.QuickOnes : new BenchOptions();
            try
            {
                all = all with
                {
                    Rounds = parse.GetValue(rounds) ?? all.Rounds,
                    Peers = parse.GetValue(peers)?.Split(',') ?? all.Peers,
                    Clients = Numbers(parse.GetValue(clients)) ?? all.Clients,
                    Sizes = Numbers(parse.GetValue(sizes)) ?? all.Sizes,
                    Depths = Numbers(parse.GetValue(depths)) ?? all.Depths,
                    Idle = Numbers(parse.GetValue(idle)) ?? all.Idle,
                    Output = parse.GetValue(output) ?? Path.Combine(Kit, "tests", "bench", "results"),
                };
            }
            catch (FormatException unusable)
            {
                Console.Error.WriteLine(unusable.Message);
                return Unusable;
            }

            return Measure(all);
        });
        return root.Parse(args).Invoke();
    }

    private static int Measure(BenchOptions options)
    {
        if (!OperatingSystem.IsLinux())
        {
            Console.Error.WriteLine("The benchmark reads the kernel's accounts in /proc: run it on Linux.");
            return Unsound;
        }

        var unknown = options.Peers.Except(AllPeers.List.Select(peer => peer.Id)).ToList();
        if (unknown.Count > 0 || options.Rounds < 1)
        {
            Console.Error.WriteLine(
                unknown.Count > 0 ? $"There is no server {unknown[0]}: see --help." : "--rounds is 1 or more."
            );
            return Unusable;
        }

        var results = new BenchRun(options, new Workshop(Kit), Console.Out).Run();
        ResultFiles.Write(results, options.Output, Console.Out);
        return results.Broken.Count == 0 && (results.SelfCheck?.Holds ?? true) ? Sound : Unsound;
    }

    /// <exception cref="FormatException">Not a list of numbers from 1 to 20,000.</exception>
    internal static int[]? Numbers(string? text) =>
        text
            ?.Split(',')
            .Select(part =>
                int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
                && number is >= 1 and <= 20_000
                    ? number
                    : throw new FormatException(
                        $"Give numbers from 1 to 20000 with commas between them, and not {text}."
                    )
            )
            .ToArray();

    /// <summary>The kit's folder.</summary>
    internal static string Kit { get; } = AboveThisFile();

    private static string AboveThisFile([CallerFilePath] string here = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "../../.."));
}
