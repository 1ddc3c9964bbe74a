using SelectQuest.Grading.Evidence.Integrity;
using SelectQuest.Grading.Submissions;
using Place = SelectQuest.Grading.Verdicts.Location;

namespace SelectQuest.Grading.Evidence.Source;

/// <summary>What the sources are, without running them.</summary>
/// <param name="Excess">Too large or too deep to be read; then there is nothing else.</param>
/// <param name="Errors">Why it does not compile, in the order of files and lines.</param>
/// <param name="Assembly">The compiled server, to be run by other evidence; null if it does not compile.</param>
/// <param name="Facts">What the code says; null if it does not compile.</param>
internal sealed record SourceEvidence(
    SourceExcess? Excess,
    IReadOnlyList<CompileError> Errors,
    byte[]? Assembly,
    SourceFacts? Facts
)
{
    /// <summary>The paths of the sources, as the submission names them.</summary>
    public IReadOnlyList<string> Files { get; init; } = [];

    /// <summary>What the code does beside the seam, whether it compiles or not.</summary>
    public IReadOnlyList<BeyondSeam> Beyond { get; init; } = [];

    /// <param name="within">Only a source made to be slow needs more than some seconds; null for the usual bound.</param>
    public static SourceEvidence Of(Submission submission, TimeSpan? within = null) =>
        SourceLimits.Of(submission.Sources) is { } excess ? Refused(excess)
        : DeepStack.TryRun(() => Read(submission.Sources), within ?? GraderOptions.CompileBound, out var evidence)
            ? evidence!
        : Refused(new SourceExcess("The code is too complex to be compiled in bounded time and memory.", null));

    private static SourceEvidence Read(IReadOnlyList<TextFile> files)
    {
        var compilation = SourceCompilation.Of(files);
        if (compilation.SyntaxTrees.Select(SourceLimits.Of).FirstOrDefault(found => found is not null) is { } excess)
        {
            return Refused(excess);
        }

        var emitted = SourceCompilation.Emit(compilation);
        var program = new SourceProgram(compilation);
        var facts = emitted.Assembly is null ? null : SourceFacts.Of(program);
        return new SourceEvidence(null, emitted.Errors, emitted.Assembly, facts)
        {
            Files = [.. files.Select(file => file.Path)],
            Beyond = BeyondSeam.Of(program),
        };
    }

    private static SourceEvidence Refused(SourceExcess excess) => new(excess, [], null, null);
}

/// <summary>One error of the compiler.</summary>
/// <param name="Id">The compiler's own number, <c>CS0103</c>.</param>
/// <param name="InUsing">It is about a using directive: a package that is not there.</param>
internal sealed record CompileError(string Id, string Message, Place? Where, bool InUsing);
