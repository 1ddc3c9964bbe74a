using System.Diagnostics;

namespace SelectQuest.Grading.Tests.Cli;

/// <summary>What one run of the real command gave.</summary>
internal sealed record Ran(int ExitCode, string Output, string Error);

/// <summary>The command as a student runs it: a process of its own, no terminal, its input closed after what it is given.</summary>
internal static class SelectQuestProcess
{
    // Long enough for the slowest machine; only a command that hangs gets there.
    private static readonly TimeSpan Deadline = TimeSpan.FromMinutes(2);

    public static async Task<Ran> Run(
        string[] arguments,
        string stdin = "",
        string? folder = null,
        string? temporary = null
    )
    {
        using var process = Start(arguments, folder ?? Path.GetTempPath(), temporary);
        using var deadline = new CancellationTokenSource(Deadline);
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(deadline.Token);
            var error = process.StandardError.ReadToEndAsync(deadline.Token);
            await Feed(process, stdin);
            await process.WaitForExitAsync(deadline.Token);
            return new(process.ExitCode, await output, await error);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"selectquest {string.Join(' ', arguments)} did not end.");
        }
    }

    /// <summary>Starts it; who calls reads both of its streams.</summary>
    /// <param name="temporary">The folder for temporary files; the system's if null.</param>
    public static Process Start(string[] arguments, string folder, string? temporary = null)
    {
        var start = new ProcessStartInfo("dotnet")
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = folder,
        };
        start.ArgumentList.Add("exec");
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "selectquest.dll"));
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        if (temporary is not null)
        {
            start.Environment["TMPDIR"] = temporary;
        }

        return Process.Start(start)!;
    }

    private static async Task Feed(Process process, string stdin)
    {
        try
        {
            await process.StandardInput.WriteAsync(stdin);
            process.StandardInput.Close();
        }
        catch (IOException)
        {
            // It ended without reading: its exit code tells the rest.
        }
    }
}
