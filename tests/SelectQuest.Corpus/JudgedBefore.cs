using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace SelectQuest.Corpus;

/// <summary>
/// What the judgements of each submission came out as, in a folder: so thousands of them can be added up over several runs
/// and on several machines, and a run that is stopped loses only what it was at.
/// </summary>
/// <remarks>
/// <c>judged.tsv</c> has a line for each report of a submission: the submission's name, the SHA-256 of the report, and how
/// many judgements wrote it. Each report that was written here lies beside it, under that hash. Nothing says which grader
/// wrote them: a change that is meant to change a report needs its line taken out.
/// </remarks>
internal sealed class JudgedBefore
{
    private readonly string folder;
    private readonly Lock writing = new();
    private readonly ConcurrentDictionary<string, ConcurrentDictionary<string, int>> reports = new(
        StringComparer.Ordinal
    );

    /// <param name="folder">Made if it is not there.</param>
    /// <exception cref="InvalidDataException">A line of its file is none of ours.</exception>
    public JudgedBefore(string folder)
    {
        this.folder = Directory.CreateDirectory(folder).FullName;
        Tally = Path.Combine(this.folder, "judged.tsv");
        foreach (var (at, line) in (File.Exists(Tally) ? File.ReadAllLines(Tally) : []).Index())
        {
            if (
                line.Split('\t') is not [var name, { Length: SHA256.HashSizeInBytes * 2 } hash, var count]
                || !int.TryParse(count, NumberStyles.None, CultureInfo.InvariantCulture, out var times)
            )
            {
                throw new InvalidDataException(
                    $"{Tally}:{at + 1}: not a name, a hash and a number, between tabs: \"{line}\". Mend the line, or take it out."
                );
            }

            Count(name, hash, times);
        }
    }

    /// <summary>Full path of the file that has the numbers.</summary>
    public string Tally { get; }

    /// <summary>Whose judgements are known.</summary>
    public IEnumerable<string> Names => reports.Keys.Order(StringComparer.Ordinal);

    /// <summary>Two runs that add to one file would lose what the other wrote: whoever adds holds this meanwhile.</summary>
    /// <exception cref="IOException">Another run holds it.</exception>
    public FileStream Alone() =>
        new(
            Path.Combine(folder, "held"),
            FileMode.OpenOrCreate,
            FileAccess.ReadWrite,
            FileShare.None,
            bufferSize: 1,
            FileOptions.DeleteOnClose
        );

    /// <summary>How many judgements of this submission are known.</summary>
    public int Times(string name) => Reports(name).Values.Sum();

    /// <summary>
    /// The different reports of this submission, the most frequent first, and how often each came out; null for a report
    /// that was written elsewhere.
    /// </summary>
    public IReadOnlyList<(string? Report, int Times)> Different(string name) =>
        [
            .. Reports(name)
                .OrderByDescending(one => one.Value)
                .ThenBy(one => one.Key, StringComparer.Ordinal)
                .Select(one => (File.Exists(Place(one.Key)) ? File.ReadAllText(Place(one.Key)) : null, one.Value)),
        ];

    /// <returns>Whether this submission has by now come out in more than one way.</returns>
    public bool Add(string name, string report)
    {
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(report)));
        lock (writing)
        {
            // The report first: a line never speaks of one that is nowhere.
            if (!File.Exists(Place(hash)))
            {
                File.WriteAllText(Place(hash), report);
            }

            Count(name, hash, 1);
            Write();
        }

        return Reports(name).Count > 1;
    }

    // Whole and then in place of the old one: whoever kills the run leaves one of the two.
    private void Write()
    {
        var lines =
            from name in Names
            from report in Reports(name).OrderBy(one => one.Key, StringComparer.Ordinal)
            select string.Create(CultureInfo.InvariantCulture, $"{name}\t{report.Key}\t{report.Value}\n");
        File.WriteAllText(Tally + ".new", string.Concat(lines));
        File.Move(Tally + ".new", Tally, overwrite: true);
    }

    private string Place(string hash) => Path.Combine(folder, hash + ".json");

    private void Count(string name, string hash, int more) =>
        Reports(name).AddOrUpdate(hash, more, (_, times) => times + more);

    private ConcurrentDictionary<string, int> Reports(string name) =>
        reports.GetOrAdd(name, _ => new ConcurrentDictionary<string, int>(StringComparer.Ordinal));
}
