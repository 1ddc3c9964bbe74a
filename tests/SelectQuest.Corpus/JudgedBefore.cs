using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;

namespace SelectQuest.Corpus;

/// <summary>
/// What each judgement of a submission came out as, in a folder: so thousands of them can be added up over several runs,
/// and a run that is stopped loses only what it was at.
/// </summary>
/// <remarks>
/// <c>judged.tsv</c> has a line for each judgement: the submission's name and the SHA-256 of its report. Each report is there
/// once, under that hash. Nothing says which grader wrote them: a change that is meant to change a report needs a new folder.
/// </remarks>
internal sealed class JudgedBefore
{
    private readonly string folder;
    private readonly string lines;
    private readonly Lock writing = new();
    private readonly ConcurrentDictionary<string, ConcurrentDictionary<string, int>> reports = new(
        StringComparer.Ordinal
    );

    /// <param name="folder">Made if it is not there.</param>
    public JudgedBefore(string folder)
    {
        this.folder = Directory.CreateDirectory(folder).FullName;
        lines = Path.Combine(folder, "judged.tsv");
        foreach (var line in File.Exists(lines) ? File.ReadAllLines(lines) : [])
        {
            // There may be half a line: the run that wrote it was killed.
            if (line.Split('\t') is [var name, { Length: SHA256.HashSizeInBytes * 2 } hash])
            {
                Count(name, hash);
            }
        }

        if (File.Exists(lines) && !File.ReadAllText(lines).EndsWith('\n'))
        {
            File.AppendAllText(lines, "\n");
        }
    }

    /// <summary>How many judgements of this submission are known.</summary>
    public int Times(string name) => Reports(name).Values.Sum();

    /// <summary>The different reports of this submission, the most frequent first, and how often each came out.</summary>
    public IReadOnlyList<(string Report, int Times)> Different(string name) =>
        [
            .. Reports(name)
                .OrderByDescending(one => one.Value)
                .ThenBy(one => one.Key, StringComparer.Ordinal)
                .Select(one => (File.ReadAllText(Place(one.Key)), one.Value)),
        ];

    /// <returns>Whether this submission has by now come out in more than one way.</returns>
    public bool Add(string name, string report)
    {
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(report)));
        lock (writing)
        {
            // The report first: a line never speaks of one that is not there.
            if (!File.Exists(Place(hash)))
            {
                File.WriteAllText(Place(hash), report);
            }

            File.AppendAllText(lines, $"{name}\t{hash}\n");
        }

        Count(name, hash);
        return Reports(name).Count > 1;
    }

    private string Place(string hash) => Path.Combine(folder, hash + ".json");

    private void Count(string name, string hash) => Reports(name).AddOrUpdate(hash, 1, (_, times) => times + 1);

    private ConcurrentDictionary<string, int> Reports(string name) =>
        reports.GetOrAdd(name, _ => new ConcurrentDictionary<string, int>(StringComparer.Ordinal));
}
