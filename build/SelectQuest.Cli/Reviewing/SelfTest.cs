using System.Text.RegularExpressions;

namespace SelectQuest.Cli.Reviewing;

/// <summary>One question of the self-test.</summary>
/// <param name="Accepts">An answer this recognises is right; any other is left to the student's own judgement.</param>
/// <param name="Rejects">An answer this recognises is left to the student even if it looks right.</param>
/// <param name="ReadAgain">Where the quest explains it.</param>
internal sealed record Question(string Text, string Answer, Regex Accepts, Regex? Rejects, string ReadAgain)
{
    public bool IsRight(string answer) => Accepts.IsMatch(answer) && Rejects?.IsMatch(answer) != true;
}

/// <summary>The quest's three questions, in the kit's words.</summary>
internal static partial class SelfTest
{
    public static IReadOnlyList<Question> Questions { get; } =
    [
        new(
            "select() has returned and your loop goes round. Why must every set be zeroed and filled anew before the next call?",
            "select() overwrites the sets: what comes back holds only the fds that are ready. Pass that on, and the loop never hears of the others again.",
            Overwrites(),
            LeavesAlone(),
            "step 2, the select() loop"
        ),
        new(
            "What is the first argument of select()?",
            "max_fd + 1: the kernel looks at fds 0 to nfds - 1, so the highest fd must lie below it.",
            MaxFdPlusOne(),
            null,
            "step 1, the registry's max-fd"
        ),
        new(
            "50 clients are connected. How many threads does your loop use to serve them?",
            "One. The loop asks the kernel who is ready and serves those: that is multiplexing, in place of a thread for each client.",
            One(),
            OneForEach(),
            "the mental model at the quest's beginning"
        ),
    ];

    private const RegexOptions Lenient =
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking;

    [GeneratedRegex(
        @"overwr|over-wr|modif|mutat|chang|destr|clobber|replac|clear|(only|just)\b.*\bready|in.?place|result",
        Lenient
    )]
    private static partial Regex Overwrites();

    [GeneratedRegex(@"\b(not|never|n't)\s+(overwr|modif|mutat|chang|destr|clobber|replac|clear)", Lenient)]
    private static partial Regex LeavesAlone();

    [GeneratedRegex(
        @"(max|high|larg|great|big).*(\+\s*1\b|\bplus\s+(1|one)\b)|\b(1|one)\s*(\+|plus|more than)\s*(the\s+)?(max|high|larg|great|big)",
        Lenient
    )]
    private static partial Regex MaxFdPlusOne();

    [GeneratedRegex(@"(^|\W)(1|one|a single|single|only one)(\W|$)", Lenient)]
    private static partial Regex One();

    [GeneratedRegex(@"\b(per|each|every|50|fifty|not)\b", Lenient)]
    private static partial Regex OneForEach();
}
