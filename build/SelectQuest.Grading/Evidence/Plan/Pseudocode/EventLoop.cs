using System.Text.RegularExpressions;

namespace SelectQuest.Grading.Evidence.Plan.Pseudocode;

/// <summary>How it is known that the steps are taken again and again.</summary>
internal enum Repetition
{
    /// <summary>A loop, a jump back or a call of itself.</summary>
    Shown,

    /// <summary>Only a name or the words around it say so.</summary>
    Said,

    /// <summary>Nothing does.</summary>
    None,
}

/// <summary>A loop around select, written out as steps.</summary>
/// <param name="Steps">One turn.</param>
/// <param name="At">The step that calls select.</param>
/// <param name="Others">All steps of the plan outside of the turn: what runs before it, and handlers shown elsewhere.</param>
internal sealed partial record EventLoop(
    IReadOnlyList<Step> Steps,
    int At,
    SelectCall Call,
    Repetition Repetition,
    IReadOnlyList<Step> Others
)
{
    public Step Select => Steps[At];

    /// <summary>All loops around select in these listings, best candidates first is left to the caller.</summary>
    public static IReadOnlyList<EventLoop> In(IReadOnlyList<(PlanBlock Block, IReadOnlyList<Node> Roots)> listings)
    {
        var roots = listings.SelectMany(listing => listing.Roots).ToArray();
        var functions = new Functions(roots);
        var everything = roots.SelectMany(root => root.All()).ToArray();
        var found = new List<EventLoop>();
        var covered = new HashSet<Node>();

        foreach (var loop in Outermost(roots))
        {
            // The header is evaluated before each turn: while (select(...) > 0).
            var head = new Node(loop.Line, loop.Column, loop.Text, loop.Comment, NodeKind.If);
            var steps = Flattening.Of([head, .. loop.Children], functions);
            Add(steps, Repetition.Shown);
        }
        foreach (var function in functions.All)
        {
            var steps = Flattening.Of(function.Node.Children, functions);
            var again = steps.Any(step => Again(step.Text, function.Name));
            Add(
                steps,
                again ? Repetition.Shown
                    : LoopName().IsMatch(Folded.Of(function.Name)) ? Repetition.Said
                    : Repetition.None
            );
        }
        foreach (var (block, nodes) in listings)
        {
            var start = nodes.ToList().FindIndex(node => LabelLine().IsMatch(node.Text));
            var jump = nodes.SelectMany(node => node.All()).Any(node => GoTo().IsMatch(node.Text));
            var said = Repeats.In(block.Words) || Repeats.In(block.Section.Words);
            Add(
                Flattening.Of(nodes.Skip(jump ? Math.Max(0, start) : 0), functions),
                jump ? Repetition.Shown
                    : said ? Repetition.Said
                    : Repetition.None
            );
        }
        return found;

        void Add(IReadOnlyList<Step> steps, Repetition repetition)
        {
            for (var i = 0; i < steps.Count; i++)
            {
                if (!covered.Contains(steps[i].Node) && SelectCall.In(steps[i].Text) is { } call)
                {
                    var inside = steps.Select(step => step.Node).ToHashSet();
                    covered.UnionWith(inside);
                    var others = everything
                        .Where(node => !inside.Contains(node))
                        .Select(node => new Step(node, node.Text, GuardsOf(roots, node), []))
                        .ToArray();
                    found.Add(new EventLoop(steps, i, call, repetition, others));
                    return;
                }
            }
        }
    }

    /// <summary>Words that say something happens again and again.</summary>
    public static readonly Words Repeats = new(
        "loop, every iteration, each iteration, every turn, each turn, every pass, each pass, every time, each time, every round, each round, repeat*, forever, again",
        "go to step, goto, back to, until shutdown, schleife*, jedem durchlauf, jeder runde, jedes mal, wiederhol*, zuruck zu, von vorn, endlos*, boucle*, a chaque, recommenc*",
        "retour*, bucle*, cada vuelta, cada iteracion, cada vez, repet*, repit*, vuelve*, volver, ciclo, cada volta, 毎回, 繰り返, ループ, 戻る, 每次, 每轮, 循环, 回到, 重复, каждый, цикл*"
    );

    private static IEnumerable<Node> Outermost(IEnumerable<Node> nodes) =>
        nodes.SelectMany(node => node.Kind == NodeKind.Loop ? [node] : Outermost(node.Children));

    // The conditions a statement outside of the loop stands under: enough to tell when a master set changes.
    private static List<string> GuardsOf(IEnumerable<Node> roots, Node node)
    {
        var guards = new List<string>();
        var level = roots;
        while (level.FirstOrDefault(candidate => candidate.All().Contains(node)) is { } above && above != node)
        {
            if (above.Kind is NodeKind.If or NodeKind.Else or NodeKind.Function or NodeKind.Loop)
            {
                guards.Add(above.Text);
            }
            level = above.Children;
        }
        return guards;
    }

    private static bool Again(string text, string name) =>
        Expressions.Calls(text).Any(call => call.Name.Split('.')[^1].Equals(name, StringComparison.OrdinalIgnoreCase));

    [GeneratedRegex(@"\b(loop|iterat\w*|tick|turn|cycle|run once|poll once|step|schleife|boucle|bucle)\b")]
    private static partial Regex LoopName();

    [GeneratedRegex(@"^\s*\w+:\s*$|^\s*\d+\s")]
    private static partial Regex LabelLine();

    [GeneratedRegex(@"\b(go\s?to|jmp|jump|gehe zu|ir a|aller a|retour a|volver a|go back)\b", RegexOptions.IgnoreCase)]
    private static partial Regex GoTo();
}
