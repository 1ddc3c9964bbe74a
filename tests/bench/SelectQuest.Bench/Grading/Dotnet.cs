using System.Diagnostics;

namespace SelectQuest.Bench.Grading;

/// <summary>Runs a dotnet command, and knows how long it took.</summary>
internal static class Dotnet
{
    /// <exception cref="InvalidOperationException">It ended otherwise than with 0.</exception>
    public static double Seconds(string folder, params string[] arguments)
    {
        var clock = Stopwatch.StartNew();
        using var process = Start(folder, arguments);
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        process.WaitForExit();
        return process.ExitCode == 0
            ? clock.Elapsed.TotalSeconds
            : throw new InvalidOperationException(
                $"dotnet {string.Join(' ', arguments)} ended with {process.ExitCode}: {output.Result}{error.Result}"
            );
    }

    /// <summary>Starts it; who calls reads its output, or it waits.</summary>
    public static Process Start(string folder, params string[] arguments) =>
        Process.Start(
            new ProcessStartInfo("dotnet", arguments)
            {
                WorkingDirectory = folder,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            }
        )!;
}
