using System.Text.RegularExpressions;
using SelectQuest.Grading.Evidence.Plan.Pseudocode;

namespace SelectQuest.Grading.Evidence.Plan;

/// <summary>How the highest fd is followed and what goes into select's first argument.</summary>
internal sealed record MaxFdFacts(Fact? Added, Fact? Removed, Fact? Argument)
{
    public static MaxFdFacts Read(PlanDocument plan, EventLoop? loop, IReadOnlyList<Function> functions)
    {
        var everyTurn = loop is null ? null : MaxFdEveryTurn.Find(loop);
        var said = MaxFdInWords.EveryTurn(plan, loop is null ? [] : MaxFdEveryTurn.Names(loop));
        var (added, removed) = (MaxFdPaths.Added(functions), MaxFdPaths.Removed(functions));
        added ??=
            everyTurn ?? said ?? MaxFdInWords.Added(plan) ?? (loop is null ? null : MaxFdPaths.RaisedAnywhere(loop));
        removed =
            removed is { Truth: Truth.No } && (everyTurn ?? said) is { Truth: Truth.Yes } better ? better : removed;
        removed ??= everyTurn is { Truth: Truth.Yes }
            ? everyTurn
            : said
                ?? MaxFdInWords.Removed(plan)
                ?? (loop is null ? null : MaxFdPaths.LoweredAnywhere(loop))
                ?? everyTurn;
        added ??= MaxFdInWords.Promised(plan, RegistryOperations.Add, "add");
        removed ??= MaxFdInWords.Promised(plan, RegistryOperations.Remove, "remove");
        if (everyTurn is { Truth: Truth.No } && added is { Truth: Truth.No })
        {
            added = everyTurn with { Truth = Truth.Yes, Observed = "The highest fd is raised in every turn." };
        }
        return new MaxFdFacts(added, removed, NfdsArgument.Find(plan, loop, functions, added is not null));
    }

    /// <summary>Names for it, without the short ones that mean anything.</summary>
    public static readonly Words Highest = new(
        "max*, maxfd*, highest, largest, biggest, greatest, nfds, hochste*, hoechste*, grosste*, groesste*, plus grand*, plus haut*, mas alto, mas grande, mayor, maior, mais alto, massim*, piu alto",
        "最大, 最高, макс*, наибольш*, maximum*, high water"
    );
}

/// <summary>The highest fd is found anew in every turn of the loop.</summary>
internal static partial class MaxFdEveryTurn
{
    /// <summary>Yes: reset and raised in every turn. No: raised in every turn and never reset. Null: not done in the loop.</summary>
    public static Fact? Find(EventLoop loop)
    {
        var before = loop.Steps.Take(loop.At + 1).ToArray();
        var inCall = loop.Call.Nfds ?? "";
        if (OverAll(Folded.Of(inCall)))
        {
            return Fact.Yes(
                "The highest fd is found anew in every turn.",
                loop.Select.Node.Line,
                loop.Select.Node.Column
            );
        }
        var raised = (Step?)null;
        foreach (var step in before)
        {
            if (step.Node.Prose && MaxFdFacts.Highest.In(step.Words) && Found().IsMatch(step.Words))
            {
                return Fact.Yes("The highest fd is found anew in every turn.", step.Node.Line, step.Node.Column);
            }
            if (Expressions.Assignment(step.Text) is not var (left, right) || !IsMax(left, loop))
            {
                continue;
            }
            var name = Expressions.Names(left).LastOrDefault() ?? "";
            var raises =
                Expressions.Mentions(right, name) || step.Guards.Any(guard => Expressions.Mentions(guard, name));
            if (raises)
            {
                raised ??= step;
            }
            else if (OverAll(Folded.Of(right)))
            {
                return Fact.Yes("The highest fd is found anew in every turn.", step.Node.Line, step.Node.Column);
            }
        }
        if (raised is null)
        {
            return null;
        }
        var max = Expressions.Names(Expressions.Assignment(raised.Text)!.Value.Left).LastOrDefault() ?? "";
        var reset = before.FirstOrDefault(step =>
            Expressions.Assignment(step.Text) is var (left, right)
            && Expressions.Mentions(left, max)
            && !Expressions.Mentions(right, max)
            && !step.Guards.Any(guard => Expressions.Mentions(guard, max))
            && step.Loops.Count < raised.Loops.Count
        );
        return reset is not null
            ? Fact.Yes("The highest fd is found anew in every turn.", reset.Node.Line, reset.Node.Column)
            : Fact.No(
                "The highest fd is only ever raised: nothing lowers it when the highest client leaves.",
                raised.Node.Line,
                raised.Node.Column
            );
    }

    public static bool IsMax(string left, EventLoop loop) =>
        !left.Contains('(') && (MaxFdFacts.Highest.In(Folded.Of(left)) || Names(loop).Any(name => Expressions.Mentions(left, name)));

    /// <summary>What select's first argument is made from: <c>nfds</c>, and <c>top</c> where <c>nfds = top + 1</c>.</summary>
    public static IReadOnlyList<string> Names(EventLoop loop)
    {
        var names = Expressions.Names(loop.Call.Nfds ?? "").Where(name => !Operator().IsMatch(name)).ToList();
        foreach (var name in names.ToArray())
        {
            var values = loop.Steps.Select(step => Expressions.ValueOf(step.Text, name)).OfType<string>();
            names.AddRange(values.Where(value => value.Contains('1', StringComparison.Ordinal)).SelectMany(Expressions.Names).Where(other => !Operator().IsMatch(other)));
        }
        return [.. names.Distinct()];
    }

    // max(fds), clients.Max(c => c.Fd), max(listener, *clients): over a collection, not two numbers.
    private static bool OverAll(string words) =>
        Maximum().IsMatch(words) && Collection().IsMatch(words) && !Property().IsMatch(words);

    [GeneratedRegex(@"^(std\.|Math\.)?(max|listen\w*|server|lfd)$", RegexOptions.IgnoreCase)]
    private static partial Regex Operator();

    [GeneratedRegex(@"\b(max|maximum|highest|largest|最大)\b")]
    private static partial Regex Maximum();

    [GeneratedRegex(
        @"\b(clients|conns|connections|fds|keys|inputs|registry|sockets|read set|readers|all|every|for|map|values|rlist|readfds|verbindungen|clientes|conexiones)\b"
    )]
    private static partial Regex Collection();

    // registry.MaxFd is kept elsewhere.
    [GeneratedRegex(
        @"\b\w+\.(get )?(max|highest)( fd)?\b(?!\s*\(\s*\w)|\bmax\(\s*listen\w*( fd)?\s*,\s*(registry|conns|clients|reg|r)\.?\s?(max|highest|get max)"
    )]
    private static partial Regex Property();

    [GeneratedRegex(
        @"\b(find|found|gefunden|determine|comput\w*|calculat\w*|recomput\w*|work out|remember|note|keep|track\w*|ermittl\w*|berechn\w*|bestimm\w*|merke?|calcul\w*|determin\w*|busc\w*|anot\w*)\b|計算|求め|算出|计算|求出"
    )]
    private static partial Regex Found();
}

/// <summary>What functions for adding and removing do with the highest fd.</summary>
internal static partial class MaxFdPaths
{
    public static Fact? Added(IEnumerable<Function> functions) =>
        functions
            .Where(function =>
                RegistryOperations.Add.In(Folded.Of(function.Name)) || Accepting().IsMatch(Folded.Of(function.Name))
            )
            .Select(function => function.Node.All().Skip(1).FirstOrDefault(Changes))
            .Where(node => node is not null)
            .Select(node => Fact.Yes("Adding raises the highest fd.", node!.Line, node.Column))
            .FirstOrDefault();

    public static Fact? Removed(IEnumerable<Function> functions)
    {
        foreach (var function in functions)
        {
            var words = Folded.Of(function.Name);
            if (!RegistryOperations.Remove.In(words) && !Leaving().IsMatch(words))
            {
                continue;
            }
            var nodes = function.Node.All().Skip(1).ToList();
            var change = nodes.FirstOrDefault(Lowers);
            if (change is null)
            {
                continue;
            }
            var at = nodes.IndexOf(change);
            var erase = nodes.FindIndex(Erases);
            var scans =
                Scan().IsMatch(Folded.Of(change.Text))
                || nodes.Skip(at).Any(node => node.Kind == NodeKind.Loop && !Calls(node));
            var excludes = nodes.Any(node => Excludes().IsMatch(node.Text));
            if (erase > at && scans && !excludes)
            {
                return Fact.No(
                    "Removing looks for the new highest fd while the old one is still registered, so it never gets lower.",
                    change.Line,
                    change.Column
                );
            }
            return Fact.Yes("Removing lowers the highest fd.", change.Line, change.Column);
        }
        return null;
    }

    /// <summary>Raised in a handler that is not a function of its own.</summary>
    public static Fact? RaisedAnywhere(EventLoop loop) =>
        loop
            .Steps.Concat(loop.Others)
            .Where(step =>
                !step.Node.Prose
                && Expressions.Assignment(step.Text) is var (left, right)
                && MaxFdFacts.Highest.In(Folded.Of(left))
                && (
                    Folded.Of(right).Contains("max", StringComparison.Ordinal)
                    || step.Guards.Any(guard =>
                        guard.Contains('>', StringComparison.Ordinal) && MaxFdFacts.Highest.In(Folded.Of(guard))
                    )
                )
            )
            .Select(step => Fact.Yes("A new fd raises the highest fd.", step.Node.Line, step.Node.Column))
            .FirstOrDefault();

    public static Fact? LoweredAnywhere(EventLoop loop) =>
        loop
            .Steps.Concat(loop.Others)
            .Where(step =>
                !step.Node.Prose
                && Lowers(step.Node)
                && step.Guards.Any(guard =>
                    guard.Contains('=', StringComparison.Ordinal) && MaxFdFacts.Highest.In(Folded.Of(guard))
                )
            )
            .Select(step => Fact.Yes("A leaving fd lowers the highest fd.", step.Node.Line, step.Node.Column))
            .FirstOrDefault();

    private static bool Changes(Node node) =>
        Expressions.Assignment(node.Text) is var (left, _) && MaxFdFacts.Highest.In(Folded.Of(left))
        || Updates().IsMatch(Folded.Of(node.Text)) && MaxFdFacts.Highest.In(Folded.Of(node.Text));

    private static bool Lowers(Node node) =>
        node.Kind is not NodeKind.If && (Changes(node) || Counts().IsMatch(Folded.Of(node.Text)));

    private static bool Erases(Node node) =>
        Expressions.Calls(node.Text).Any(call => Erase().IsMatch(Folded.Of(call.Name.Split('.', '>', ':')[^1])))
        || Spoken().IsMatch(Folded.Of(node.Text))
        || node.Text.Contains("[fd]", StringComparison.OrdinalIgnoreCase) && Emptied().IsMatch(node.Text);

    private static bool Calls(Node node) => node.Text.Contains("select", StringComparison.OrdinalIgnoreCase);

    [GeneratedRegex(@"\b(accept|connect|new (client|connection)|on accept|open)\b")]
    private static partial Regex Accepting();

    [GeneratedRegex(@"\b(close|drop|disconnect|leave|kill|end)\b")]
    private static partial Regex Leaving();

    [GeneratedRegex(
        @"\b(updat\w*|recomput\w*|recalc\w*|rescan\w*|raise|lower|adjust|neu berechn\w*|aktualisier\w*|anpass\w*|recalcul\w*|actualiz\w*|re calc\w*|更新|再計算|重新计算)|更新|再計算|重新计算|重算"
    )]
    private static partial Regex Updates();

    [GeneratedRegex(@"\b(max|highest|nfds)[\w ]*(--|-= ?1)|--\s*max")]
    private static partial Regex Counts();

    [GeneratedRegex(@"\b(max|keys|scan|recomput\w*|recalc\w*|rescan|for)\b")]
    private static partial Regex Scan();

    [GeneratedRegex(@"^(erase|remove|delete|del|pop|try remove|unset|discard|take|hdel)$")]
    private static partial Regex Erase();

    [GeneratedRegex(@"^\W*(del|delete|erase|remove|entferne|losche|loesche|borrar|supprimer|eliminar)\b")]
    private static partial Regex Spoken();

    [GeneratedRegex(
        @"(=|←)\s*(NULL|None|nil|null|nullptr|0|-1|\{\s*0?\s*\}|default|frei|free)\b",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex Emptied();

    [GeneratedRegex(@"!=\s*fd\b|\bfd\s*!=|≠|<>\s*fd|is not fd|except")]
    private static partial Regex Excludes();
}
