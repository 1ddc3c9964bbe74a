using System.Text.RegularExpressions;

namespace SelectQuest.Grading.Evidence.Plan.Pseudocode;

/// <summary>A function written out somewhere in the plan.</summary>
internal sealed record Function(string Name, IReadOnlyList<string> Parameters, Node Node);

/// <summary>All functions of the plan by name; a plan may show the loop in one listing and its helpers in another.</summary>
internal sealed partial class Functions
{
    // Words of collections and system calls: a method of that name in one class says nothing about another's.
    private static readonly HashSet<string> Common = new(StringComparer.OrdinalIgnoreCase)
    {
        "add",
        "remove",
        "get",
        "set",
        "insert",
        "erase",
        "clear",
        "zero",
        "select",
        "close",
        "accept",
        "recv",
        "send",
        "read",
        "write",
        "isset",
        "find",
        "lookup",
        "delete",
        "contains",
        "append",
        "max",
        "min",
        "if",
        "while",
        "for",
    };

    private readonly Dictionary<string, Function> _byName = new(StringComparer.OrdinalIgnoreCase);

    public Functions(IEnumerable<Node> roots)
    {
        foreach (var node in roots.SelectMany(root => root.All()).Where(node => node.Kind == NodeKind.Function))
        {
            if (Read(node) is { } function)
            {
                All.Add(function);
                if (!Common.Contains(function.Name))
                {
                    _byName.TryAdd(Key(function.Name), function);
                }
            }
        }
    }

    public List<Function> All { get; } = [];

    /// <summary>The function that is called here, with the arguments; null if the plan does not show it.</summary>
    public (Function Function, IReadOnlyList<string> Arguments)? Called(string text)
    {
        foreach (var (name, arguments, _) in Expressions.Calls(text))
        {
            if (_byName.TryGetValue(Key(name), out var function))
            {
                return (function, Expressions.SplitAtCommas(arguments));
            }
        }
        var bare = Call().Replace(text.Trim().TrimEnd(';', '.'), "");
        return _byName.TryGetValue(Key(bare), out var called) ? (called, []) : null;
    }

    private static string Key(string name)
    {
        var last = Last().Match(name.Trim()).Value;
        return (last.Length > 0 ? last : name)
            .Replace("_", "", StringComparison.Ordinal)
            .Replace(" ", "", StringComparison.Ordinal);
    }

    private static Function? Read(Node node)
    {
        var macro = Macro().Match(node.Text);
        if (macro.Success)
        {
            var body = Listing.Parse([
                new PlanLine(
                    node.Line,
                    node.Column,
                    macro.Groups["body"].Value.Replace("\\", " ", StringComparison.Ordinal)
                ),
            ]);
            var definition = new Node(node.Line, node.Column, node.Text, node.Comment, NodeKind.Function);
            definition.Children.AddRange(body);
            return new Function(macro.Groups["name"].Value, Parameters(macro.Groups["parameters"].Value), definition);
        }
        var call = Expressions.Calls(node.Text).Select(c => ((string, string)?)(c.Name, c.Arguments)).FirstOrDefault();
        if (call is var (name, parameters))
        {
            return new Function(name, Parameters(parameters), node);
        }
        var label = Call().Replace(node.Text.Trim().TrimEnd(':', '{').Trim(), "");
        return label.Length is > 1 and < 60 ? new Function(label, [], node) : null;
    }

    // int fd, fd_set *set  ->  fd, set;   fd: int -> fd;   fd int -> fd (Go)
    private static string[] Parameters(string text) =>
        [
            .. Expressions
                .SplitAtCommas(text)
                .Where(parameter => !Self().IsMatch(parameter))
                .Select(parameter =>
                {
                    var typed = parameter.Split(':', '=')[0].Trim();
                    var words = Word().Matches(typed).Select(match => match.Value).ToArray();
                    return words.Length == 0 ? ""
                        : GoTyped().IsMatch(typed) ? words[0]
                        : words[^1];
                }),
        ];

    [GeneratedRegex(@"^&?\s*(mut\s+)?(self|this|cls)$")]
    private static partial Regex Self();

    [GeneratedRegex(@"^#define\s+(?<name>\w+)(\((?<parameters>[^)]*)\))?\s+(?<body>.*)$", RegexOptions.Singleline)]
    private static partial Regex Macro();

    [GeneratedRegex(
        @"^(call|gosub|def|sub|function|funktion|procedure|prozedur|rufe|funci[oó]n|fonction|void|macro)\s+",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex Call();

    [GeneratedRegex(@"[\p{L}_][\p{L}\p{N}_]*$")]
    private static partial Regex Last();

    [GeneratedRegex(@"[\p{L}_][\p{L}\p{N}_]*")]
    private static partial Regex Word();

    [GeneratedRegex(@"^\w+\s+\*?(unix\.|syscall\.)?(FdSet|int|string|bool|\[\]int|map\[)|^\w+\s+\*[A-Z]")]
    private static partial Regex GoTyped();
}
