namespace SelectQuest.Grading.Evidence.Integrity;

/// <summary>
/// The given files of one released version as a text file, <c>Released/VERSION.sha256</c>: a hash, two blanks and a path
/// a line, as <c>sha256sum</c> writes them.
/// </summary>
internal static class ReleasedTable
{
    private const string Between = "  ";

    public static string Write(IReadOnlyDictionary<string, string> files) =>
        string.Concat(
            files.OrderBy(file => file.Key, StringComparer.Ordinal).Select(file => $"{file.Value}{Between}{file.Key}\n")
        );

    /// <exception cref="FormatException">A line is not of that form.</exception>
    public static IReadOnlyDictionary<string, string> Parse(string table) =>
        table
            .ReplaceLineEndings("\n")
            .Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => line.Split(Between, 2))
            .ToDictionary(
                line =>
                    line is [_, { Length: > 0 } path]
                        ? path
                        : throw new FormatException($"Not a hash and a path: {line[0]}"),
                line => line[0],
                StringComparer.Ordinal
            );
}
