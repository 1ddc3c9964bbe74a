using System.Threading.Channels;

namespace SelectQuest.Cli;

/// <summary>Tells when something that a verdict rests on was saved.</summary>
internal sealed class SavedFiles : IDisposable
{
    // An editor saves in steps: it writes, renames, sets the time. What is quiet for so long is saved.
    private static readonly TimeSpan Settled = TimeSpan.FromMilliseconds(100);

    private static readonly string[] Watched = [".cs", ".md", ".csproj", ".props", ".targets"];

    // What builds write is no save of the student's.
    private static readonly string[] NotWatched = ["bin", "obj", "artifacts", ".git"];

    private readonly Channel<string> saves = Channel.CreateUnbounded<string>();
    private readonly FileSystemWatcher watcher;

    /// <param name="path">A folder that is there, with all in it, or one file.</param>
    public SavedFiles(string path)
    {
        var folder = Directory.Exists(path);
        watcher = new FileSystemWatcher(folder ? path : Path.GetDirectoryName(Path.GetFullPath(path))!)
        {
            IncludeSubdirectories = folder,
            Filter = folder ? "*" : Path.GetFileName(path),
        };
        watcher.Changed += (_, change) => Note(change.Name);
        watcher.Created += (_, change) => Note(change.Name);
        watcher.Deleted += (_, change) => Note(change.Name);
        watcher.Renamed += (_, change) => Note(change.Name);

        // It lost count: something changed, and nobody can say what.
        watcher.Error += (_, _) => saves.Writer.TryWrite("");
        watcher.EnableRaisingEvents = true;
    }

    /// <summary>Waits for the next save and until no other follows at once. Saves that came since the last call count.</summary>
    /// <returns>The file saved last, seen from the folder; empty if nobody can say which.</returns>
    /// <exception cref="OperationCanceledException"/>
    public async Task<string> Next(CancellationToken stop)
    {
        var last = await saves.Reader.ReadAsync(stop);
        while (true)
        {
            using var quiet = CancellationTokenSource.CreateLinkedTokenSource(stop);
            quiet.CancelAfter(Settled);
            try
            {
                last = await saves.Reader.ReadAsync(quiet.Token);
            }
            catch (OperationCanceledException) when (!stop.IsCancellationRequested)
            {
                return last;
            }
        }
    }

    public void Dispose() => watcher.Dispose();

    private void Note(string? file)
    {
        if (
            file is not null
            && Watched.Contains(Path.GetExtension(file))
            && !file.Split(Path.DirectorySeparatorChar).Any(NotWatched.Contains)
        )
        {
            saves.Writer.TryWrite(file);
        }
    }
}
