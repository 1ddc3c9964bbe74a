using SelectQuest.Grading.Evidence.Integrity;
using SelectQuest.Grading.Submissions;

namespace SelectQuest.Grading.Verdicts;

/// <summary>
/// The files a student is given and leaves alone. A change is told and never decides: grading uses the kit's own copies,
/// and a change may have an honest reason.
/// </summary>
internal static class IntegrityGivenFiles
{
    private const int Shown = 8;

    public static IEnumerable<Check> Judge(GivenFilesEvidence files) =>
        [.. files.IsKnown ? Changed(files) : UnknownVersion(files), .. Added(files), .. Missing(files)];

    // One finding a folder: what a change there means is the same for all its files.
    private static IEnumerable<Check> Changed(GivenFilesEvidence files) =>
        from folder in IssuedFiles.Folders
        let changed = files.Changed.Where(file => file.Path.StartsWith(folder, StringComparison.Ordinal)).ToArray()
        where changed.Length > 0
        let names = Names(changed.Select(file => Difference(file, folder)))
        select Check.Review(
            "SQ801",
            changed.Length == 1
                ? $"1 given file in {folder} is not as version {files.Version} issued it: {names}."
                : $"{changed.Length} given files in {folder} are not as version {files.Version} issued them: {names}.",
            Place(changed[0])
        );

    private static IEnumerable<Check> Added(GivenFilesEvidence files)
    {
        var names = Names(files.Added.Select(path => path[(GivenFiles.Seam.Length + 1)..]));
        return files.Added.Count switch
        {
            0 => [],
            1 =>
            [
                Added($"1 file in {GivenFiles.Seam}/ was not issued there and is not compiled by the grader: {names}."),
            ],
            var many =>
            [
                Added(
                    $"{many} files in {GivenFiles.Seam}/ were not issued there and are not compiled by the grader: {names}."
                ),
            ],
        };

        Check Added(string observed) => Check.Review("SQ801", observed, new Location(files.Added[0], 1));
    }

    // A submission is often handed in without whole folders: each is said once, not file by file.
    private static IEnumerable<Check> Missing(GivenFilesEvidence files)
    {
        string[] missing =
        [
            .. files.AbsentFolders.Select(folder => $"all of {folder}"),
            .. files.IsKnown ? files.Missing : [],
        ];
        return missing.Length == 0 ? [] : [Check.Review("SQ802", $"Missing of the given files: {Names(missing)}.")];
    }

    // A repo without a version, and every local pack, is silent as long as all its files are those of this grader.
    private static IEnumerable<Check> UnknownVersion(GivenFilesEvidence files)
    {
        var asOurs = files.Changed.Count == 0 && files.Missing.Count == 0;
        if (asOurs && (files.Version is null || IssuedVersion.IsLocalPack(files.Version)))
        {
            return [];
        }

        var issued = files.Version is null
            ? $"{GivenFiles.ManifestPath} names no version of the quest"
            : $"The quest was issued with version {files.Version}, which this grader does not know";
        string[] other =
        [
            .. files.Changed.Select(file => Difference(file, folder: "")),
            .. files.Missing.Select(path => $"{path} (missing)"),
        ];
        return
        [
            Check.Review(
                "SQ803",
                asOurs
                    ? $"{issued}; its given files are the same as this grader's own."
                    : $"{issued}; {other.Length} of {files.Compared} given files are not as this grader's own: {Names(other)}.",
                files.Changed.Count > 0 ? Place(files.Changed[0])
                    : files.Version is null ? null
                    : new Location(GivenFiles.ManifestPath, 1)
            ),
        ];
    }

    private static string Difference(ChangedFile file, string folder) =>
        $"{file.Path[folder.Length..]} ({file switch
        {
            { Fault: { } fault } => fault,
            { Line: { } line } => $"from line {line}",
            _ => "somewhere",
        }})";

    private static Location Place(ChangedFile file) => new(file.Path, file.Line ?? 1);

    private static string Names(IEnumerable<string> names)
    {
        var all = names.ToArray();
        return string.Join(", ", all.Take(Shown)) + (all.Length > Shown ? $" and {all.Length - Shown} more" : "");
    }
}
