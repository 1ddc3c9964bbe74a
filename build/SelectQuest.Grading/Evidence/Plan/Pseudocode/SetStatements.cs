using System.Text.RegularExpressions;

namespace SelectQuest.Grading.Evidence.Plan.Pseudocode;

// Which statements fill a set, test it, or name one that does neither.
internal sealed partial class SetUse
{
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
