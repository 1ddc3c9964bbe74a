using System.Text.RegularExpressions;

namespace SelectQuest.Grading.Evidence.Plan;

/// <summary>One scenario of the test plan.</summary>
internal sealed record Scenario(string Text, bool Expects, PlanLine At)
{
    public string Words { get; } = Folded.Of(Text);
}

/// <summary>The test plan: its scenarios and the most clients that are connected at once.</summary>
/// <param name="Clients">The largest number of clients, and where it is said.</param>
internal sealed record ScenarioFacts(
    IReadOnlyList<Scenario> Rows,
    int Distinct,
    int DistinctButForNumbers,
    int Clients,
    PlanLine? ClientsAt,
    Scenario? ConnectBurst,
    Scenario? DisconnectBurst
);

/// <summary>Finds scenarios in tables, lists and headings.</summary>
internal static partial class Scenarios
{
    private static readonly Words Testing = new(
        "test*, scenario*, szenari*, essai*, prueba*, escenario*, caso*, teste*, cenario*, prova, prove, テスト, 試験, シナリオ, 测试, 場景, 场景, тест*, сценари*, load, burst*, verification, experiment*, plan de test*, lasttest*"
    );

    private static readonly Words Expectation = new(
        "expect*, should, must, result*, outcome, verify, verif*, assert*, check*, pass when, pass if, ok if, then, so that, no leak*, still, remain*, erwart*, soll*, muss, ergebnis*, attend*, doit, doivent, resultat*",
        "esper*, debe*, resultado*, deve*, atteso, attesi, 期待, 結果, こと, 预期, 期望, 结果, 应, ожида*, результат*"
    );

    private static readonly Words Connecting = new(
        "connect, connects, connett*, connecting, connections, join*, arriv*, log in, open*, come in, coming, new client*, new conn*, storm, verbinden, verbindet, verbind*, anmeld*, kommen, se connect*, connexion*, arrivent, conect*, llegan, entran, conexion*",
        "接続し, 接続する, 接続, 同時接続, 连接, 接入, 連接, 上线, подключ*, dial*, launch*, spawn*, start, connected, churn, accept*"
    );

    private static readonly Words Leaving = new(
        "disconn*, leave*, leaving, close*, closing, quit*, drop*, hang up, go away, vanish*, exit*, disappear*, reset*, rst, gone, kill*, abort*, churn, trennen, trennt, verlass*, schliess*, abmeld*, gehen, geht, abbrech*, abbruch*",
        "deconnect*, se deconnect*, partent, ferment, quittent, coup*, desconect*, cierran, salen, se van, desconex*, saem, fecham, disconness*, 切断, 離脱, 閉じ, 断开, 离开, 关闭, 断線, 下线, отключ*, уход*"
    );

    private static readonly Words Burst = new(
        "burst*, at once, simultan*, together, same time, same moment, same instant, same second, storm*, flood*, rapid*, quickly, as fast as, all, half, wave*, mass*, en masse, churn, concurrent*, parallel, gleichzeitig, auf einmal, schlagartig, alle, halfte, welle*, zusammen",
        "a la fois, en meme temps, rafale*, vague*, tous, moitie, ensemble, simultane*, a la vez, rafaga*, de golpe, oleada*, todos, mitad, al mismo tiempo, ao mesmo tempo, rajada*, metade, insieme, raffica",
        "同時, 一斉, 一気, バースト, 全員, 半数, 全部, 同时, 突发, 一起, 所有, 批量, 瞬间, 一半, одновременно, все, разом, всплеск*"
    );

    private static readonly Words TheServer = new(
        "kill the server, kill server, server is killed, server shuts, shut down the server, sigterm, sigint, ctrl-c, ctrl c, server beenden, server wird beendet, arret du serveur, matar el servidor, サーバを停止, サーバー停止, 杀死服务器, 关闭服务器, stop the server, server stops, shutdown, shut down"
    );

    public static ScenarioFacts Read(PlanDocument plan)
    {
        var rows = Rows(plan);
        var distinct = rows.Select(row => Normal(row.Words)).Distinct().Count();
        var shapes = rows.Select(row => Digits().Replace(Normal(NumberWords.ToDigits(row.Words)), "0"))
            .Distinct()
            .Count();
        var (clients, at) = Most(plan, rows);
        return new ScenarioFacts(
            rows,
            distinct,
            shapes,
            clients,
            at,
            rows.FirstOrDefault(row => IsBurst(row, Connecting, Leaving)),
            rows.FirstOrDefault(row => IsBurst(row, Leaving, null))
        );
    }

    private static List<Scenario> Rows(PlanDocument plan)
    {
        var groups = plan
            .Blocks.Where(block => block.Kind == BlockKind.Row || block.Kind == BlockKind.Item && IsOutermost(block))
            .GroupBy(block => (block.Kind, block.Group))
            .Where(group => About(group.First()))
            .Select(group => group.Select(block => FromBlock(plan, block)).OfType<Scenario>().ToList())
            .Append(Headed(plan))
            .ToArray();
        // Tables, lists and headings may carry parts of one plan.
        return [.. groups.SelectMany(group => group)];
    }

    // What is nested in a scenario belongs to it; what is nested in "- tests:" is the scenarios.
    private static bool IsOutermost(PlanBlock item) =>
        item.Depth < 2 || item.Section.Within is { } host && !Testing.In(host.Words) && Testing.In(item.Section.Own);

    private static bool About(PlanBlock block) =>
        Testing.In(block.Section.Words)
        || block.Header.Count > 0 && block.Header.Any(cell => ScenarioHeader.In(Folded.Of(cell)));

    private static readonly Words ScenarioHeader = new(
        "scenario*, szenari*, escenario*, cenario*, test*, シナリオ, 场景, 场景, 用例, сценари*, situation, what happens, case, fall, caso"
    );

    private static Scenario? FromBlock(PlanDocument plan, PlanBlock block)
    {
        if (block.Kind == BlockKind.Row)
        {
            return FromRow(block);
        }
        var below = plan
            .Blocks.SkipWhile(other => other != block)
            .Skip(1)
            .TakeWhile(other => other.Depth > block.Depth)
            .ToArray();
        var text = block.Text + "\n" + string.Join('\n', below.Select(other => other.Text));
        var expects =
            below.Length > 0
            || Expectation.In(Folded.Of(text))
            || Separated().IsMatch(text)
            || Sentences.Of(block).Count() > 1;
        return
            ClientCounts.Nouns.In(Folded.Of(text))
            || Connecting.In(Folded.Of(text))
            || Leaving.In(Folded.Of(text))
            || expects
            ? new Scenario(text, expects, block.Lines[0])
            : null;
    }

    private static Scenario? FromRow(PlanBlock row)
    {
        var expected = row.Header.ToList().FindIndex(cell => Expectation.In(Folded.Of(cell)));
        var texts = row
            .Cells.Select((cell, at) => (cell, at))
            .Where(pair => pair.cell.Any(char.IsLetter) && !Index().IsMatch(pair.cell))
            .ToArray();
        if (texts.Length == 0)
        {
            return null;
        }
        var expects =
            expected >= 0
                ? row.Cells.Count > expected
                    && row.Cells[expected].Any(char.IsLetterOrDigit)
                    && row.Cells[expected].Trim() is not ("?" or "TODO" or "TBD" or "...")
                : texts.Length > 1;
        return texts.All(pair => pair.at == expected)
            ? null
            : new Scenario(string.Join(" | ", row.Cells.Where(cell => !Index().IsMatch(cell))), expects, row.Lines[0]);
    }

    // ### Scenario 1: all connect   with its text below
    private static List<Scenario> Headed(PlanDocument plan)
    {
        var headed = new List<Scenario>();
        foreach (
            var section in plan.Sections.Where(section =>
                section.Path.Count > 1 && section.Path.SkipLast(1).Any(Testing.In)
                || NumberedScenario().IsMatch(Folded.Of(section.Title))
            )
        )
        {
            var blocks = plan.Blocks.Where(block => block.Section == section && block.Kind != BlockKind.Row).ToArray();
            if (
                blocks.Length == 0
                || !plan.Sections.Any(other => other != section && other.Level == section.Level)
                || blocks.Any(block => block.Kind == BlockKind.Item && block.Depth > 0 && blocks.Length > 5)
            )
            {
                continue;
            }
            if (blocks.Count(block => block.Kind == BlockKind.Item) >= 4)
            {
                continue; // a list of scenarios under a heading of its own was read as a list
            }
            var text = section.Title + "\n" + string.Join('\n', blocks.Select(block => block.Text));
            headed.Add(new Scenario(text, true, new PlanLine(section.Line, 1, section.Title)));
        }
        return headed.Count > 1 ? headed : [];
    }

    private static (int Clients, PlanLine? At) Most(PlanDocument plan, List<Scenario> rows)
    {
        var most = (Clients: 0, At: (PlanLine?)null);
        foreach (var row in rows)
        {
            Consider(ClientCounts.Largest(row.Words), row.At);
        }
        foreach (var block in plan.Blocks.Where(block => About(block)))
        {
            var columns = block.Header.Select(cell => ClientCounts.Nouns.In(Folded.Of(cell))).ToArray();
            for (var i = 0; i < Math.Min(columns.Length, block.Cells.Count); i++)
            {
                Consider(
                    columns[i] ? ClientCounts.Largest(Folded.Of(block.Cells[i]), aboutClients: true) : 0,
                    block.Lines[0]
                );
            }
            foreach (var line in block.Lines.Where(_ => block.Kind != BlockKind.Row))
            {
                Consider(ClientCounts.Largest(Folded.Of(line.Text)), line);
            }
            if (block.Kind != BlockKind.Row)
            {
                Consider(ClientCounts.Largest(block.Words.ReplaceLineEndings(" ")), block.Lines[0]);
            }
        }
        foreach (var section in plan.Sections.Where(section => Testing.In(section.Words)))
        {
            Consider(ClientCounts.Largest(Folded.Of(section.Title)), new PlanLine(section.Line, 1, section.Title));
        }
        return most;

        void Consider(int clients, PlanLine at)
        {
            if (clients > most.Clients)
            {
                most = (clients, at);
            }
        }
    }

    private static bool IsBurst(Scenario row, Words movement, Words? unless)
    {
        var words = TheServer.RemoveFrom(row.Words);
        if (
            !movement.In(words)
            || unless is not null
                && unless.IndexIn(words) is >= 0 and var left
                && movement.IndexIn(words) > left
                && !Burst.In(words)
        )
        {
            return false;
        }
        if (OneClient().IsMatch(words))
        {
            return false;
        }
        return Burst.In(words) || ClientCounts.Largest(words) >= 10;
    }

    private static string Normal(string words) => NotWord().Replace(words, " ").Trim();

    [GeneratedRegex(@"\d+", RegexOptions.NonBacktracking)]
    private static partial Regex Digits();

    [GeneratedRegex(@"[^\p{L}\p{N}]+", RegexOptions.NonBacktracking)]
    private static partial Regex NotWord();

    [GeneratedRegex(@"^\W*([A-Za-z]{0,2}-?\d{1,3}|[A-Za-z]|[IVX]{1,4})\W*$")]
    private static partial Regex Index();

    [GeneratedRegex(@"(→|->|=>|⇒|:\s|：|—|–|\s-\s|\bso\b|;)")]
    private static partial Regex Separated();

    [GeneratedRegex(@"\b(scenario|szenario|escenario|cenario|test|test case|prueba)\s*(\d|[a-z]\b|#)|シナリオ|场景")]
    private static partial Regex NumberedScenario();

    [GeneratedRegex(
        @"\b(one|a single|1|ein|einzelner|un seul|un solo) (of the )?(client|klient|cliente)\b(?!s)(?!.*\b(all|50|25|fifty)\b)"
    )]
    private static partial Regex OneClient();
}
