using System.Text.RegularExpressions;

namespace SelectQuest.Grading.Evidence.Plan.Pseudocode;

/// <summary>Which words start a loop, a condition or a function in the languages students think in.</summary>
internal static partial class Keywords
{
    private static readonly Words Loop = new(
        "while, for, foreach, loop, repeat, until, forever, do, each, every, solange, wiederhol*, fuer, für, endlos*, schleife*",
        "hauptschleife, immer, tant que, pour, boucle*, repeter, répéter, toujours, mientras, para, bucle, repetir, repite, siempre",
        "enquanto, repita, ciclo, per, finche, mentre, 繰り返, ループ, 無限, 循环, 循環, 重复, 反复, 对每, 对于, 遍历, 各接続, пока, цикл, для"
    );

    private static readonly Words If = new(
        "if, elif, elseif, elsif, when, switch, case, match, unless, falls, wenn, si, se, cuando, quand, lorsque",
        "もし, なら, 場合, 如果, 若, 当, если"
    );

    private static readonly Words Else = new(
        "else, otherwise, sonst, sinon, sino, si no, senao, senão, altrimenti, 否则, そうでなければ, иначе"
    );

    private static readonly Words Definition = new(
        "def, fn, func, fun, function, funktion, procedure, prozedur, proc, sub, method, methode, void, define, fonction, funcion",
        "función, procedimiento, 関数, 函数, func*"
    );

    private static readonly Regex Leading = Start(
        $"(?<else>{Else.Pattern})|(?<loop>{Loop.Pattern})|(?<if>{If.Pattern})"
    );

    private static readonly Regex DefinitionStart = Start(Definition.Pattern);

    private static readonly Words Closing = new(
        "end, endif, endwhile, endfor, endsub, wend, next, done, fi, od, esac, ende, fin, fin si, fin para, fin mientras, fintantque",
        "end if, end while, end for, loop, fimse, fim, 終わり, 结束"
    );

    /// <summary>What the statement is, by its first words; <paramref name="nested"/> when others stand under it.</summary>
    public static NodeKind KindOf(string text, bool nested)
    {
        var words = Folded.Of(text);
        var match = Leading.Match(words);
        if (match.Groups["else"].Success)
        {
            return NodeKind.Else;
        }
        if (match.Groups["loop"].Success)
        {
            return NodeKind.Loop;
        }
        if (match.Groups["if"].Success)
        {
            return NodeKind.If;
        }
        if (text.TrimStart().StartsWith("#define", StringComparison.Ordinal) || DefinitionStart.IsMatch(words))
        {
            return NodeKind.Function;
        }
        if (nested && IsHead(text) && !text.Contains('=', StringComparison.Ordinal))
        {
            return NodeKind.Function;
        }
        return nested && CjkLoop(words) ? NodeKind.Loop
            : nested && CjkIf(words) ? NodeKind.If
            : nested && Label().IsMatch(text.Trim()) ? NodeKind.Function
            : NodeKind.Plain;
    }

    /// <summary>A line that only closes what another opened: END IF, wend, done.</summary>
    public static bool Closes(string text)
    {
        var words = Folded.Of(text).Trim().TrimEnd(';', '.');
        return words.Length < 20 && Closing.IndexIn(words) == 0 && words.Split(' ').Length <= 2 && !words.Contains('(');
    }

    private static bool CjkLoop(string words) => words.Any(Folded.IsIdeographic) && Loop.In(words);

    private static bool CjkIf(string words) => words.Any(Folded.IsIdeographic) && If.In(words);

    // Numbers, bullets, closing braces and modifiers may stand before the word that counts.
    private static Regex Start(string alternatives) =>
        new(
            @"^(?:[\s}>*\-•.(]|\d{1,4}[.):]?\s|[a-z][.)]\s|(?:step|schritt|paso|etape)\s*\d*\s*[:.]?\s|(?:pub|public|private|internal|static|async|override|unsafe|then|and|dann|[a-z]{1,9}:)\s)*"
                + $"(?:{alternatives})",
            RegexOptions.NonBacktracking | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture
        );

    // name(parameters), perhaps with a type before it and a little after it.
    private static bool IsHead(string text)
    {
        var call = Expressions.Calls(text).Take(1).ToArray();
        if (call.Length == 0)
        {
            return false;
        }
        var (name, arguments, index) = call[0];
        var after = text[Math.Min(text.Length, index + name.Length + arguments.Length + 2)..].Trim(' ', ')', ':', '{');
        return TypeWords().IsMatch(text[..index]) && (after.Length == 0 || AfterHead().IsMatch(after));
    }

    [GeneratedRegex(@"^[\w<>\[\]?*&:.,\s]*$", RegexOptions.NonBacktracking)]
    private static partial Regex TypeWords();

    [GeneratedRegex(@"^(const|override|noexcept|->|throws|where)\b?")]
    private static partial Regex AfterHead();

    [GeneratedRegex(@"^[\w ]{2,40}:$", RegexOptions.NonBacktracking)]
    private static partial Regex Label();
}
