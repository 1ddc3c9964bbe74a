using System.Text.RegularExpressions;

namespace SelectQuest.Grading.Evidence.Plan.Pseudocode;

/// <summary>Writes a body out as the sequence of steps one turn takes, helpers in place of their calls.</summary>
internal sealed partial class Flattening
{
    /// <summary>Steps of one body; a plan by hand has a few hundred.</summary>
    private const int StepLimit = 3_000;

    private const int CallDepth = 5;

    private static readonly IReadOnlyDictionary<string, string> NoNames = new Dictionary<string, string>();

    private readonly Functions _functions;
    private readonly List<Step> _steps = [];

    private Flattening(Functions functions) => _functions = functions;

    /// <summary>The steps of <paramref name="nodes"/> in order.</summary>
    public static IReadOnlyList<Step> Of(IEnumerable<Node> nodes, Functions functions)
    {
        var flattening = new Flattening(functions);
        flattening.Body(nodes, NoNames, [], [], [], []);
        return flattening._steps;
    }

    private void Body(
        IEnumerable<Node> nodes,
        IReadOnlyDictionary<string, string> names,
        IReadOnlyList<string> guards,
        IReadOnlyList<string> loops,
        IReadOnlyList<Function> calls,
        IReadOnlyList<string> returns
    )
    {
        var previous = "";
        foreach (var node in nodes)
        {
            if (_steps.Count >= StepLimit)
            {
                return;
            }
            var text = Expressions.Rename(node.Text, names);
            if (node.Kind == NodeKind.Function)
            {
                continue; // a definition does nothing where it stands
            }
            var under = node.Kind == NodeKind.Else && previous.Length > 0 ? [.. guards, "!" + previous] : guards;
            if (!Returned(node, text, under, loops, returns))
            {
                Call(text, under, loops, calls, node);
                _steps.Add(new Step(node, text, under, loops));
            }
            switch (node.Kind)
            {
                case NodeKind.If or NodeKind.Else:
                    Body(node.Children, names, [.. under, text], loops, calls, returns);
                    break;
                case NodeKind.Loop:
                    Body(node.Children, names, under, [.. loops, text], calls, returns);
                    break;
                default:
                    Body(node.Children, names, under, loops, calls, returns);
                    break;
            }
            if (node.Kind == NodeKind.If && node.Children.Any(child => Leaves().IsMatch(child.Text)))
            {
                guards = [.. guards, "!" + text]; // what follows happens only if this did not
            }
            previous = node.Kind is NodeKind.If or NodeKind.Else ? text : "";
        }
    }

    private void Call(
        string text,
        IReadOnlyList<string> guards,
        IReadOnlyList<string> loops,
        IReadOnlyList<Function> calls,
        Node node
    )
    {
        if (
            calls.Count >= CallDepth
            || _functions.Called(text) is not var (function, arguments)
            || calls.Contains(function)
        )
        {
            return;
        }
        var names = new Dictionary<string, string>();
        for (var i = 0; i < Math.Min(arguments.Count, function.Parameters.Count); i++)
        {
            if (Expressions.Passed(arguments[i]) is { } passed && function.Parameters[i].Length > 0)
            {
                names[function.Parameters[i]] = passed;
            }
        }
        var targets = Expressions.Assignment(text) is var (left, _) ? Targets(left) : [];
        var returned = function.Node.All().Select(n => ReturnOf(n.Text)).LastOrDefault(r => r is not null) ?? Tail(function.Node);
        if (returned is not null && targets.Count > 0)
        {
            var values = Expressions.SplitAtCommas(returned.Trim('(', ')'));
            for (var i = 0; i < Math.Min(values.Count, targets.Count); i++)
            {
                if (values.Count == targets.Count && Expressions.Passed(values[i]) is { } name && !name.Contains('.'))
                {
                    names[name] = targets[i];
                }
            }
        }
        _ = node;
        Body(function.Node.Children, names, guards, loops, [.. calls, function], targets);
    }

    // return x  in a helper whose result is assigned: the assignment, said at its source.
    private bool Returned(
        Node node,
        string text,
        IReadOnlyList<string> guards,
        IReadOnlyList<string> loops,
        IReadOnlyList<string> targets
    )
    {
        if (targets.Count == 0 || ReturnOf(text) is not { } value)
        {
            return false;
        }
        var values = Expressions.SplitAtCommas(value.Trim().TrimEnd(';').Trim('(', ')'));
        if (values.Count != targets.Count)
        {
            values = targets.Count == 1 ? [value] : [];
        }
        for (var i = 0; i < values.Count; i++)
        {
            if (!values[i].Equals(targets[i], StringComparison.Ordinal))
            {
                _steps.Add(new Step(node, $"{targets[i]} = {values[i]}", guards, loops));
            }
        }
        return true;
    }

    private static IReadOnlyList<string> Targets(string left)
    {
        var bare = Declared().Replace(left.Trim(), "").Trim('(', ')', '[', ']', '{', '}', ' ');
        return [.. Expressions.SplitAtCommas(bare).Select(name => Expressions.Names(name).LastOrDefault() ?? "")];
    }

    // Rust: the last expression is the value.
    private static string? Tail(Node function) =>
        function.Children is [.., { Kind: NodeKind.Plain } last] && Name().IsMatch(last.Text) ? last.Text : null;

    private static string? ReturnOf(string text) =>
        Return().Match(text) is { Success: true } match ? match.Groups["value"].Value : null;

    [GeneratedRegex(
        @"^\s*(return|gib zur[uü]ck|retourner|devolver|yield)\s+(?<value>.+?);?\s*$",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex Return();

    [GeneratedRegex(
        @"^\s*(continue|next|skip|break|return|weiter|n[aä]chste\w*|continuar|continuer|skip it)\b",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex Leaves();

    [GeneratedRegex(@"^[a-z_]\w*$")]
    private static partial Regex Name();

    [GeneratedRegex(@"^(let|var|const|auto|val)\s+(mut\s+)?")]
    private static partial Regex Declared();
}
