using Microsoft.CodeAnalysis;
using Place = SelectQuest.Grading.Verdicts.Location;

namespace SelectQuest.Grading.Evidence.Source;

/// <summary>From Roslyn's positions, which count from 0, to a finding's, which count from 1.</summary>
internal static class Places
{
    /// <summary>Null for what is not in a file. <c>#line</c> is not obeyed: a finding points at the real line.</summary>
    public static Place? Place(this Location location)
    {
        if (!location.IsInSource || location.SourceTree.FilePath.Length == 0)
        {
            return null;
        }

        var start = location.GetLineSpan().StartLinePosition;
        return new Place(location.SourceTree.FilePath, start.Line + 1, start.Character + 1);
    }

    public static Place? Place(this SyntaxNode node) => node.GetLocation().Place();

    public static Place? Place(this IOperation operation) => operation.Syntax.Place();

    public static Place? Place(this ISymbol symbol) =>
        symbol.Locations.Select(location => location.Place()).FirstOrDefault(place => place is not null);

    /// <summary>Is it the submission's own?</summary>
    public static bool IsInSource(this ISymbol symbol) => symbol.Locations.Any(location => location.IsInSource);
}
