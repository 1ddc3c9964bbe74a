using Microsoft.CodeAnalysis;
using Place = SelectQuest.Grading.Verdicts.Location;

namespace SelectQuest.Grading.Evidence.Source;

/// <summary>What the first argument of select is.</summary>
internal enum NfdsKind
{
    /// <summary>The highest fd plus 1.</summary>
    HighestPlusOne,

    /// <summary>The highest fd itself: the kernel never looks at it.</summary>
    Highest,

    /// <summary>The highest fd and some other number.</summary>
    OffByMore,

    /// <summary>A number fixed in the code.</summary>
    Constant,

    /// <summary>How many connections there are.</summary>
    Count,

    /// <summary>The source does not tell.</summary>
    Unknown,
}

/// <summary>The first argument of one select call.</summary>
/// <param name="HasListener">The listening fd takes part in the maximum.</param>
internal sealed record NfdsValue(NfdsKind Kind, string Text, bool HasListener, Place? Where)
{
    // A variable starts at -1, 0 or 1 before the first fd is looked at.
    private const int LargestStart = 1;

    public static NfdsValue Of(IOperation? argument, FdArithmetic arithmetic)
    {
        var terms = arithmetic.Of(argument);
        var fds = terms.Where(term => term.Base != FdBase.Constant || term.Offset > LargestStart).ToArray();
        var text = argument?.Syntax.ToString() ?? "";
        return new NfdsValue(
            KindOf(fds),
            text.Length > 60 ? text[..57] + "..." : text.ReplaceLineEndings(" "),
            fds.Any(term => term.Base == FdBase.Listener),
            argument?.Place()
        );
    }

    private static NfdsKind KindOf(FdTerm[] terms) =>
        terms switch
        {
            [] => NfdsKind.Unknown,
            _ when terms.Any(term => term.Base == FdBase.Unknown) => NfdsKind.Unknown,
            _ when terms.All(term => term.Base == FdBase.Constant) => NfdsKind.Constant,
            _ when terms.Any(term => term.Base == FdBase.Constant) => NfdsKind.Unknown,
            _ when terms.All(term => term.Base == FdBase.Count) => NfdsKind.Count,
            _ when terms.Any(term => term.Base == FdBase.Count) => NfdsKind.Unknown,
            _ => terms.Select(term => term.Offset).Distinct().ToArray() switch
            {
                [1] => NfdsKind.HighestPlusOne,
                [0] => NfdsKind.Highest,
                [_] => NfdsKind.OffByMore,
                _ => NfdsKind.Unknown,
            },
        };
}
