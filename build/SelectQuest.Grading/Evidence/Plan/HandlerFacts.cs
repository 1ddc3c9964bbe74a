using SelectQuest.Grading.Evidence.Plan.Pseudocode;

namespace SelectQuest.Grading.Evidence.Plan;

/// <summary>What the handlers promise: non-blocking after accept, EAGAIN as no error, the tail of a partial send kept.</summary>
internal sealed record HandlerFacts(Fact? NonBlocking, Fact? EagainOnRead, Fact? EagainOnWrite, Fact? TailKept)
{
    private static readonly Words NonBlock = new(
        "nonblock*, non-block*, non block*, o nonblock, set blocking, setblocking, blocking, fionbio, ioctlsocket, nicht-block*, nicht block*, nichtblock*, non bloquant*, no bloque*, não bloque*, nao bloque*, non bloccante, ノンブロック*, 非ブロック*, 非阻塞, неблок*"
    );

    private static readonly Words Again = new(
        "eagain, wsaewouldblock, ewouldblock, would block, wouldblock, blockingioerror, errwouldblock"
    );

    private static readonly Words Fatal = new(
        "close*, drop*, remove*, exit, die, abort, fatal, raise, throw*, error, disconnect*, schliess*, ferm*, cerrar, cierra*, 切断, 閉じ, 关闭, closing"
    );

    private static readonly Words Harmless = new(
        "nothing, continue, return, later, next, try again, retry, not an error, no error, ignore, skip, wait, keep, pass, break, stop, no data, leave, nichts, weiter, spater, kein fehler, warte*, behalt*, rien, plus tard, reessa*, nada, luego, despues, reintent*, no es un error",
        "次, 何もしない, エラーではない, 再試行, 待, 下次, 什么也不做, 不是错误, 重试, 忽略, 等, ничего, позже, не ошибка, ok, fine, normal, wouldblock, until"
    );

    private static readonly Words Sending = new(
        "send*, write*, flush*, writable, schreib*, ecri*, envoy*, envoi*, escrib*, envi*, 送信, 書き, 发送, 写, запис*, отправ*"
    );

    private static readonly Words Tail = new(
        "remove*, erase*, rest, remaining, tail, keep*, offset, sent, advance*, consume*, slice, substr*, partial, unsent, leaves over, left over, stays, stay, drop the first, cut, += n, [n:], shift, trim, left, behalt*, entfern*, reste, garder, conserv*, enlev*, restante, quita*, guard*, 残り, 剩余, 剩下, 保留, 移除, остат*"
    );

    public static HandlerFacts Read(PlanDocument plan)
    {
        var lines = plan.Blocks.SelectMany(Units).ToArray();
        return new HandlerFacts(
            FindNonBlocking(lines),
            Eagain(lines, sending: false),
            Eagain(lines, sending: true),
            Kept(lines)
        );
    }

    private sealed record Unit(PlanBlock Block, int Line, int Column, string Words, string Near);

    // Every line or sentence with the lines around it, code without its comments.
    private static IEnumerable<Unit> Units(PlanBlock block)
    {
        if (block.Kind != BlockKind.Code)
        {
            foreach (var sentence in Sentences.Of(block))
            {
                yield return new Unit(block, sentence.At.Number, sentence.At.Column, sentence.Words, block.Words);
            }
            yield break;
        }
        var code = CodeText.Strip(block.Lines);
        for (var i = 0; i < code.Count; i++)
        {
            var near = string.Join(
                '\n',
                code.Skip(i).Take(3).Select(line => Folded.Of(line.Text + " " + line.Comment))
            );
            var before = string.Join(
                '\n',
                code.Skip(Math.Max(0, i - 14)).Take(15).Select(line => Folded.Of(line.Text))
            );
            yield return new Unit(block, code[i].Number, code[i].Column, Folded.Of(code[i].Text), before + "\f" + near);
        }
    }

    private static Fact? FindNonBlocking(IReadOnlyList<Unit> units)
    {
        var accept = new Words(
            "accept*, annahme, annehm*, accepter, acept*, aceit*, accett*, 受け付け, 受付, アクセプト, 接受, new client*, new fd, new conn*, nfd, cfd, client*, conn*, прин*"
        );
        var unit = units.FirstOrDefault(u =>
            NonBlock.In(u.Words) && (accept.In(u.Words) || accept.In(u.Near) || accept.In(u.Block.Section.Words))
        );
        return unit is null ? null : Fact.Yes("A new connection is made non-blocking.", unit.Line, unit.Column);
    }

    private static Fact? Eagain(IReadOnlyList<Unit> units, bool sending)
    {
        var fatal = (Fact?)null;
        foreach (var unit in units.Where(unit => Again.In(unit.Words)))
        {
            var near = unit.Block.Kind == BlockKind.Code ? Last(unit) : unit.Words;
            var (sends, receives) = (Sending.In(near), Vocabulary.Read.In(near));
            if (sending ? receives && !sends : sends && !receives)
            {
                continue; // the other handler's; a sentence about neither or both is about both
            }
            var after = unit.Near.Split('\f')[^1];
            if (unit.Words.Contains("!=", StringComparison.Ordinal) || Harmless.In(after) || !Fatal.In(after))
            {
                return Fact.Yes("EAGAIN is not an error here.", unit.Line, unit.Column);
            }
            fatal ??= Fact.No("EAGAIN closes the connection.", unit.Line, unit.Column);
        }
        return fatal;
    }

    // The nearest recv or send above decides whose EAGAIN it is.
    private static string Last(Unit unit)
    {
        var lines = unit.Near.Split('\f')[0].Split('\n');
        return lines.LastOrDefault(line => CallOfEither.In(line)) ?? unit.Block.Section.Words;
    }

    private static readonly Words CallOfEither = new(
        "recv*, receive*, read, send*, write, on readable, on writable, on writeable, lesen, schreiben, 受信, 送信"
    );

    private static Fact? Kept(IReadOnlyList<Unit> units)
    {
        var unit = units.FirstOrDefault(u => Tail.In(u.Words) && (Sending.In(u.Words) || Sending.In(Last(u))));
        return unit is null ? null : Fact.Yes("Bytes the kernel did not take are kept.", unit.Line, unit.Column);
    }
}
