using SelectQuest.Grading.Evidence.Plan.Pseudocode;

namespace SelectQuest.Grading.Evidence.Plan;

/// <summary>What prose, tables and comments say about the highest fd.</summary>
internal static class MaxFdInWords
{
    private static readonly Words Adding =
        RegistryOperations.Add
        + new Words(
            "accept*, join*, arriv*, connects, new client*, new fd, new connection*, connect, beitr*, neue*, nouveau*, nueva, nuevo, llega, 新しい, 新, подключ*, additions, adding, insertion*"
        );

    private static readonly Words Leaving =
        RegistryOperations.Remove
        + new Words(
            "leave*, leaving, left, close*, closing, disconnect*, removal*, departs, goes away, verlass*, verlasst, geht, schliess*, getrennt, part, quitte, depart, sale, cierra*, desconect*, sai",
            "retrait*, suppression*, baja, salida*, entfernung, abgang, abgange, trennung, 切断, 閉じ, 断开, 关闭, 离开, отключ*, закры*"
        );

    private static readonly Words Raising = new(
        "raise*, update*, greater, bigger, larger, higher, exceed*, grow*, compare*, becomes, max(, =, >, new maximum, set, take the larger, bump*, aktualisier*, erhoh*, grosser, hoher, angepasst, neues maximum",
        "augment*, plus grand, met* a jour, devient, actualiz*, mayor, sube, atualiz*, maior, aument*, aggiorn*, 更新, 大き, 比較, 比较, 更大, 更高, обнов*, больше"
    );

    private static readonly Words Lowering = new(
        "rescan*, scan*, recompute*, recomputed, recalculat*, search*, walk*, lower*, shrink*, decrease*, next highest, next lower, next largest, find the new, new highest, new maximum, new max",
        "look for, update*, sink*, go down, step down, count down, unknown, dirty, invalid*, neu berechn*, neu bestimm*, neu ermittel*, neu gesucht, such*, durchsuch*, abwarts, nachsthoch*, nachstniedrig*",
        "angepasst, aktualisier*, recalcul*, recherch*, chercher, parcour*, descend*, mise a jour, met* a jour, recorr*, busc*, actualiz*, disminu*, baja*, recalcula*, atualiz*, procur*, ricalcol*, cerca*",
        "再計算, 再スキャン, 走査, 探し, 探す, 調べ, 更新, 計算し直, 重新, 扫描, 遍历, 查找, 重算, пересч*, найти, искать"
    );

    private static readonly Words Never = new(
        "never, not lower*, not changed, unchanged, stays, stay, no need, nothing, don't, do not, doesn't, does not, ignore*, remains, keep* its value, nicht, nie, niemals, bleibt, unverandert",
        "jamais, pas, reste, inchange, nunca, no se, no hace, no baja, queda, そのまま, 不変, しない, 不变, 不需要, 不降, 保持, никогда, не мен*"
    );

    /// <summary>Found anew every turn, said in a sentence.</summary>
    public static Fact? EveryTurn(PlanDocument plan, IReadOnlyList<string> names) =>
        First(
            plan,
            "The highest fd is found anew in every turn.",
            sentence =>
                EventLoop.Repeats.In(sentence.Words)
                && (Lowering.In(sentence.Words) || Computed.In(sentence.Words))
                && !Denied(sentence.Words),
            names
        );

    private static readonly Words Computed = new(
        "comput*, calculat*, determin*, found, rebuilt, from scratch, built, berechn*, bestimm*, ermittel*, calcul*, determin*, construi*, 計算, 求め, 算, 计算, вычисл*"
    );

    public static Fact? Added(PlanDocument plan) =>
        First(
            plan,
            "Adding raises the highest fd.",
            sentence => Adding.In(sentence.Words) && Raising.In(sentence.Words) && !Denied(sentence.Words)
        );

    public static Fact? Removed(PlanDocument plan)
    {
        var lowered = First(
            plan,
            "Removing lowers the highest fd.",
            sentence => Leaving.In(sentence.Words) && Lowering.In(sentence.Words) && !Denied(sentence.Words)
        );
        return lowered
            ?? First(
                plan,
                "The plan says that removing leaves the highest fd as it was.",
                sentence => Leaving.In(sentence.Words) && Never.In(sentence.Words)
            ) switch
            {
                { } denied => denied with { Truth = Truth.No },
                null => null,
            };
    }

    /// <summary>Only a comment beside a signature says so: a promise, not a path that can be traced.</summary>
    public static Fact? Promised(PlanDocument plan, Words verbs, string operation)
    {
        foreach (var line in plan.Code.SelectMany(block => CodeText.Strip(block.Lines)))
        {
            var comment = Folded.Of(line.Comment);
            if (verbs.In(Folded.Of(line.Text)) && MaxFdFacts.Highest.In(comment))
            {
                return Fact.Unsure(
                    $"Only a comment says that {operation} changes the highest fd.",
                    line.Number,
                    line.Column
                );
            }
        }
        return null;
    }

    // "no need to rescan", "wird nie verringert": a denial near the verb, not one about something else in the sentence.
    private static bool Denied(string words) =>
        Never.IndexIn(words) is >= 0 and var never
        && Lowering.IndexIn(words) is var lowering
        && (lowering < 0 || Math.Abs(lowering - never) < 28 && !Only.In(words));

    private static readonly Words Only = new(
        "only, otherwise, else, unless, if it was not, if it is not, if not, if the fd is not, nur, sonst, wenn nicht, seulement, sinon, solo, si no, de lo contrario, apenas, だけ, でなければ, なければ, 只, 否则, 仅, только, иначе"
    );

    private static Fact? First(PlanDocument plan, string observed, Func<Sentence, bool> holds, IReadOnlyList<string>? names = null)
    {
        foreach (var block in plan.Text)
        {
            var about = MaxFdFacts.Highest.In(block.Section.Words);
            foreach (var sentence in Whole(block))
            {
                if ((about || MaxFdFacts.Highest.In(sentence.Words) || names is not null && names.Any(name => Expressions.Mentions(sentence.Text, name))) && holds(sentence))
                {
                    return Fact.Yes(observed, sentence.At.Number, sentence.At.Column);
                }
            }
        }
        return null;
    }

    // An item or a row is read as one: "Remove: erase first. If it was the highest, rescan."
    private static IEnumerable<Sentence> Whole(PlanBlock block)
    {
        var sentences = Sentences.Of(block).ToList();
        return block.Kind == BlockKind.Prose || sentences.Count < 2
            ? sentences.Concat(
                sentences.Zip(sentences.Skip(1), (a, b) => new Sentence(block, a.At, a.Text + " " + b.Text))
            )
            : [new Sentence(block, sentences[0].At, string.Join(' ', sentences.Select(s => s.Text)))];
    }
}
