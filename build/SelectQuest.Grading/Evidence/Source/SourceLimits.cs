using System.Globalization;
using Microsoft.CodeAnalysis;
using SelectQuest.Grading.Submissions;
using Place = SelectQuest.Grading.Verdicts.Location;

namespace SelectQuest.Grading.Evidence.Source;

/// <summary>
/// What the compiler is not asked to read. A quest is some hundred lines; a source beyond these bounds is an accident
/// or an attack, and a person looks at it. Bounds are in characters, files and levels, never in time, so that they
/// come out the same on every machine.
/// </summary>
internal static class SourceLimits
{
    public const int Files = 400;
    public const int CharactersInOneFile = 400_000;
    public const int CharactersTogether = 2_000_000;

    /// <summary>Levels of open brackets, seen before the parser recurses into them.</summary>
    public const int Brackets = 300;

    /// <summary>Levels of the syntax tree: what nests without brackets, such as <c>!!!!x</c> or <c>a ? b : c ? d : ...</c>.</summary>
    public const int TreeLevels = 1_000;

    /// <summary>The first bound that the text alone breaks; null if all hold.</summary>
    public static SourceExcess? Of(IReadOnlyList<TextFile> files)
    {
        if (files.Count > Files)
        {
            return new SourceExcess(
                $"There are {Number(files.Count)} source files; at most {Number(Files)} are read.",
                null
            );
        }

        if (files.FirstOrDefault(file => file.Text.Length > CharactersInOneFile) is { } large)
        {
            return new SourceExcess(
                $"The file has {Number(large.Text.Length)} characters; at most {Number(CharactersInOneFile)} are read.",
                new Place(large.Path, 1)
            );
        }

        var together = files.Sum(file => (long)file.Text.Length);
        return together > CharactersTogether
            ? new SourceExcess(
                $"The sources have {Number(together)} characters together; at most {Number(CharactersTogether)} are read.",
                null
            )
            : files.Select(TooManyBrackets).FirstOrDefault(excess => excess is not null);
    }

    /// <summary>The first place where the tree is too deep to be walked by a compiler that recurses; null if nowhere.</summary>
    public static SourceExcess? Of(SyntaxTree tree)
    {
        var open = new Stack<(SyntaxNode Node, int Level)>();
        open.Push((tree.GetRoot(), 0));
        while (open.TryPop(out var at))
        {
            if (at.Level > TreeLevels)
            {
                return TooDeep(tree.GetLocation(at.Node.Span).Place());
            }

            foreach (var child in at.Node.ChildNodes())
            {
                open.Push((child, at.Level + 1));
            }
        }

        return null;
    }

    // Counts brackets in comments and strings too: that can only refuse a text no student writes.
    private static SourceExcess? TooManyBrackets(TextFile file)
    {
        var (level, line) = (0, 1);
        foreach (var character in file.Text)
        {
            switch (character)
            {
                case '(' or '[' or '{' when ++level > Brackets:
                    return TooDeep(new Place(file.Path, line));
                case ')' or ']' or '}':
                    level = Math.Max(0, level - 1);
                    break;
                case '\n':
                    line++;
                    break;
                default:
                    break;
            }
        }

        return null;
    }

    private static SourceExcess TooDeep(Place? where) =>
        new("The code is nested too deeply to be compiled safely.", where);

    private static string Number(long value) => value.ToString("N0", CultureInfo.InvariantCulture);
}

/// <summary>A bound of <see cref="SourceLimits"/> that was broken.</summary>
internal sealed record SourceExcess(string Observed, Place? Where);
