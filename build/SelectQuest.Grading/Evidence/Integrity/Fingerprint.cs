using System.Text.Json.Serialization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;
using SelectQuest.Grading.Evidence.Source;
using SelectQuest.Grading.Submissions;

namespace SelectQuest.Grading.Evidence.Integrity;

/// <summary>A hash that winnowing kept, and the lines its tokens stand on.</summary>
/// <param name="File">Index into <see cref="Fingerprint.Files"/>.</param>
/// <param name="First">From 1.</param>
/// <param name="Last">Inclusive.</param>
[JsonConverter(typeof(FingerprintMarkText))]
internal readonly record struct FingerprintMark(uint Hash, int File, int First, int Last);

/// <summary>
/// What a submission's own sources look like to someone who looks for copies: a few kilobytes that name no word of them.
/// The starter's text is not in it.
/// </summary>
/// <param name="Files">The paths of the sources.</param>
/// <param name="Marks">In the order of files and lines.</param>
internal sealed record Fingerprint(IReadOnlyList<string> Files, IReadOnlyList<FingerprintMark> Marks)
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);
    private static readonly Lazy<IReadOnlySet<uint>> Starters = new(OfStarter);

    /// <summary>Of sources too large or too deep to be parsed, and of what holds no code.</summary>
    public static Fingerprint Empty { get; } = new([], []);

    public static Fingerprint Of(Submission submission) =>
        SourceLimits.Of(submission.Sources) is null
        && DeepStack.TryRun(() => Read(submission.Sources), Deadline, out var fingerprint)
            ? fingerprint!
            : Empty;

    private static Fingerprint Read(IReadOnlyList<TextFile> files)
    {
        var marks = new List<FingerprintMark>();
        for (var file = 0; file < files.Count; file++)
        {
            var tree = Parse(files[file].Text);
            if (SourceLimits.Of(tree) is not null)
            {
                return Empty;
            }

            var number = file;
            marks.AddRange(SourceTokens.Members(tree).SelectMany(member => MarksOf(member, number)));
        }

        return new(
            [.. files.Select(file => file.Path)],
            [.. marks.OrderBy(mark => mark.File).ThenBy(mark => mark.First)]
        );
    }

    private static IEnumerable<FingerprintMark> MarksOf(IReadOnlyList<TokenAt> member, int file)
    {
        var grams = Winnowing.Grams(member);
        return Winnowing
            .Kept(grams, Starters.Value)
            .Select(i => new FingerprintMark(
                grams[i],
                file,
                member[i].Line,
                member[i + Winnowing.GramLength - 1].Line
            ));
    }

    // The given files too: who copies from the seam or the tests copies from what everybody has.
    private static HashSet<uint> OfStarter() =>
        [
            .. StarterFiles
                .Texts.Where(file => file.Key.EndsWith(".cs", StringComparison.Ordinal))
                .SelectMany(file => SourceTokens.Members(Parse(file.Value)))
                .SelectMany(Winnowing.Grams),
        ];

    private static SyntaxTree Parse(string text) =>
        CSharpSyntaxTree.ParseText(SourceText.From(text), Source.Platform.ParseOptions);
}
