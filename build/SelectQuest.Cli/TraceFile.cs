using System.Runtime.InteropServices;
using System.Text;
using SelectQuest.Grading.Submissions;

namespace SelectQuest.Cli;

/// <summary>
/// A file that is written bit by bit and appears under its name only when it is whole: until then it has another one,
/// beside it.
/// </summary>
internal sealed class TraceFile : IDisposable
{
    private readonly string path;
    private readonly string? partial;
    private readonly PosixSignalRegistration[] signals;
    private bool kept;

    /// <param name="path">A file that need not exist, in a folder that does.</param>
    /// <exception cref="UnusableInputException">Nothing may be written there.</exception>
    public TraceFile(string path)
    {
        this.path = path;
        var full = Path.GetFullPath(path);

        // Unique, and never followed: in a stranger's folder a link might wait under any name one could guess. A device
        // keeps its place.
        partial = full.StartsWith("/dev/", StringComparison.Ordinal)
            ? null
            : Path.Combine(Path.GetDirectoryName(full)!, $".{Path.GetFileName(full)}.{Guid.NewGuid():N}.partial");
        try
        {
            var mode = partial is null ? FileMode.Open : FileMode.CreateNew;
            var file = new FileStream(partial ?? full, mode, FileAccess.Write);
            Writer = new StreamWriter(file, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw NotWritable(path, e);
        }

        // Whoever gives up with Ctrl+C leaves nothing behind.
        signals =
        [
            PosixSignalRegistration.Create(PosixSignal.SIGINT, _ => DeletePartial()),
            PosixSignalRegistration.Create(PosixSignal.SIGTERM, _ => DeletePartial()),
        ];
    }

    public TextWriter Writer { get; }

    /// <summary>Puts the file in its place, over one that was there.</summary>
    public void Keep()
    {
        try
        {
            Writer.Dispose();
            if (partial is not null)
            {
                File.Move(partial, path, overwrite: true);
            }

            kept = true;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw NotWritable(path, e);
        }
    }

    public void Dispose()
    {
        Array.ForEach(signals, signal => signal.Dispose());
        if (kept)
        {
            return;
        }

        try
        {
            Writer.Dispose();
        }
        catch (IOException)
        {
            // Its last bytes had no room: it is thrown away in any case.
        }

        DeletePartial();
    }

    public static UnusableInputException NotWritable(string path, Exception why) =>
        new($"--output: {path} may not be written ({why.Message}). Name another file.");

    private void DeletePartial()
    {
        try
        {
            if (partial is not null)
            {
                File.Delete(partial);
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Windows deletes no open file, and the process is about to end.
        }
    }
}
