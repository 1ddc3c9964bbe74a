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

    /// <summary>
    /// The set has no name to follow: it is told by words, or in sentences. Then what is not found may have been said in
    /// words this reader does not know, and a person decides.
    /// </summary>
    public bool ByWords => _byWords;

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
}
