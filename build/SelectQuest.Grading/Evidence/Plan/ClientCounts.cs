using System.Globalization;
using System.Text.RegularExpressions;

namespace SelectQuest.Grading.Evidence.Plan;

/// <summary>How many clients a text speaks of: "50 clients", "fifty", "5 groups of 10"; not ports, fds, bytes or times.</summary>
internal static partial class ClientCounts
{
    /// <summary>The largest number of clients in the text; 0 if it names none.</summary>
    /// <param name="aboutClients">The number stands in a column or a heading that is about clients.</param>
    public static int Largest(string folded, bool aboutClients = false)
    {
        var digits = NumberWords.ToDigits(folded);
        if (Sequential.In(digits))
        {
            return 0;
        }
        var largest = 0;
        foreach (Match match in Groups().Matches(digits))
        {
            largest = Math.Max(largest, Value(match.Groups["a"]) * Value(match.Groups["b"]));
        }
        foreach (Match match in Counted().Matches(digits))
        {
            largest = Math.Max(largest, Value(match.Groups["n"]));
        }
        foreach (Match match in Named().Matches(digits))
        {
            largest = Math.Max(largest, Value(match.Groups["n"]));
        }
        if (aboutClients || Nouns.In(digits) || Together.In(digits))
        {
            foreach (Match match in Bare().Matches(digits))
            {
                if (!Unit().IsMatch(digits[(match.Index + match.Length)..]) && !Other().IsMatch(digits[..match.Index]))
                {
                    largest = Math.Max(largest, Value(match.Groups["n"]));
                }
            }
        }
        return largest;
    }

    /// <summary>What is counted.</summary>
    public static readonly Words Nouns = new(
        "client*, connection*, conns, peer*, session*, users, klient*, kunde*, verbindung*, teilnehmer*, clients, connexion*, cliente*, conexion*, conexoes, conness*, utilisateur*, usuario*",
        "クライアント, 接続, 客户端, 客户, 连接, 連接, клиент*, соединени*, telnet*, nc"
    );

    private static readonly Words Together = new(
        "all, each, every, total, at once, simultan*, alle, insgesamt, tous, todos, 全, 同時, 同时, все, concurrent*"
    );

    private static readonly Words Sequential = new(
        "one after another, one after the other, one at a time, sequentially, one by one, nacheinander, einer nach dem anderen, un par un, l'un apres l'autre, uno tras otro, uno por uno, de uno en uno",
        "um por vez, 一つずつ, 1 つずつ, 順番に, 一个接一个, 逐个, 依次, 1 by 1, 1 after another, 1 at a time, 1 after the other, never more than"
    );

    private static int Value(Group group) =>
        int.TryParse(
            group.Value.Replace(",", "", StringComparison.Ordinal),
            NumberStyles.None,
            CultureInfo.InvariantCulture,
            out var value
        )
            ? Math.Min(value, 100_000)
            : 0;

    // 5 groups of 10, 5 x 10 clients, 10 Gruppen zu je 5
    [GeneratedRegex(
        @"\b(?<a>\d{1,4})\s*(?:groups?|batches|waves?|sets?|rounds?|gruppen|wellen|groupes|vagues|grupos|oleadas|lotes|組|グループ|组|批|группы?)\s*(?:of|a|zu|von|de|mit|x|each|je|with|,|の|每组|по|clients?)*\s*(?:je\s*)?(?<b>\d{1,4})\b|\b(?<a>\d{1,4})\s*[x×*]\s*(?<b>\d{1,4})\s*(?:client|conn|klient|verbind|cliente|クライ|客户)"
    )]
    private static partial Regex Groups();

    [GeneratedRegex(
        @"\b(?<n>\d{1,3}(?:,\d{3})+|\d{1,6})\+?\s*(?:台|個|个|の|名|\()?\s*(?:[a-z'-]+\s+){0,3}?(?:client|connection|conns\b|peer|session|users|klient|kunden|verbindung|teilnehmer|connexion|cliente|conexion|conexoes|conness|クライアント|接続|客户|连接|連接|клиент|соединени|telnet)"
    )]
    private static partial Regex Counted();

    // clients = 50, N_CLIENTS: 50, range(50)
    [GeneratedRegex(
        @"(?:client\w*|connection\w*|conns|klienten|clientes|クライアント数?|客户端数?|\bn)\s*(?:=|:|:=|←|>=|≥)\s*(?<n>\d{1,6})\b|range\(\s*(?<n>\d{1,6})\s*\)|<\s*(?<n>\d{1,6})\s*;"
    )]
    private static partial Regex Named();

    [GeneratedRegex(@"(?<![\d.:,#-])\b(?<n>\d{1,6})\b(?![.,:]\d)")]
    private static partial Regex Bare();

    // What follows a number that does not count clients.
    [GeneratedRegex(
        @"^\s*(?:-\s*)?(?:%|percent|prozent|ms\b|us\b|µs|s\b|sec|second|minute|min\b|hour|sek|byte|b\b|kb|kib|mb|mib|k\b|fd|descriptor|file|messages?|msgs?|times|mal\b|iteration|rounds?|runs?|port|cycles?|lines?|requests?|fois|veces|nachricht|mensaje|octet|bit|秒|ミリ|回|次|バイト|字节|个字节|条|件|毫秒|分|th\b|nd\b|rd\b|st\b|раз|байт|сек)"
    )]
    private static partial Regex Unit();

    [GeneratedRegex(
        @"(?:port|fd|fds|descriptor|scenario|step|test|line|rfc|limit|setsize|ulimit|day|week|phase|szenario|escenario|scenario|seed|client|nr\.?|no\.?|ポート|端口|:)\s*(?:=|>=|>|<|:|is|of|no\.?)?\s*$"
    )]
    private static partial Regex Other();
}
