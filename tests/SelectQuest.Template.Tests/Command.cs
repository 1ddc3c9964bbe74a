using System.ComponentModel;
using System.Diagnostics;
using System.Text;

namespace SelectQuest.Template.Tests;

/// <summary>What a command said and how it ended.</summary>
/// <param name="Line">The command as one would type it, for messages.</param>
/// <param name="Output">Standard output and standard error, in the order they came.</param>
internal sealed record Ended(string Line, int ExitCode, string Output)
{
    public Ended Requires(int exitCode)
    {
        Assert.True(ExitCode == exitCode, $"`{Line}` ended with {ExitCode}, expected {exitCode}:\n{Output}");
        return this;
    }

    public Ended Succeeds() => Requires(0);
}

/// <summary>Runs commands with standard input at its end, so that nothing can ask, and kills what takes too long.</summary>
internal static class Command
{
    // A minute of work, on a machine that has ten other things to do.
    private static readonly TimeSpan TimeLimit = TimeSpan.FromMinutes(10);

    public static Ended Run(
        string folder,
        IReadOnlyDictionary<string, string> environment,
        string tool,
        params IEnumerable<string> arguments
    )
    {
        var start = new ProcessStartInfo(tool, arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = Encoding.UTF8,
            StandardErrorEncoding = Encoding.UTF8,
        };
        // The build that runs these tests describes itself to its children; these commands are none of its parts.
        foreach (
            var name in start.Environment.Keys.Where(n => n.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase))
        )
        {
            start.Environment.Remove(name);
        }

        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        var line = string.Join(' ', [tool, .. start.ArgumentList]);
        var output = new StringBuilder();
        using var process = new Process { StartInfo = start };
        process.OutputDataReceived += (_, e) => Append(output, e.Data);
        process.ErrorDataReceived += (_, e) => Append(output, e.Data);
        process.Start();
        process.StandardInput.Close();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        if (!process.WaitForExit(TimeLimit))
        {
            process.Kill(entireProcessTree: true);
            process.WaitForExit();
            Assert.Fail($"`{line}` did not end within {TimeLimit.TotalMinutes} minutes:\n{output}");
        }

        // Returns once both streams have been read to their end.
        process.WaitForExit();
        lock (output)
        {
            return new Ended(line, process.ExitCode, output.ToString());
        }
    }

    /// <summary>Skips the running test where <paramref name="tool"/> is not installed.</summary>
    public static void SkipWithout(string tool, string install)
    {
        try
        {
            using var process = Process.Start(
                new ProcessStartInfo(tool, "--version") { RedirectStandardOutput = true, RedirectStandardError = true }
            );
            process!.WaitForExit();
        }
        catch (Win32Exception)
        {
            Assert.Skip($"{tool} is not installed here: {install}");
        }
    }

    private static void Append(StringBuilder output, string? line)
    {
        if (line is not null)
        {
            lock (output)
            {
                output.Append(line).Append('\n');
            }
        }
    }
}
