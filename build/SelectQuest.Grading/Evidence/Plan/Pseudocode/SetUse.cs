using System.Text.RegularExpressions;

namespace SelectQuest.Grading.Evidence.Plan.Pseudocode;

/// <summary>What becomes of one set in the course of a turn: where it is made, with what it is filled, who looks at the answer.</summary>
internal sealed partial class SetUse
{
    private static readonly Regex Null = NullText();

    private readonly EventLoop _loop;

    // Master sets it is copied from, by their names.
    private readonly List<string> _masters = [];
    private readonly bool _byWords;

    public SetUse(EventLoop loop, SetRole role)
    {
        _loop = loop;
        Role = role;
        var argument = loop.Call.Sets?.GetValueOrDefault(role);
        IsNull = argument is not null && Null.IsMatch(argument.Trim());
        Name = argument is null || IsNull ? "" : Expressions.Passed(argument) ?? "";
        Argument = argument ?? "";
        Result = loop.Call.Results.Count == 3 ? loop.Call.Results[(int)role] : Name;
        Inline = argument is { Length: > 0 } && !IsNull && Name.Length == 0;
        _byWords =
            Name.Length == 0 && !Inline && !IsNull || Name.Length > 0 && (loop.Select.Node.Prose || !NameIsUsed());
    }

    public SetRole Role { get; }

    /// <summary>NULL, None, an empty list: the call leaves this set out.</summary>
    public bool IsNull { get; }

    /// <summary>The name passed to select; empty where the call does not say.</summary>
    public string Name { get; }

    /// <summary>The argument as written.</summary>
    public string Argument { get; }

    /// <summary>The name under which the answer comes back.</summary>
    public string Result { get; }

    /// <summary>The argument is an expression that builds the set where it is passed.</summary>
    public bool Inline { get; }

    /// <summary>The sets it is copied from every turn.</summary>
    public IReadOnlyList<string> Masters => _masters;

    /// <summary>Steps of the turn that make the set anew, in order.</summary>
    public IReadOnlyList<(int At, Step Step)> Made() =>
        [.. _loop.Steps.Select((step, at) => (at, step)).Where(pair => pair.at != _loop.At && IsMade(pair.step))];

    /// <summary>Steps outside of the turn that make it.</summary>
    public IReadOnlyList<Step> MadeElsewhere() => [.. _loop.Others.Where(IsMade)];

    /// <summary>Steps that put something into the set or into the set it is copied from.</summary>
    public IReadOnlyList<Step> Filled()
    {
        var made = Made().Where(m => m.At < _loop.At).Select(m => m.At).DefaultIfEmpty(-1).Max();
        var steps = _loop.Steps.Where(
            (step, at) => at != _loop.At && IsFilled(step) && (at >= made || at > _loop.At || _masters.Count > 0)
        );
        return [.. steps, .. _loop.Others.Where(IsFilled)];
    }

    /// <summary>Steps that take something out again, or empty a master.</summary>
    public bool IsEverReduced() =>
        _loop.Steps.Concat(_loop.Others).Any(step => Mentioned(step) && Removal.In(step.Words));

    /// <summary>Steps after select that ask what the answer holds.</summary>
    public IReadOnlyList<Step> Tested() =>
        [.. _loop.Steps.Skip(_loop.At + 1).Concat(_loop.Others).Where(step => IsTest(step, Result))];

    /// <summary>Steps after select that ask the set the answer was not written to.</summary>
    public IReadOnlyList<Step> TestedMaster() =>
        [.. _loop.Steps.Skip(_loop.At + 1).Where(step => _masters.Any(master => IsTest(step, master)))];

    public Words RoleWords => WordsOf(Role);

    public static Words WordsOf(SetRole role) =>
        role switch
        {
            SetRole.Read => Vocabulary.Read,
            SetRole.Write => Vocabulary.Write,
            _ => Vocabulary.Error,
        };

    /// <summary>Learns the masters; called once before the other questions.</summary>
    public SetUse FindMasters()
    {
        foreach (var (at, step) in Made())
        {
            if (at < _loop.At || at > _loop.At)
            {
                _masters.AddRange(Sources(step).Where(name => !_masters.Contains(name)));
            }
        }
        if (!IsNull && Inline)
        {
            _masters.AddRange(Expressions.Names(Argument));
        }
        return this;
    }

    private bool NameIsUsed() =>
        _loop
            .Steps.Where((_, at) => at != _loop.At)
            .Concat(_loop.Others)
            .Any(step => Expressions.Mentions(step.Text, Name));

    private bool Mentioned(Step step) =>
        _byWords
            ? RoleWords.In(step.Words) || Vocabulary.AllSets.In(step.Words) && !OtherRole(step.Words)
            : Expressions.Mentions(step.Text, Name)
                || _masters.Any(master => Expressions.Mentions(step.Text, master))
                || ByLoopVariable(step);

    // for (set of [r, w, e]) clear(set)
    private bool ByLoopVariable(Step step) =>
        step.Loops.Any(loop =>
            Expressions.Mentions(loop, Name)
            && Over().Match(loop) is { Success: true } over
            && Expressions.Mentions(step.Text, over.Groups["name"].Value)
        );

    private bool OtherRole(string words) =>
        Enum.GetValues<SetRole>().Any(role => role != Role && WordsOf(role).In(words));

    private bool IsMade(Step step)
    {
        if (MadeWithItsStruct(step))
        {
            return true;
        }
        if (!(_byWords ? Mentioned(step) : Expressions.Mentions(step.Text, Name) || ByLoopVariable(step)))
        {
            return false;
        }
        if (step.Node.Prose)
        {
            var words = Full.RemoveFrom(step.Words);
            return Vocabulary.Zero.In(words) || Vocabulary.Copy.In(words);
        }
        if (step.Node.Kind is NodeKind.If or NodeKind.Loop)
        {
            return false;
        }
        if (Assigned(step.Text))
        {
            return true;
        }
        if (Vocabulary.Copy.In(step.Words))
        {
            return IsCopiedTo(step.Text);
        }
        return Vocabulary.Zero.In(Full.RemoveFrom(step.Words))
            && !TakesOneOut(step.Text)
            && !Declares(step.Text)
            && !IsUnknownHelper(step.Text);
    }

    // sets = Sets { read: FdSet::new(), .. }   sets = new Sets()   sets = master
    private bool MadeWithItsStruct(Step step)
    {
        var dot = Name.LastIndexOf('.');
        return dot > 0
            && !step.Node.Prose
            && Expressions.ValueOf(step.Text, Name[..dot]) is { } value
            && (
                value.Contains('{', StringComparison.Ordinal)
                || EmptyValue().IsMatch(value.Trim())
                || Expressions.Passed(value) is not null
            );
    }

    // "not empty" empties nothing.
    private static readonly Words Full = new(
        "not empty, non empty, nonempty, isn't empty, not be empty, is empty, isempty, until empty, if empty, nicht leer, leer ist, no vacio, no esta vacio, non vide, pas vide, não vazio, nao vazio, 不为空, 非空, 空でない"
    );

    /// <summary>A call that by its name builds sets and whose body the plan does not show.</summary>
    public static bool IsUnknownHelper(string text)
    {
        var call = Expressions.Calls(text).Select(c => c.Name).FirstOrDefault();
        if (call is null)
        {
            return false;
        }
        var words = Folded.Of(call.Split('.', ':', '>')[^1]).Trim();
        return words.Contains(' ')
            && (Vocabulary.Zero.In(words) || Builds().IsMatch(words))
            && !ZeroAll().IsMatch(words);
    }

    // readSet.Clear(fd) takes one out, readSet.Clear() takes all.
    private bool TakesOneOut(string text) =>
        Name.Length > 0
        && Expressions
            .Calls(text)
            .Any(call =>
                Dotted(call.Name).Contains(Name + ".", StringComparison.OrdinalIgnoreCase)
                && call.Arguments.Trim().Length > 0
            );

    private static string Dotted(string name) =>
        name.Replace("->", ".", StringComparison.Ordinal).Replace("::", ".", StringComparison.Ordinal);

    // fd_set newset;  names a set and empties none.
    private static bool Declares(string text) =>
        TypeFirst().IsMatch(text) && !text.Contains('(', StringComparison.Ordinal);

    private bool Assigned(string text) =>
        SelectCall.In(text) is null
        && (
            Name.Length > 0
                ? Expressions.ValueOf(text, Name) is not null
                : _byWords && Expressions.Assignment(text) is var (left, _) && RoleWords.In(Folded.Of(left))
        );

    // memcpy(&name, &master, ..)   FD_COPY(&master, &name)   copy master to name
    private bool IsCopiedTo(string text)
    {
        var names = Expressions.Names(text).ToList();
        var at = names.FindIndex(name => name.Equals(Name, StringComparison.OrdinalIgnoreCase));
        return text.Contains("mem", StringComparison.OrdinalIgnoreCase) ? at is 0 or 1 : at >= 0;
    }

    private IEnumerable<string> Sources(Step step)
    {
        if (step.Node.Prose)
        {
            return [];
        }
        var assigned = Expressions.ValueOf(step.Text, Name);
        var value = assigned is null
            ? Vocabulary.Copy.In(step.Words)
                ? step.Text
                : ""
            : Expressions.Passed(CopyMember().Replace(assigned.Trim().TrimEnd('(', ')', ';'), "")) is { } whole
                ? whole
                : CopyCall().Match(assigned) is { Success: true } copy
                    ? copy.Groups["inner"].Value
                    : "";
        return Expressions
            .Names(value)
            .Select(name => CopyMember().Replace(name, ""))
            .Where(name => !name.Equals(Name, StringComparison.OrdinalIgnoreCase) && !NotASet().IsMatch(name));
    }

    private bool IsFilled(Step step)
    {
        if (!Mentioned(step) || SelectCall.In(step.Text) is not null || Removal.In(step.Words))
        {
            return false;
        }
        if (step.Node.Prose || _byWords)
        {
            return !IsTest(step, Result)
                && (Vocabulary.Fill.In(step.Words) || Definition().IsMatch(step.Words))
                && (Vocabulary.Listener.In(step.Words) || Vocabulary.Clients.In(step.Words));
        }
        foreach (var name in _masters.Prepend(Name))
        {
            if (Expressions.ValueOf(step.Text, name) is { } value)
            {
                return !EmptyValue().IsMatch(value.Trim()) && !IsCopy(value);
            }
        }
        if (IsTest(step, Result) || IsTest(step, Name))
        {
            return false;
        }
        if (Expressions.Calls(step.Text).Any(IsFillCall) || Sign(step.Text))
        {
            return true;
        }
        // READ[fd] = true
        if (
            Expressions.Assignment(step.Text) is var (left, right)
            && left.Contains('[', StringComparison.Ordinal)
            && Expressions.Mentions(left, Name)
        )
        {
            return !EmptyValue().IsMatch(right.Trim()) && right.Trim() is not ("0" or "false" or "False");
        }
        return !step.Text.Contains('(', StringComparison.Ordinal)
            && !Declares(step.Text)
            && Vocabulary.Fill.In(WithoutName(step.Words))
            && !Vocabulary.Zero.In(Full.RemoveFrom(step.Words));
    }

    private static bool Sign(string text) =>
        text.Contains("|=", StringComparison.Ordinal) || text.Contains("+=", StringComparison.Ordinal);

    // The whole of another set, as it is: what that one holds is asked where that one is filled.
    private bool IsCopy(string value) =>
        Expressions.Passed(CopyMember().Replace(value.Trim().TrimEnd('(', ')', ';'), "")) is { } name
        && _masters.Contains(name, StringComparer.OrdinalIgnoreCase);

    private string WithoutName(string words) =>
        Name.Length == 0 ? words : words.Replace(Folded.Of(Name), " ", StringComparison.Ordinal);

    private static bool IsFillCall((string Name, string Arguments, int Index) call)
    {
        var words = Folded.Of(call.Name.Split('.', '>', ':')[^1]);
        var adds =
            FillCall().IsMatch(words)
            || !words.Contains(' ') && Vocabulary.Fill.In(words) && !AsksCall().IsMatch(words + "(");
        return adds && call.Arguments.Trim().Length > 0;
    }

    private bool IsTest(Step step, string name)
    {
        if (SelectCall.In(step.Text) is not null)
        {
            return false;
        }
        var header = step.Node.Kind is NodeKind.If or NodeKind.Loop;
        var about = _byWords || name.Length == 0 ? RoleWords.In(step.Words) : Expressions.Mentions(step.Text, name);
        if (!about)
        {
            return false;
        }
        if (!header)
        {
            return AsksCall().IsMatch(step.Words);
        }
        return !Expressions
            .Calls(step.Text)
            .Any(call => IsFillCall(call) && Expressions.Mentions(call.Name + " " + call.Arguments, name));
    }

    private static readonly Words Removal = new(
        "clr, remove*, discard*, erase*, delete*, unset, fd clr, entfern*, quitar, retir*, 除く, 外す, 移除"
    );

    [GeneratedRegex(
        @"^(\(\s*(struct\s+)?\w*\s*\*\s*\)\s*)?(null|0|nullptr|nil|none|\[\s*\]|\{\s*\}|\(\s*\)|∅|intptr\.zero|undefined|empty\w*(\(\))?|array\(\)|new\s+[\w<>]+\(\)|new\s*\[\]|leer\w*|vide|vac[ií]o|-|_|std::ptr::null_mut\(\)|ptr::null_mut\(\)|null_mut\(\))$",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex NullText();

    [GeneratedRegex(
        @"^(null|nil|none|\[\s*\]|\{\s*0?\s*\}|\(\s*\)|set\(\)|list\(\)|∅|empty.*|default\w*|new\s*[\w<>.\[\] ]*\(\s*\)|new\s*\[\]|[\w:.]*new\(\)|[\w.]*FdSet\{\s*\}|&?[\w.]*FdSet\(?\)?)$",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex EmptyValue();

    [GeneratedRegex(@"\b(is set|isset|contains|has|includes)\s*\(", RegexOptions.NonBacktracking)]
    private static partial Regex AsksCall();

    [GeneratedRegex(
        @"^(build|fill|prepare|setup|set up|refill|populate|collect|gather|baue|fulle|construir|remplir|preparar)\b.*\b(set|sets|fds|fdsets|mengen|conjuntos|ensembles)\b"
    )]
    private static partial Regex Builds();

    // list(x)  x[:]  [...x]  new List<Socket>(x)
    [GeneratedRegex(
        @"^(?:[\w.]*(?:list|set|copy|array|dup|clone)|new\s+\w+(?:<\w+>)?)\((?<inner>[\w.]+)\)$|^(?<inner>[\w.]+)\[:\]$|^\[\.\.\.?(?<inner>[\w.]+)\]$",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex CopyCall();

    [GeneratedRegex(@"^\s*(static\s+|struct\s+)?(fd_set|FdSet|unix\.FdSet|var)\s+\w", RegexOptions.IgnoreCase)]
    private static partial Regex TypeFirst();

    [GeneratedRegex(
        @"^(fd set|set|add|append|insert|push|push back|emplace|emplace back|include|put|set fd|add fd|set bit|fdset|watch|add range|extend|concat|addall|add all)$"
    )]
    private static partial Regex FillCall();

    [GeneratedRegex(@"(:|=|->|=>|→|←|\bis\b|\bare\b)")]
    private static partial Regex Definition();

    [GeneratedRegex(@"\b(?<name>\w+)\s*(?:in|of|:|∈|aus|dans|de|en)\s")]
    private static partial Regex Over();

    [GeneratedRegex(@"\.(copy|clone|ToList|ToArray|slice|dup|to_owned|Clone|Copy)$")]
    private static partial Regex CopyMember();

    [GeneratedRegex(
        @"^(new|List|Set|HashSet|FdSet|fd_set|Socket|sizeof|memcpy|memmove|FD_COPY|FD_ZERO|copy|default|set|list|dict|array|clone|of|null|none|nil|true|false|unix\.FdSet|unix|FdSet\.new|if|for|in|else|and|or|not|c|fd|std|select)$",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex NotASet();

    [GeneratedRegex(@"^(fd )?(zero|clear|reset|empty|init)( (fd )?(set|all|sets|all sets|fds))?$")]
    private static partial Regex ZeroAll();
}
