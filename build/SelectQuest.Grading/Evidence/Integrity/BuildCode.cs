using System.Text.RegularExpressions;
using SelectQuest.Grading.Submissions;
using Place = SelectQuest.Grading.Verdicts.Location;

namespace SelectQuest.Grading.Evidence.Integrity;

/// <summary>A place in a repo where a build, a restore or a start would run what the submission says.</summary>
/// <param name="What">What is there, as the file has it.</param>
internal sealed partial record BuildCode(string What, Place Where)
{
    /// <summary>In the order of files and lines. What the quest was issued with holds nothing of the kind.</summary>
    public static IReadOnlyList<BuildCode> Of(GivenFiles given) =>
        [.. given.Build.SelectMany(file => Of(file.Key, file.Value.Text))];

    private static IEnumerable<BuildCode> Of(string path, string? text)
    {
        var name = Path.GetFileName(path);
        if (IsNoneOfTheQuests(name) || text is null)
        {
            return [new BuildCode(name, new Place(path, 1))];
        }

        return Expression(name) is not { } wanted
            ? []
            : text.Split('\n')
                .SelectMany((line, at) => wanted.Matches(line).Select(match => (match.Value, Line: at + 1)))
                .Select(found => new BuildCode(found.Value.TrimStart('<').Trim(), new Place(path, found.Line)));
    }

    // The tests' own project needs packages; a change of it is told as that of any given file.
    private static Regex? Expression(string name) =>
        name.Equals("nuget.config", StringComparison.OrdinalIgnoreCase) ? Sources()
        : name.Equals("global.json", StringComparison.OrdinalIgnoreCase) ? Sdks()
        : name.EndsWith(".json", StringComparison.OrdinalIgnoreCase) || name.StartsWith('.') ? null
        : name.EndsWith(".Tests.csproj", StringComparison.OrdinalIgnoreCase) ? Code()
        : CodeOrPackages();

    private static bool IsNoneOfTheQuests(string name) =>
        name.EndsWith(".rsp", StringComparison.OrdinalIgnoreCase)
        || name.EndsWith(".targets", StringComparison.OrdinalIgnoreCase)
        || name.EndsWith(".csproj.user", StringComparison.OrdinalIgnoreCase)
        || name.Contains("runtimeconfig.", StringComparison.OrdinalIgnoreCase);

    private const string CodeWords =
        @"<\s*(Exec|UsingTask|Target|Analyzer|CompilerVisibleProperty|Import|CallTarget|MSBuild)\b|\b(InitialTargets|CustomBefore\w+|CustomAfter\w+|DirectoryBuildPropsPath|DirectoryBuildTargetsPath|CscToolPath|CscToolExe|StartupHook\w*)\b";

    [GeneratedRegex(CodeWords, RegexOptions.IgnoreCase)]
    private static partial Regex Code();

    [GeneratedRegex(CodeWords + @"|<\s*(PackageReference|Reference|ProjectReference)\b", RegexOptions.IgnoreCase)]
    private static partial Regex CodeOrPackages();

    [GeneratedRegex(@"<\s*add\s+key\s*=\s*""(?!quest"")[^""]{0,80}""|<\s*clear\b", RegexOptions.IgnoreCase)]
    private static partial Regex Sources();

    [GeneratedRegex(@"""(msbuild-sdks|paths)""", RegexOptions.IgnoreCase)]
    private static partial Regex Sdks();
}
