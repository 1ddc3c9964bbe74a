using System.Formats.Tar;
using System.IO.Compression;

namespace SelectQuest.Grading.Batch;

/// <summary>
/// Unpacks a stranger's archive: ordinary files with relative paths that stay below the folder, and never more than a bound.
/// Links, devices and paths that lead out are left where they are, and counted.
/// </summary>
internal static class Archive
{
    /// <summary>A quest's repo has a few hundred files, and a grader of some MiB in its build folder.</summary>
    public const int MostFiles = 20_000;

    /// <summary>Of everything together, unpacked.</summary>
    public const long MostBytes = 256L << 20;

    /// <summary>Folders and what is skipped among them: they cost time though they take no room.</summary>
    private const int MostEntries = 4 * MostFiles;

    private static readonly string[] Endings = [".zip", ".tar", ".tar.gz", ".tgz"];

    public static bool IsOne(string path) =>
        Endings.Any(ending => path.EndsWith(ending, StringComparison.OrdinalIgnoreCase));

    public static string NameWithout(string name) =>
        Endings
            .Where(ending => name.EndsWith(ending, StringComparison.OrdinalIgnoreCase))
            .Select(ending => name[..^ending.Length])
            .FirstOrDefault(name);

    /// <summary>
    /// Unpacks into <paramref name="folder"/>. What comes back is null, or what was wrong, as a clause about the archive; what could be
    /// unpacked until then is there.
    /// </summary>
    public static string? Unpack(string path, string folder)
    {
        try
        {
            // To open a pipe would wait for somebody who writes: no file with bytes in it is one.
            if (new FileInfo(path) is { Length: 0 })
            {
                return "is empty, or a pipe or a device, which are not opened";
            }

            using var file = File.OpenRead(path);
            var target = new Target(folder);
            if (path.EndsWith(".zip", StringComparison.OrdinalIgnoreCase))
            {
                FromZip(file, target);
            }
            else
            {
                using var unzipped = path.EndsWith(".tar", StringComparison.OrdinalIgnoreCase)
                    ? (Stream)file
                    : new GZipStream(file, CompressionMode.Decompress);
                FromTar(new BoundedStream(unzipped, 2 * MostBytes), target);
            }

            return target.Complaint;
        }
        catch (Exception broken)
            when (broken
                    is InvalidDataException
                        or EndOfStreamException
                        or FormatException
                        or OutOfMemoryException
                        or OverflowException
                        or ArgumentException
                        or NotSupportedException
            )
        {
            return "is damaged, or no archive of the kind its name says";
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            return "could not be read";
        }
    }

    /// <summary>Archives usually hold one folder with the repo in it: that folder, else the one that was unpacked into.</summary>
    public static string RootIn(string folder)
    {
        var entries = Directory
            .EnumerateFileSystemEntries(folder)
            .Where(entry => Path.GetFileName(entry) is not ("__MACOSX" or ".DS_Store"))
            .Take(2)
            .ToArray();
        return entries is [var only] && Directory.Exists(only) ? only : QuestIn(folder) ?? folder;
    }

    // Something else may lie beside the repo, by accident or on purpose.
    private static string? QuestIn(string folder) =>
        Finder.IsRepo(folder) ? folder
        : Directory.EnumerateDirectories(folder).Where(Finder.IsRepo).Take(2).ToArray() is [var only] ? only
        : null;

    private static void FromZip(Stream file, Target target)
    {
        using var zip = new ZipArchive(file, ZipArchiveMode.Read);
        foreach (var entry in zip.Entries.Take(MostEntries))
        {
            if (entry.FullName.EndsWith('/'))
            {
                continue;
            }

            // The upper half of a Unix archive's attributes is the file's mode: a link is no file.
            const int typeBits = 0xF000;
            const int ordinary = 0x8000;
            var type = (entry.ExternalAttributes >> 16) & typeBits;
            if (type != 0 && type != ordinary)
            {
                target.Skipped("holds links or devices");
                continue;
            }

            using var content = entry.Open();
            if (!target.Add(entry.FullName, content))
            {
                return;
            }
        }
    }

    private static void FromTar(Stream file, Target target)
    {
        using var tar = new TarReader(file);
        for (var entries = 0; tar.GetNextEntry() is { } entry; entries++)
        {
            if (entries > MostEntries)
            {
                target.Skipped($"holds more than {MostEntries:N0} entries");
                return;
            }

            switch (entry.EntryType)
            {
                case TarEntryType.RegularFile or TarEntryType.V7RegularFile or TarEntryType.ContiguousFile:
                    if (!target.Add(entry.Name, entry.DataStream ?? Stream.Null))
                    {
                        return;
                    }

                    break;
                case TarEntryType.Directory or TarEntryType.GlobalExtendedAttributes or TarEntryType.ExtendedAttributes:
                    break;
                default:
                    target.Skipped("holds links or devices");
                    break;
            }
        }
    }

    /// <summary>The folder that is unpacked into, and what has been refused so far.</summary>
    private sealed class Target(string folder)
    {
        private readonly SortedSet<string> complaints = new(StringComparer.Ordinal);
        private long bytes;
        private int files;

        public string? Complaint => complaints.Count == 0 ? null : string.Join("; ", complaints);

        public void Skipped(string why) => complaints.Add(why);

        /// <summary>False when there is no room for more.</summary>
        public bool Add(string name, Stream content)
        {
            if (SafePath(name) is not { } path)
            {
                Skipped("holds paths that lead out of it");
                return true;
            }

            if (++files > MostFiles)
            {
                Skipped($"holds more than {MostFiles:N0} files");
                return false;
            }

            try
            {
                Directory.CreateDirectory(Path.GetDirectoryName(path)!);
                using var file = new FileStream(path, FileMode.CreateNew, FileAccess.Write);
                return Copy(content, file);
            }
            catch (Exception clash) when (clash is IOException or UnauthorizedAccessException)
            {
                Skipped("holds two files of one name, or a name that no file here can have");
                return true;
            }
        }

        private bool Copy(Stream content, FileStream file)
        {
            var block = new byte[1 << 16];
            while (content.Read(block) is var count and > 0)
            {
                bytes += count;
                if (bytes > MostBytes)
                {
                    Skipped($"holds more than {MostBytes >> 20} MiB");
                    return false;
                }

                file.Write(block, 0, count);
            }

            return true;
        }

        private string? SafePath(string name)
        {
            var parts = name.Split('/', '\\');
            var unsafeName =
                name.Length == 0
                || name.Contains('\0', StringComparison.Ordinal)
                || Path.IsPathRooted(name)
                || parts.Any(part => part is ".." || part.Contains(':', StringComparison.Ordinal));
            return unsafeName ? null : Path.Combine([folder, .. parts.Where(part => part is not ("" or "."))]);
        }
    }
}
