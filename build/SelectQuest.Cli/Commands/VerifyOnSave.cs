using System.Runtime.InteropServices;
using SelectQuest.Grading.Reports;
using SelectQuest.Grading.Submissions;

namespace SelectQuest.Cli.Commands;

/// <summary>
/// <c>selectquest verify --watch</c>: judges, and again at every save, until SIGINT (Ctrl-C) or SIGTERM. One process does it all, so that the
/// compiler is loaded once.
/// </summary>
internal static class VerifyOnSave
{
    /// <param name="judge">Judges and reports once.</param>
    /// <returns>The last verdict's exit code.</returns>
    /// <exception cref="UnusableInputException">The first time; later it is said, and the next save may mend it.</exception>
    public static int Run(string path, Func<int> judge, Terminal terminal)
    {
        if (path == SubmissionReader.StandardInput)
        {
            throw new UnusableInputException("--watch: what is pasted is not saved again. Name a folder or a file.");
        }

        if (!Path.Exists(path))
        {
            return judge();
        }

        using var stop = new CancellationTokenSource();
        void End(PosixSignalContext signal)
        {
            signal.Cancel = true;
            stop.Cancel();
        }

        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, End);
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, End);
        var last = 0;
        try
        {
            using var saved = new SavedFiles(path);
            last = judge();
            while (true)
            {
                terminal.Error.WriteLine($"\nWatching {PlainText.OneLine(path)}: save, and it is judged. Ctrl-C ends.");
                var file = saved.Next(stop.Token).GetAwaiter().GetResult();
                terminal.Error.WriteLine(
                    $"\n--- {terminal.Clock.GetLocalNow():HH:mm:ss} {PlainText.OneLine(file)} was saved\n"
                );
                last = Again(judge, terminal);
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            return last;
        }
    }

    // A plan that is gone for a moment is no reason to go away.
    private static int Again(Func<int> judge, Terminal terminal)
    {
        try
        {
            return judge();
        }
        catch (UnusableInputException unusable)
        {
            terminal.Error.WriteLine($"selectquest: {PlainText.Lines(unusable.Message)}");
            return App.Unusable;
        }
    }
}
