using System.Text.RegularExpressions;
using SelectQuest.Grading.Evidence.Plan.Pseudocode;

namespace SelectQuest.Grading.Evidence.Plan;

/// <summary>Whether select's first argument is one more than the highest fd, however it is written.</summary>
internal static partial class NfdsArgument
{
    /// <param name="tracked">The plan follows the highest fd somewhere.</param>
    public static Fact? Find(PlanDocument plan, EventLoop? loop, IReadOnlyList<Function> functions, bool tracked)
    {
        if (loop is null)
        {
            return Said(plan);
        }
        var (line, column) = (loop.Select.Node.Line, loop.Select.Node.Column);
        if (loop.Select.Node.Prose)
        {
            return OneMore().IsMatch(loop.Select.Words) && MaxFdFacts.Highest.In(loop.Select.Words)
                ? Fact.Yes("select gets the highest fd + 1.", line, column)
                : Said(plan) ?? Fact.No("Nothing says that select gets the highest fd + 1.", line, column);
        }
        if (loop.Call.Nfds is not { } nfds)
        {
            return loop.Call.Arguments.Count >= 3
                ? WithoutNfds(plan, tracked, line, column)
                : Said(plan) ?? Fact.No("The call of select shows no first argument.", line, column);
        }
        return Of(nfds, loop, functions, tracked, plan, line, column, 0);
    }

    private static Fact Of(
        string text,
        EventLoop loop,
        IReadOnlyList<Function> functions,
        bool tracked,
        PlanDocument plan,
        int line,
        int column,
        int depth
    )
    {
        var words = Folded.Of(text);
        if (OneMore().IsMatch(words) && Expressions.Names(text).Any())
        {
            return Constant().IsMatch(words)
                ? Fact.Unsure($"select gets `{text}`, whatever the highest fd is.", line, column)
                : Fact.Yes("select gets the highest fd + 1.", line, column);
        }
        if (Zero().IsMatch(text.Trim()))
        {
            return Winsock.In(AllWords(plan))
                ? WithoutNfds(plan, tracked, line, column)
                : Fact.No("select gets 0 as its first argument and so looks at no fd.", line, column);
        }
        if (!Expressions.Names(text).Any() || Constant().IsMatch(words))
        {
            return tracked
                ? Fact.Unsure($"select gets `{text.Trim()}` although the plan follows the highest fd.", line, column)
                : Fact.No($"select gets `{text.Trim()}`: the highest fd is not followed.", line, column);
        }
        var name = Expressions.Names(text).Last();
        if (PlusOneName().IsMatch(Folded.Of(name)))
        {
            return Fact.Yes("select gets a variable that holds the highest fd + 1.", line, column);
        }
        foreach (var step in loop.Steps.Concat(loop.Others))
        {
            if (
                Incremented(step.Text, name)
                || Expressions.Assignment(step.Text) is var (left, right)
                    && Expressions.Mentions(left, name)
                    && OneMore().IsMatch(Folded.Of(right))
            )
            {
                return Fact.Yes("select gets the highest fd + 1.", step.Node.Line, step.Node.Column);
            }
        }
        var key = name.Split('.')[^1];
        var function = functions.FirstOrDefault(f =>
            f.Name.Split('.')[^1].Equals(key, StringComparison.OrdinalIgnoreCase)
        );
        if (function is not null)
        {
            return function.Node.All().Any(node => OneMore().IsMatch(Folded.Of(node.Text)))
                ? Fact.Yes("select gets the highest fd + 1.", function.Node.Line, function.Node.Column)
                : Fact.No($"select gets `{text.Trim()}`, which is the highest fd and not one more.", line, column);
        }
        if (
            depth < 3
            && loop
                .Steps.Concat(loop.Others)
                .Select(s => Expressions.Assignment(s.Text))
                .FirstOrDefault(a =>
                    a is var (left, right)
                    && Expressions.Names(left).LastOrDefault() == name
                    && Expressions.Names(right).Any()
                    && !Expressions.Mentions(right, name)
                )
                is var (_, value)
            && !MaxFdFacts.Highest.In(Folded.Of(name))
        )
        {
            return Of(value, loop, functions, tracked, plan, line, column, depth + 1);
        }
        if (Defined(plan, name))
        {
            return Fact.Yes("select gets a variable that holds the highest fd + 1.", line, column);
        }
        return Highest().IsMatch(Folded.Of(key))
            ? Fact.No(
                $"select gets `{text.Trim()}`, the highest fd itself: that client is never looked at.",
                line,
                column
            )
            : Fact.Unsure(
                $"select gets `{text.Trim()}`, and the plan does not say that it is the highest fd + 1.",
                line,
                column
            );
    }

    private static Fact WithoutNfds(PlanDocument plan, bool tracked, int line, int column)
    {
        var reason = plan
            .Text.SelectMany(Sentences.Of)
            .FirstOrDefault(sentence =>
                NoNfds.In(sentence.Words)
                && (
                    MaxFdFacts.Highest.In(sentence.Words) || sentence.Words.Contains("select", StringComparison.Ordinal)
                )
            );
        return tracked
                ? Fact.Yes(
                    "This select takes no count of fds, and the plan follows the highest one all the same.",
                    line,
                    column
                )
            : reason is not null
                ? Fact.Unsure(
                    "The plan says why its select needs no highest fd, and does not follow it.",
                    reason.At.Number,
                    reason.At.Column
                )
            : Fact.No(
                "This select takes no count of fds, and the plan says nothing about the highest one.",
                line,
                column
            );
    }

    // "nfds = highest fd + 1", in a sentence or a comment.
    private static Fact? Said(PlanDocument plan) =>
        plan
            .Text.SelectMany(Sentences.Of)
            .Where(sentence => OneMore().IsMatch(sentence.Words) && MaxFdFacts.Highest.In(sentence.Words))
            .Select(sentence => Fact.Yes("select gets the highest fd + 1.", sentence.At.Number, sentence.At.Column))
            .FirstOrDefault();

    private static bool Defined(PlanDocument plan, string name)
    {
        var word = Folded.Of(name);
        return plan
            .Text.SelectMany(Sentences.Of)
            .Any(sentence =>
                sentence.Words.Contains(word, StringComparison.Ordinal) && OneMore().IsMatch(sentence.Words)
            );
    }

    private static bool Incremented(string text, string name)
    {
        var bare = text.Replace(" ", "", StringComparison.Ordinal);
        return bare.Contains("++" + name, StringComparison.OrdinalIgnoreCase)
            || bare.Contains(name + "++", StringComparison.OrdinalIgnoreCase)
            || bare.Contains(name + "+=1", StringComparison.OrdinalIgnoreCase);
    }

    private static string AllWords(PlanDocument plan) => string.Join('\n', plan.Blocks.Select(block => block.Words));

    private static readonly Words Winsock = new(
        "winsock*, windows, ws2 32, ignored, ignores, ignoriert, ignore, se ignora"
    );

    private static readonly Words NoNfds = new(
        "no nfds, without nfds, does not take, doesn't take, takes no, not needed, no need, has no, hides, ignored, ignores, for us, itself, computes, braucht kein*, nicht notig, kennt kein*, ignoriert",
        "pas besoin, n'a pas, ne prend pas, no necesita, no tiene, no hace falta, no recibe, 不要, ない, 不需要, 没有, не нуж*, internally, under the hood"
    );

    [GeneratedRegex(
        @"\+ ?1\b|\b1 ?\+|\bplus (one|1|eins|un|uno|um)\b|\+\+|\bplus un\b|\bmas uno\b|\bmais um\b|\bone more than\b|\beins mehr\b|\+ ?一|加 ?1|加一|に ?1 ?を足|\bsucc\b|\binc\b|\bone above\b"
    )]
    private static partial Regex OneMore();

    [GeneratedRegex(
        @"\b(fd setsize|setsize|max ?clients?|max ?conn\w*|max ?fds|getdtablesize|1024|open max|rlim\w*|sysconf)\b|^\W*\d{2,}\W*$"
    )]
    private static partial Regex Constant();

    [GeneratedRegex(@"^(\(\w+\))?\s*0$")]
    private static partial Regex Zero();

    [GeneratedRegex(@"max ?fdp1|max ?fd ?plus ?(1|one)|max ?p1|fdmax1|maxp1|\bmax ?fd ?1\b")]
    private static partial Regex PlusOneName();

    [GeneratedRegex(@"max|highest|largest|biggest|hochst|hoechst|gross|grand|mayor|maior|最大")]
    private static partial Regex Highest();
}
