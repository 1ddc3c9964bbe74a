using System.Diagnostics.CodeAnalysis;

namespace SelectQuest.Grading.Submissions;

/// <summary>What became of one file: its bytes, or why there are none, as the end of a sentence about it.</summary>
internal sealed record FileRead(byte[]? Bytes, string? Fault, bool IsTooLarge = false)
{
    /// <summary>There is nothing at that path.</summary>
    public bool IsMissing { get; init; }

    /// <summary>It is no ordinary file; where the system does not say so, it is an empty one.</summary>
    public bool IsSpecial { get; init; }

    [MemberNotNullWhen(true, nameof(Bytes))]
    [MemberNotNullWhen(false, nameof(Fault))]
    public bool Succeeded => Bytes is not null;

    public bool IsEmpty => Bytes is { Length: 0 };
}

/// <summary>Reads a stranger's file: ordinary files only, inside its folder only, and never more than a bound.</summary>
internal static class BoundedFile
{
    /// <param name="path">The file; links are followed as long as they stay inside <paramref name="root"/>.</param>
    /// <param name="root">Without links (<see cref="RealPath"/>).</param>
    /// <param name="limit">In bytes. One byte more is a fault.</param>
    public static FileRead Read(string path, string root, int limit)
    {
        try
        {
            var real = RealPath.Of(path);
            if (real is null || !RealPath.IsInside(real, root))
            {
                return new(null, "is a link that leads out of its folder");
            }

            if (Directory.Exists(real))
            {
                return new(null, "is a folder");
            }

            // A pipe would block the open, a device may do anything: both have no length, as has an empty file: none of
            // them is opened.
            var length = new FileInfo(real).Length;
            if (length == 0)
            {
                return SpecialFile.IsOne(real)
                    ? new(null, "is a pipe, a socket or a device, which are not opened") { IsSpecial = true }
                    : new([], null);
            }

            if (length > limit)
            {
                return TooLarge(limit);
            }

            using var file = new FileStream(real, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, bufferSize: 0);
            return Read(file, limit);
        }
        catch (FileNotFoundException)
        {
            return Missing;
        }
        catch (DirectoryNotFoundException)
        {
            return Missing;
        }
        catch (UnauthorizedAccessException)
        {
            return new(null, "may not be read: permission denied");
        }
        catch (IOException)
        {
            return new(null, "could not be read");
        }
    }

    /// <summary>All of a stream, unless that is more than <paramref name="limit"/> bytes.</summary>
    public static FileRead Read(Stream stream, int limit)
    {
        using var bytes = new MemoryStream();
        var block = new byte[64 * 1024];
        while (stream.Read(block) is var count and > 0)
        {
            bytes.Write(block, 0, count);
            if (bytes.Length > limit)
            {
                return TooLarge(limit);
            }
        }

        return new(bytes.ToArray(), null);
    }

    private static FileRead Missing => new(null, "does not exist") { IsMissing = true };

    private static FileRead TooLarge(int limit) =>
        new(null, $"is larger than {limit / (1024 * 1024)} MiB", IsTooLarge: true);
}
