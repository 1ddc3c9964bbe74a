using System.Text.RegularExpressions;
using SelectQuest.Grading.Evidence.Plan.Pseudocode;

namespace SelectQuest.Grading.Evidence.Plan;

/// <summary>The timeout the plan chooses, and why.</summary>
/// <param name="Value">A concrete value; No for one that spins, Unsure for blocking for ever.</param>
/// <param name="Reason">A reason that bears on it; No where it only restates the value.</param>
/// <param name="Milliseconds">The value, where it could be worked out.</param>
internal sealed record TimeoutFacts(Fact? Value, Fact? Reason, double? Milliseconds)
{
    /// <summary>Every amount of time, in milliseconds, that is named where the timeout is spoken of.</summary>
    public IReadOnlyList<double> Mentioned { get; init; } = [];
}

/// <summary>Finds value and reason in prose, tables, listings and their comments.</summary>
internal static partial class TimeoutRationale
{
    public static TimeoutFacts Read(PlanDocument plan, EventLoop? loop)
    {
        var spoken = Spoken(plan).ToArray();
        var value = TimeoutValues.InWords(spoken) ?? TimeoutValues.InCode(plan, loop);
        var forever = TimeoutValues.Forever(spoken, loop);
        var reason = Reason(spoken);
        if (value is null && forever is not null)
        {
            return new TimeoutFacts(forever, reason, null);
        }
        return new TimeoutFacts(value?.Fact, reason, value?.Milliseconds)
        {
            Mentioned =
            [
                .. spoken
                    .SelectMany(TimeoutValues.Amounts)
                    .Append(TimeoutValues.InCode(plan, loop)?.Milliseconds)
                    .Append(value?.Milliseconds)
                    .OfType<double>()
                    .Distinct(),
            ],
        };
    }

    // What speaks of the timeout: its own section, sentences that name it, comments beside it.
    private static IEnumerable<Sentence> Spoken(PlanDocument plan)
    {
        foreach (var block in plan.Text)
        {
            var section = Vocabulary.Timeout.In(block.Section.Own) && !Elsewhere.In(block.Section.Own);
            var sentences = Sentences.Of(block).ToArray();
            for (var i = 0; i < sentences.Length; i++)
            {
                var near =
                    i > 0 && Named.In(sentences[i - 1].Words)
                    || i + 1 < sentences.Length && Named.In(sentences[i + 1].Words);
                if (section || Named.In(sentences[i].Words) || near)
                {
                    yield return sentences[i];
                }
            }
        }
        foreach (var block in plan.Code)
        {
            var section = Vocabulary.Timeout.In(block.Section.Own);
            var near = false;
            var code = CodeText.Strip(block.Lines);
            foreach (var (line, at) in code.Select((line, at) => (line, at)))
            {
                // A comment on lines of its own belongs to the statement below it.
                var stands =
                    line.Text.Trim().Length > 0
                        ? line
                        : code.Skip(at).FirstOrDefault(next => next.Text.Trim().Length > 0);
                near |= line.Text.Trim().Length == 0 && stands is not null && Named.In(Folded.Of(stands.Text));
                var about = Named.In(Folded.Of(line.Text));
                if (line.Comment.Length > 0 && (section || about || near || Named.In(Folded.Of(line.Comment))))
                {
                    yield return new Sentence(
                        block,
                        new PlanLine(line.Number, line.Column, line.Comment),
                        line.Comment
                    );
                }
                near = about || near && line.Text.Trim().Length == 0;
            }
        }
    }

    private static readonly Words Elsewhere = new("test*, scenario*, registry");

    private static readonly Words Named = new(
        "timeout*, timout*, timeot*, time out*, time-out*, tv, timeval, tv sec, tv usec, zeitlimit*, zeituberschreitung, auszeit, wartezeit, delai d'attente, delai, tiempo limite, tiempo de espera, plazo, tempo limite, tempo de espera",
        "タイムアウト, 待ち時間, 超时, 逾时, таймаут*, тайм-аут*"
    );

    private static Fact? Reason(IReadOnlyList<Sentence> spoken)
    {
        var restated = (Fact?)null;
        foreach (var sentence in spoken)
        {
            if (Bearing.In(sentence.Words))
            {
                if (Linked(sentence, spoken))
                {
                    return Fact.Yes("The reason bears on the value.", sentence.At.Number, sentence.At.Column);
                }
            }
            else if (Because.In(sentence.Words))
            {
                restated ??= Fact.No(
                    "The reason does not say what gets better or worse with the value.",
                    sentence.At.Number,
                    sentence.At.Column
                );
            }
        }
        return restated;
    }

    // A word about shutdown is a reason where it stands with the value or says why, not where it only stands nearby.
    private static bool Linked(Sentence sentence, IReadOnlyList<Sentence> spoken) =>
        Because.In(sentence.Words)
        || TimeoutValues.Amount().IsMatch(NumberWords.ToDigits(sentence.Words))
        || Named.In(sentence.Words)
        || spoken.Any(other =>
            other != sentence
            && other.Block == sentence.Block
            && TimeoutValues.Amount().IsMatch(NumberWords.ToDigits(other.Words))
        );

    /// <summary>What a timeout decides: how late things are noticed, how often the loop wakes for nothing.</summary>
    private static readonly Words Bearing = new(
        "shutdown, shut down, shutting down, stop*, quit*, exit, signal*, sigint, sigterm, ctrl-c, ctrl c, terminat*, running flag, flag, cancel*, housekeep*, house keep*, sweep*, reap*, prune*, idle, stale, periodic*, clean*, maintenance",
        "heartbeat*, keepalive*, timer*, expire*, inactiv*, cpu, wake*, wakeup*, busy, spin*, power, battery, latency, latenc*, responsive*, react*, notice*, lag*, late, delay*, toleran*, bookkeep*, statistic*, stats, log, retry, emfile, dead client*, zombie*, gc",
        "beend*, herunterfahr*, abbruch*, abbrech*, signal*, stoppen, anhalten, aufraum*, aufraeum*, wartung*, leerlauf*, periodisch*, untatig*, inaktiv*, aufwach*, aufgeweckt, prozessor*, strom, akku, latenz*, verzoger*, verzoeger*, reagier*, reaktion*, bemerk*, merkt, trage",
        "parada, detencion, arret*, s'arreter, fermeture, extinction, menage, nettoy*, inactif*, inactiv*, periodi*, reveil*, processeur, latence*, reactiv*, reagir, retard*, batterie, apagado, apagar, cierre, parar, detener*, terminar, limpiez*, limpiar, mantenimiento",
        "inactiv*, periodic*, despert*, latencia*, respuesta, reaccion*, retras*, consum*, bateria, demora*, desligar, encerrar, encerramento, limpeza, ocios*, acord*, arresto, spegn*, pulizia, risvegl*, latenza",
        "終了, シャットダウン, 停止, シグナル, 掃除, アイドル, 定期, 遅延, 応答, 起床, 起き, 反応, 省電力, 退出, 关闭, 停机, 信号, 清理, 空闲, 定期, 唤醒, 延迟, 响应, 空转, 心跳, 检查, завершен*, останов*, сигнал*, простаива*, просып*, задержк*, очистк*, отклик*"
    );

    private static readonly Words Because = new(
        "because, becuase, becouse, becasue, bc, cause, since, so that, so, reason, why, in order to, to let, lets, let, allow*, enough to, bounds, bound, limits, keeps, at most, otherwise, would, means, trade-off, tradeoff, compromise, balance, short enough, long enough, for the, to check, to notice, guarantee*, ensures, therefore, cost*",
        "weil, damit, da, denn, grund, sodass, so dass, um, spatestens, hochstens, sonst, wurde, kompromiss, begrunde*, begrundung, car, parce que, afin, pour, raison, au plus, sinon, compromis, permet*, evite*",
        "porque, para, ya que, razon, motivo, asi, como maximo, permite*, de lo contrario, pois, razao, porque, perche, per, cosi, motivo, ため, ので, から, 理由, 以内, 因为, 为了, 所以, 这样, 以便, 原因, 理由, 最多, 否则, потому, чтобы, так как, причина, иначе"
    );
}
