using System.Globalization;
using System.Text.RegularExpressions;
using SelectQuest.Grading.Evidence.Plan.Pseudocode;

namespace SelectQuest.Grading.Evidence.Plan;

/// <summary>A timeout's value as students write it: "1 s", "half a second", <c>tv_sec = 1</c>, <c>FromMilliseconds(500)</c>.</summary>
internal static partial class TimeoutValues
{
    /// <summary>The first sentence with a number and a unit.</summary>
    public static (Fact Fact, double Milliseconds)? InWords(IReadOnlyList<Sentence> spoken)
    {
        foreach (var sentence in spoken.OrderBy(sentence => sentence.Block.Kind == BlockKind.Code))
        {
            var digits = NumberWords.ToDigits(Half().Replace(sentence.Words, " 500 ms "));
            foreach (Match match in Amount().Matches(digits))
            {
                var before = digits[Math.Max(0, match.Index - 24)..match.Index];
                if (NotThis.In(before))
                {
                    continue;
                }
                return (Of(Milliseconds(match), sentence.At.Number, sentence.At.Column), Milliseconds(match));
            }
            var field = Fields(sentence.Text);
            if (field is { } milliseconds)
            {
                return (Of(milliseconds, sentence.At.Number, sentence.At.Column), milliseconds);
            }
        }
        return null;
    }

    /// <summary>Every amount of time in a sentence, in milliseconds, whatever it is the amount of.</summary>
    public static IEnumerable<double?> Amounts(Sentence sentence) =>
        Amount()
            .Matches(NumberWords.ToDigits(Half().Replace(sentence.Words, " 500 ms ")))
            .Select(match => (double?)Milliseconds(match))
            .Append(Fields(sentence.Text));

    /// <summary>The value in a listing.</summary>
    public static (Fact Fact, double Milliseconds)? InCode(PlanDocument plan, EventLoop? loop)
    {
        foreach (var line in plan.Code.SelectMany(block => CodeText.Strip(block.Lines)))
        {
            if (Fields(line.Text) is { } fields)
            {
                return (Of(fields, line.Number, line.Column), fields);
            }
            var folded = NumberWords.ToDigits(Folded.Of(line.Text));
            if (Named().IsMatch(folded) || folded.Contains("select", StringComparison.Ordinal))
            {
                if (Span(line.Text) is { } span)
                {
                    return (Of(span, line.Number, line.Column), span);
                }
                if (Amount().Match(folded) is { Success: true } amount)
                {
                    return (Of(Milliseconds(amount), line.Number, line.Column), Milliseconds(amount));
                }
                if (Assigned().Match(folded) is { Success: true } assigned)
                {
                    var number = Number(assigned.Groups["n"].Value);
                    var unit = Unit(assigned.Groups["name"].Value + " " + line.Comment, loop);
                    return (Of(number * unit, line.Number, line.Column), number * unit);
                }
            }
        }
        if (loop?.Call.Timeout is { } argument && Plain().Match(argument.Trim()) is { Success: true } plain)
        {
            var number = Number(plain.Groups["n"].Value);
            // Without a unit only the interface says what is meant: Python's seconds.
            return (Of(number * 1000, loop.Select.Node.Line, loop.Select.Node.Column), number * 1000);
        }
        return null;
    }

    /// <summary>Blocking until something happens.</summary>
    public static Fact? Forever(IReadOnlyList<Sentence> spoken, EventLoop? loop)
    {
        var said = spoken.FirstOrDefault(sentence => Endless.In(sentence.Words));
        if (said is not null)
        {
            return Fact.Unsure("select waits for ever.", said.At.Number, said.At.Column);
        }
        return loop?.Call.Timeout is { } argument && NullArgument().IsMatch(argument.Trim())
            ? Fact.Unsure("select waits for ever.", loop.Select.Node.Line, loop.Select.Node.Column)
            : null;
    }

    private static Fact Of(double milliseconds, int line, int column) =>
        milliseconds <= 0
            ? Fact.No("A timeout of zero never waits: the loop spins.", line, column)
            : Fact.Yes("The timeout has a value.", line, column);

    private static double Milliseconds(Match match) =>
        Number(match.Groups["n"].Value) * Unit(match.Groups["unit"].Value, null);

    private static double Unit(string words, EventLoop? loop)
    {
        _ = loop;
        var unit = Folded.Of(words);
        return Micro().IsMatch(unit) ? 0.001
            : Milli().IsMatch(unit) ? 1
            : Minute().IsMatch(unit) ? 60_000
            : 1000;
    }

    private static double Number(string text) =>
        double.TryParse(
            text.Replace(',', '.').Replace("_", "", StringComparison.Ordinal),
            NumberStyles.Float,
            CultureInfo.InvariantCulture,
            out var value
        )
            ? value
            : 0;

    // tv_sec = 1; tv_usec = 500000;   {1, 0}   { .tv_sec = 1, .tv_usec = 0 }   Timeval{Sec: 1}
    private static double? Fields(string text)
    {
        var fields = Field().Matches(text);
        if (fields.Count > 0)
        {
            return fields.Sum(m =>
                Number(m.Groups["n"].Value)
                * (
                    m.Groups["unit"].Value.ToLowerInvariant() switch
                    {
                        "sec" or "s" => 1000,
                        "nsec" => 1e-6,
                        _ => 0.001,
                    }
                )
            );
        }
        var pair = Pair().Match(text);
        return pair.Success ? Number(pair.Groups["s"].Value) * 1000 + Number(pair.Groups["u"].Value) * 0.001 : null;
    }

    // TimeSpan.FromSeconds(1), Duration::from_millis(500), 500 * time.Millisecond, chrono::milliseconds(250), 500ms
    private static double? Span(string text)
    {
        var match = Factory().Match(text);
        if (!match.Success)
        {
            return null;
        }
        var number = match.Groups["n"].Success ? Number(match.Groups["n"].Value) : 1;
        return number * Unit(match.Groups["unit"].Value, null);
    }

    private static readonly Words Endless = new(
        "forever, for ever, indefinite*, infinit*, no timeout, without timeout, without a timeout, null timeout, timeout null, timeout is null, blocks until, unendlich*, fur immer, kein timeout, ohne timeout, unbegrenzt*",
        "infini*, sans delai, sans timeout, pour toujours, indefinida*, sin timeout, sin limite, para siempre, sem timeout, 無限, 永久, 无限, 永远, бесконечн*, без таймаута"
    );

    private static readonly Words NotThis = new(
        "not, instead of, rather than, for example, e.g., idle for, after, nicht, statt, z.b., no, pas, au lieu"
    );

    [GeneratedRegex(
        @"(?<![\w.,])(?<n>\d+(?:[.,_]\d+)?)\s*-?(?<unit>s|sec|secs|second|seconds|ms|msec|millis|millisecond|milliseconds|us|µs|μs|usec|microsecond|microseconds|min|minute|minutes|sek|sek\.|sekunde|sekunden|millisekunde|millisekunden|mikrosekunden|seconde|secondes|milliseconde|millisecondes|segundo|segundos|milisegundo|milisegundos|secondo|secondi|millisecondi|秒|ミリ秒|毫秒|微秒|マイクロ秒|сек|секунд[аыу]?|мс|миллисекунд\w*|초)(?![\w])"
    )]
    public static partial Regex Amount();

    [GeneratedRegex(
        @"\bhalf a second|halbe\w? sekunde|demi-?\s?seconde|medio segundo|meio segundo|半秒|0,5 秒|mezzo secondo|полсекунды"
    )]
    private static partial Regex Half();

    [GeneratedRegex(
        @"\btv[ _]?(?<unit>sec|usec|nsec)\s*(?:=|:|\()\s*(?<n>\d[\d_]*)|\b(?<unit>sec|usec|nsec)\s*:\s*(?<n>\d[\d_]*)",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex Field();

    [GeneratedRegex(
        @"\b(?:timeval|timespec|tv|timeout)\w*\s*(?:\w+\s*)?=?\s*[{(]\s*(?<s>\d+)\s*,\s*(?<u>\d[\d_]*)\s*[})]",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex Pair();

    [GeneratedRegex(
        @"(?:From_?|chrono::|of)?(?<unit>Seconds?|Millis\w*|Secs|MilliSeconds?|Microseconds|from_secs\w*|from_millis|ofSeconds|ofMillis|FromSeconds|FromMilliseconds)\s*\(\s*(?<n>\d+(?:\.\d+)?)\s*\)|(?:(?<n>\d+)\s*\*\s*)?time\.(?<unit>Second|Millisecond|Microsecond)\b",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex Factory();

    [GeneratedRegex(
        @"\b(?<name>[\w ]*(?:timeout|time out|tv|wait|timeo|limite|delai|espera|plazo|タイムアウト|超时)[\w ]*)\s*(?:=|:=|:|←)\s*(?<n>\d+(?:\.\d+)?)\b"
    )]
    private static partial Regex Assigned();

    [GeneratedRegex(@"timeout|time out|\btv\b|timeval|duration|time span|タイムアウト|超时|zeitlimit|delai|espera")]
    private static partial Regex Named();

    [GeneratedRegex(@"^(?:\w+\s*[=:]\s*)?(?<n>\d+(?:\.\d+)?)$")]
    private static partial Regex Plain();

    [GeneratedRegex(
        @"^(?:timeout\s*[=:]\s*)?(null|nil|none|nullptr|-1|infinite\w*|Timeout\.Infinite\w*|forever|undefined)$",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex NullArgument();

    [GeneratedRegex(@"\b(us|µs|μs|usec|micro\w*|mikro\w*|from micros)\b|微秒|マイクロ秒")]
    private static partial Regex Micro();

    [GeneratedRegex(@"\b(ms|msec\w*|mill?i\w*|from mill?i\w*|of millis)\b|ミリ秒|毫秒|мс|миллисек")]
    private static partial Regex Milli();

    [GeneratedRegex(@"\b(min|minutes?|minuten?)\b")]
    private static partial Regex Minute();
}
