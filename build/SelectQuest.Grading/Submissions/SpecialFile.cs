using System.Runtime.InteropServices;

namespace SelectQuest.Grading.Submissions;

/// <summary>Tells pipes, sockets and devices from ordinary files without opening them, which could wait for ever.</summary>
internal static class SpecialFile
{
    // linux/stat.h: what statx(2) is asked for, and where struct statx, the same on every processor, keeps the mode.
    private const int WorkingDirectory = -100;
    private const uint TypeWanted = 1;
    private const int StatxBytes = 256;
    private const int ModeAt = 28;
    private const int TypeBits = 0xF000;
    private const int Ordinary = 0x8000;
    private const int Folder = 0x4000;

    /// <summary>True for what is neither a file nor a folder; false also where the system cannot say.</summary>
    /// <param name="path">Without links.</param>
    public static bool IsOne(string path)
    {
        if (!OperatingSystem.IsLinux())
        {
            return false;
        }

        var stat = new byte[StatxBytes];
        try
        {
            if (Statx(WorkingDirectory, path, 0, TypeWanted, stat) != 0)
            {
                return false;
            }
        }
        catch (EntryPointNotFoundException)
        {
            return false;
        }

        return (BitConverter.ToUInt16(stat, ModeAt) & TypeBits) is not (Ordinary or Folder);
    }

    [DllImport("libc", EntryPoint = "statx")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Statx(
        int folder,
        [MarshalAs(UnmanagedType.LPUTF8Str)] string path,
        int flags,
        uint mask,
        [Out] byte[] stat
    );
}
