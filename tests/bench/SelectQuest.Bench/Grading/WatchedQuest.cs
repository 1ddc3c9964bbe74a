using System.Diagnostics;

namespace SelectQuest.Bench.Grading;

/// <summary>A <c>selectquest verify --watch</c> that runs, and a file of its quest to save.</summary>
internal sealed class WatchedQuest : IDisposable
{
    // The words that end a report and begin a wait.
    private const string Waiting = "Watching ";

    private readonly Process process;
    private readonly string file;
    private readonly byte[] content;

    public WatchedQuest(string quest, string cli)
    {
        file = Path.Combine(quest, "src", "SelectQuest.Server", "SelectLoop.cs");
        content = File.ReadAllBytes(file);
        process = Dotnet.Start(quest, "exec", cli, "verify", ".", "--watch");
        process.OutputDataReceived += (_, _) => { };
        process.BeginOutputReadLine();
        UntilItWaits();
    }

    /// <summary>Saves the file as it is.</summary>
    /// <returns>Seconds until the verdict was written.</returns>
    public double Save()
    {
        var clock = Stopwatch.StartNew();
        File.WriteAllBytes(file, content);
        UntilItWaits();
        return clock.Elapsed.TotalSeconds;
    }

    public void Dispose()
    {
        process.Kill(entireProcessTree: true);
        process.Dispose();
    }

    private void UntilItWaits()
    {
        while (true)
        {
            var line = process.StandardError.ReadLine() ?? throw new InvalidOperationException("verify --watch ended.");
            if (line.StartsWith(Waiting, StringComparison.Ordinal))
            {
                return;
            }
        }
    }
}
