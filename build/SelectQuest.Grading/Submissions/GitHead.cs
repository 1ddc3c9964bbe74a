using System.Text;
using System.Text.RegularExpressions;

namespace SelectQuest.Grading.Submissions;

/// <summary>
/// The commit that HEAD names, read by hand: running git inside a stranger's repo would run what its configuration says.
/// </summary>
public static partial class GitHead
{
    private const int SmallFile = 4096;
    private const int PackedRefs = 8 * 1024 * 1024;

    /// <summary>The full hash; null if there is no repository here or above, no commit yet, or a layout not known here.</summary>
    public static string? Commit(string folder)
    {
        for (var at = new DirectoryInfo(folder); at is not null; at = at.Parent)
        {
            var git = Path.Combine(at.FullName, ".git");
            if (Directory.Exists(git))
            {
                return Resolve(git);
            }

            // A work tree or submodule of its own: a file that says where the repository is.
            if (File.Exists(git))
            {
                return Line(git) is { } line && line.StartsWith("gitdir: ", StringComparison.Ordinal)
                    ? Resolve(Path.Combine(at.FullName, line["gitdir: ".Length..]))
                    : null;
            }
        }

        return null;
    }

    private static string? Resolve(string git)
    {
        var head = Line(Path.Combine(git, "HEAD"));
        if (head is null || !head.StartsWith("ref: ", StringComparison.Ordinal))
        {
            return Hash(head);
        }

        var name = head["ref: ".Length..];
        if (!name.StartsWith("refs/", StringComparison.Ordinal) || name.Contains("..", StringComparison.Ordinal))
        {
            return null;
        }

        var shared = Line(Path.Combine(git, "commondir")) is { } common ? Path.Combine(git, common) : git;
        return Hash(Line(Path.Combine(git, name))) ?? Hash(Line(Path.Combine(shared, name))) ?? Packed(shared, name);
    }

    private static string? Packed(string git, string name) =>
        Text(Path.Combine(git, "packed-refs"), PackedRefs)
            ?.Split('\n')
            .Where(line => line.EndsWith($" {name}", StringComparison.Ordinal))
            .Select(line => Hash(line.Split(' ')[0]))
            .FirstOrDefault(hash => hash is not null);

    private static string? Hash(string? line) => line is not null && FullHash().IsMatch(line) ? line : null;

    private static string? Line(string path) => Text(path, SmallFile)?.Split('\n')[0].TrimEnd('\r');

    private static string? Text(string path, int limit)
    {
        var root = Path.GetPathRoot(Path.GetFullPath(path))!;
        return BoundedFile.Read(path, root, limit) is { Succeeded: true, Bytes.Length: > 0 } read
            ? Encoding.UTF8.GetString(read.Bytes)
            : null;
    }

    [GeneratedRegex(@"\A([0-9a-f]{40}|[0-9a-f]{64})\z")]
    private static partial Regex FullHash();
}
