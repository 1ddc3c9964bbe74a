using SelectQuest.Grading.Evidence.Integrity;
using SelectQuest.Grading.Verdicts;

namespace SelectQuest.Grading.Submissions;

/// <summary>
/// Reads what was handed in, once and within limits: nothing outside the folder, nothing that is not an ordinary file.
/// What the caller typed wrongly is an <see cref="UnusableInputException"/>; what is wrong with the submission is a finding.
/// </summary>
public static class SubmissionReader
{
    /// <summary>The plan is missing, or there is nothing in it.</summary>
    internal const string PlanMissing = "SQ701";

    /// <summary>The plan is there, and cannot be read as text.</summary>
    internal const string PlanUnreadable = "SQ702";

    /// <summary>The name of standard input on the command line.</summary>
    public const string StandardInput = "-";

    /// <summary>A plan is a few pages of prose.</summary>
    public const int MaxPlanBytes = 1024 * 1024;

    /// <param name="path">A repo's folder or a plan's file.</param>
    /// <param name="planOnly">Judge the plan alone, and leave the sources unread.</param>
    public static Submission Read(string path, bool planOnly)
    {
        if (path.Length == 0 || path.Contains('\0', StringComparison.Ordinal))
        {
            throw new UnusableInputException("the path is empty. Name a repo's folder, a plan's file, or - for stdin.");
        }

        return Directory.Exists(path) ? ReadRepo(path, planOnly)
            : File.Exists(path) ? ReadPlanAlone(path)
            : throw new UnusableInputException(
                $"there is nothing at {path}. Name a repo's folder, a plan's file, or - to paste a plan on stdin."
            );
    }

    /// <summary>
    /// The same for one of many that were handed in: a folder with nothing of the quest in it is a submission too, one in which
    /// everything is missing.
    /// </summary>
    public static Submission ReadHandedIn(string path)
    {
        try
        {
            return Read(path, planOnly: false);
        }
        catch (UnusableInputException)
        {
            return new Submission(
                Path.GetFileName(Path.TrimEndingDirectorySeparator(path)),
                null,
                [],
                PlanOnly: false,
                [
                    Missing(
                        $"There is no quest in what was handed in: looked for {QuestText.PlanPath} and {QuestText.SourceFolder}/**/*.cs.",
                        null
                    ),
                ]
            );
        }
    }

    /// <summary>A plan pasted on standard input.</summary>
    public static Submission ReadPasted(Stream stdin)
    {
        var read = BoundedFile.Read(stdin, MaxPlanBytes);
        return read.IsEmpty
            ? throw new UnusableInputException(
                "nothing came on stdin. Pipe the plan in: selectquest verify - < " + QuestText.PlanPath
            )
            : PlanAlone("plan", StandardInput, read);
    }

    private static Submission ReadPlanAlone(string path)
    {
        var root = RealPath.Of(Path.GetDirectoryName(Path.GetFullPath(path))!);
        var read = root is null
            ? new FileRead(null, "is a link in a circle")
            : BoundedFile.Read(path, root, MaxPlanBytes);
        var name = Path.GetFileName(path);
        if (read.IsEmpty || read.IsSpecial)
        {
            throw new UnusableInputException(
                $"{path} is empty, or is a pipe or a device, which are not opened. "
                    + $"Name a plan's file, or pipe the plan in: selectquest verify - < {QuestText.PlanPath}"
            );
        }

        // Too large or not text is the plan's own fault; what may not be read at all is a wrong path.
        return read.Succeeded || read.IsTooLarge
            ? PlanAlone(name, Quoted(name), read)
            : throw new UnusableInputException($"{path} {read.Fault}. Name a repo's folder or a plan's own file.");
    }

    private static Submission ReadRepo(string path, bool planOnly)
    {
        var root =
            RealPath.Of(path)
            ?? throw new UnusableInputException($"{path} is a link in a circle. Name the repo's own folder.");
        var (sources, sourceProblems) = planOnly ? ([], []) : SourceFolder.Read(root);
        var planPath = Path.Combine(root, QuestText.PlanPath);
        var thereIsAPlan = Path.Exists(planPath) || new FileInfo(planPath).LinkTarget is not null;
        if (!thereIsAPlan && sources.Count == 0 && sourceProblems.Count == 0)
        {
            throw new UnusableInputException(
                planOnly
                    ? $"there is no plan in {path}: looked for {QuestText.PlanPath}. Name the repo's own folder, or the plan's file."
                    : $"{path} is not a quest: looked for {QuestText.PlanPath} and for {QuestText.SourceFolder}/**/*.cs. "
                        + "Name the repo's own folder, or the plan's file."
            );
        }

        var read = thereIsAPlan ? BoundedFile.Read(planPath, root, MaxPlanBytes) : new FileRead([], null);
        var (plan, problem) = Plan(QuestText.PlanPath, read, thereIsAPlan);
        var name = Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(path)));
        return new Submission(
            name.Length > 0 ? name : path,
            plan,
            sources,
            planOnly,
            problem is null ? sourceProblems : [problem, .. sourceProblems]
        )
        {
            Given = planOnly ? null : GivenFiles.Read(root, IssuedFiles.Known.Paths),
        };
    }

    private static Submission PlanAlone(string name, string commandPath, FileRead read)
    {
        var (plan, problem) = Plan(name, read, thereIsAPlan: true);
        return new Submission(name, plan, [], PlanOnly: true, problem is null ? [] : [problem])
        {
            CommandPath = commandPath,
        };
    }

    private static (TextFile? Plan, Check? Problem) Plan(string path, FileRead read, bool thereIsAPlan)
    {
        if (!read.Succeeded)
        {
            return (null, Check.Fail(PlanUnreadable, $"The plan {read.Fault}.", new Location(path, 1)));
        }

        var decoded = TextDecoding.Decode(read.Bytes);
        if (decoded.Text is null)
        {
            return (null, Check.Fail(PlanUnreadable, $"The plan {decoded.Fault}.", new Location(path, decoded.Line)));
        }

        return string.IsNullOrWhiteSpace(decoded.Text)
            ? (null, Missing(thereIsAPlan ? "The plan is empty." : $"There is no {path}.", thereIsAPlan ? path : null))
            : (new TextFile(path, decoded.Text), null);
    }

    private static Check Missing(string observed, string? path) =>
        Check.Fail(PlanMissing, observed, path is null ? null : new Location(path, 1)) with
        {
            NotStarted = true,
        };

    // A file's name is the student's: in a command that someone copies it must stay one word.
    private static string Quoted(string name) =>
        name.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '_' or '-' or '/') && name[0] != '-'
            ? name
            : $"'./{name.Replace("'", @"'\''", StringComparison.Ordinal)}'";
}
