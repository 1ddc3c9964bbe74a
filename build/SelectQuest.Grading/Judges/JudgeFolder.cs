namespace SelectQuest.Grading.Judges;

/// <summary>
/// Where a judge writes all it writes: one that is killed cannot clean up after itself, so its grader does. A grader that
/// is killed cannot either: it holds a lock in each of its folders, and whoever starts later takes away those that are
/// locked no more.
/// </summary>
internal sealed class JudgeFolder : IDisposable
{
    private const string Prefix = "selectquest-judge-";
    private const string LockName = "owner.lock";

    private readonly FileStream owner;

    private JudgeFolder(string path, FileStream owner)
    {
        Path = path;
        this.owner = owner;
    }

    /// <summary>Full path. Whoever runs a submission is nobody and may pass through it.</summary>
    public string Path { get; }

    public static JudgeFolder New()
    {
        TakeAwayAbandoned();
        var path = Directory.CreateTempSubdirectory(Prefix).FullName;
        LetOthersThrough(path);
        return new JudgeFolder(path, Lock(System.IO.Path.Combine(path, LockName), FileMode.CreateNew));
    }

    public void Dispose()
    {
        owner.Dispose();
        Delete(Path);
    }

    // A folder without a lock is one that is being made.
    private static void TakeAwayAbandoned()
    {
        foreach (var folder in Directory.EnumerateDirectories(System.IO.Path.GetTempPath(), Prefix + "*"))
        {
            try
            {
                Lock(System.IO.Path.Combine(folder, LockName), FileMode.Open).Dispose();
            }
            catch (Exception held) when (held is IOException or UnauthorizedAccessException)
            {
                continue;
            }

            Delete(folder);
        }
    }

    private static FileStream Lock(string file, FileMode mode) => new(file, mode, FileAccess.ReadWrite, FileShare.None);

    private static void Delete(string folder)
    {
        try
        {
            Directory.Delete(folder, recursive: true);
        }
        catch (Exception held) when (held is IOException or UnauthorizedAccessException)
        {
            // A process that is about to end writes its last file; the system's own cleaning takes it.
        }
    }

    private static void LetOthersThrough(string folder)
    {
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(
                folder,
                UnixFileMode.UserRead
                    | UnixFileMode.UserWrite
                    | UnixFileMode.UserExecute
                    | UnixFileMode.GroupExecute
                    | UnixFileMode.OtherExecute
            );
        }
    }
}
