namespace SelectQuest.Grading.Evidence.Plan.Pseudocode;

// What becomes of select's answer.
internal sealed partial class LoopReading
{
    private Fact Dispatched(SetUse set)
    {
        var name = NameOf(set.Role);
        var tested = set.Tested();
        var handled = tested.FirstOrDefault(step =>
            step.Node.Kind == NodeKind.Plain || step.Handles || InlineAction(step)
        );
        if (handled is not null)
        {
            return Inverted(handled)
                ? Fact.No(
                    $"`{Short(handled.Text)}` acts where the {name} bit is not set.",
                    handled.Node.Line,
                    handled.Node.Column
                )
                : Fact.Yes($"What is ready in the {name} set is dealt with.", handled.Node.Line, handled.Node.Column);
        }
        if (Said(set) is { } said)
        {
            return Fact.Yes($"What is ready in the {name} set is dealt with.", said.Line, said.Column);
        }
        if (tested.Count > 0)
        {
            return Fact.No(
                $"`{Short(tested[0].Text)}` looks at the {name} set and then does nothing.",
                tested[0].Node.Line,
                tested[0].Node.Column
            );
        }
        var master = set.TestedMaster();
        if (master.Count > 0)
        {
            return Fact.No(
                $"`{Short(master[0].Text)}` looks at the set the {name} set was copied from, not at the one select wrote to.",
                master[0].Node.Line,
                master[0].Node.Column
            );
        }
        var passedOn = _loop
            .Steps.Skip(_loop.At + 1)
            .FirstOrDefault(step =>
                set.Result.Length > 0 && Expressions.Mentions(step.Text, set.Result) && step.Text.Contains('(')
            );
        return passedOn is not null
            ? Fact.Unsure(
                $"`{Short(passedOn.Text)}` gets the {name} set, and the plan does not show what becomes of it.",
                passedOn.Node.Line,
                passedOn.Node.Column
            )
            : Absent(set, $"Nothing looks at the {name} set after select.", Line, Column);
    }

    // if (!FD_ISSET(fd, &set)) { act }  instead of  { continue }
    private static bool Inverted(Step step) =>
        step.Node.Kind == NodeKind.If
        && InvertedTest.IsMatch(step.Text)
        && !step.Node.Children.Any(child => Leaves.IsMatch(child.Text.TrimStart()));

    private static readonly System.Text.RegularExpressions.Regex InvertedTest = new(
        @"^\W*(else\s+)?if\s*\(?\s*(!|not\b)\s*\(?\s*[\w.]*(FD_ISSET|isset|contains|has)\b",
        System.Text.RegularExpressions.RegexOptions.IgnoreCase
            | System.Text.RegularExpressions.RegexOptions.NonBacktracking
    );

    private static readonly System.Text.RegularExpressions.Regex Leaves = new(
        @"^(continue|next|return|skip|break)\b",
        System.Text.RegularExpressions.RegexOptions.IgnoreCase
            | System.Text.RegularExpressions.RegexOptions.NonBacktracking
    );

    // if FD_ISSET(fd, read) then recv(fd)   on one line that was not taken apart; a loop that names a handler
    private static bool InlineAction(Step step) =>
        step.Node.Kind == NodeKind.If && Expressions.Calls(step.Text).Skip(1).Any()
        || step.Node.Prose && Actions.In(step.Words);

    private static readonly Words Actions = new(
        "accept*, recv*, read*, send*, write*, close*, drop*, handle*, call*, remove*, flush*, annehm*, les*, schreib*, send*, schliess*, behandel*, entfern*, lire, ecri*, envoy*, ferm*",
        "leer, escrib*, envi*, cerr*, acept*, elimin*, trait*, 受信, 送信, 閉じ, 処理, 読, 書, 切断, 接收, 发送, 关闭, 处理, 读, 写"
    );

    // "An fd in the error set is closed and removed": prose that deals with the answer.
    private PlanBlock? Said(SetUse set) =>
        _plan.Text.FirstOrDefault(block =>
            Sentences
                .Of(block)
                .Any(sentence =>
                    set.RoleWords.In(sentence.Words)
                    && Readiness.In(sentence.Words)
                    && Actions.In(set.RoleWords.RemoveFrom(sentence.Words))
                    && !Promises.In(sentence.Words)
                    // "the read, write and error sets are emptied" deals with no answer
                    && !(
                        Vocabulary.Read.In(sentence.Words)
                        && Vocabulary.Write.In(sentence.Words)
                        && Vocabulary.Error.In(sentence.Words)
                    )
                )
        );

    private static readonly Words Readiness = new(
        "set, sets, fd, fds, bit, isset, ready, readable, writable, errored, menge, lesbar*, schreibbar*, bereit, ensemble, pret*, conjunto, listo*, ready, bit*, 集合, 就绪, 可读, 可写, 可能"
    );

    private static readonly Words Promises = new(
        "later, todo, tbd, not yet, ignore*, never, nothing, spater, noch nicht, ignorier*, nie, nicht, not, don't, do not, pas, no, 无视, 無視"
    );
}
