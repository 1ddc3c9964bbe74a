using System.Text.RegularExpressions;

namespace SelectQuest.Grading.Evidence.Plan.Pseudocode;

/// <summary>Under which condition an fd gets into the write set: only while bytes are pending, or always.</summary>
internal static partial class WriteInterest
{
    /// <summary>Yes: only with bytes pending. No: everyone, always, so the loop spins.</summary>
    public static Fact Of(Step step, SetUse set, EventLoop loop)
    {
        var (line, column) = (step.Node.Line, step.Node.Column);
        var guards = step
            .Guards.Where(guard => !loop.Select.Guards.Contains(guard))
            .Select(guard => Words(guard, set))
            .ToArray();
        var filters = step.Loops.Select(text => Words(text, set)).Where(Filter.In).ToArray();
        var own = OwnCondition(step, set);
        if (guards.Concat(filters).Append(own).Any(Vocabulary.Pending.In))
        {
            return Fact.Yes("An fd is in the write set only while bytes are pending.", line, column);
        }
        if (Filter.In(Folded.Of(step.Node.Comment)) && Vocabulary.Pending.In(Folded.Of(step.Node.Comment)))
        {
            return Fact.Unsure(
                "Only a comment says that the write set is for clients with bytes pending.",
                line,
                column
            );
        }
        var unknown = guards.Concat(filters).Append(own).Where(condition => !Trivial(condition)).ToArray();
        return unknown.Length > 0
            ? Fact.Unsure("The condition for the write set does not speak of pending bytes.", line, column)
            : Fact.No("Every client is in the write set in every turn.", line, column);
    }

    // [c for c in clients if c.out]   c.pending ? .. : ..   clients.Where(c => c.HasPending)   only those with data
    private static string OwnCondition(Step step, SetUse set)
    {
        var words = Words(Expressions.Assignment(step.Text)?.Right ?? step.Text, set);
        var at = Filter.IndexIn(words);
        return at < 0 ? "" : words[at..];
    }

    private static string Words(string text, SetUse set)
    {
        foreach (var name in set.Masters.Append(set.Name).Append(set.Result).Where(name => name.Length > 0))
        {
            text = text.Replace(name, " ", StringComparison.OrdinalIgnoreCase);
        }
        return Folded.Of(text);
    }

    private static bool Trivial(string condition)
    {
        var rest = Vocabulary.Existence.RemoveFrom(condition);
        return !Letters().IsMatch(Keywords().Replace(rest, " "));
    }

    /// <summary>Words that narrow down who is meant.</summary>
    public static readonly Words Filter = new(
        "if, only, where, when, while, with, whose, having, has, have, filter, select, unless, iff, nonempty, ?, pending, wants, waiting, falls, wenn, nur, mit, deren, die, solange",
        "si, seulement, dont, qui, ayant, avec, quand, solo, que, con, cuando, cuyo*, se, apenas, com, だけ, のみ, なら, あれば, ある, 場合, 如果, 仅, 只, 有, 若, если, только, with data"
    );

    [GeneratedRegex(
        @"\b(if|else|for|foreach|while|each|every|all|in|of|and|not|or|var|auto|const|int|is|the|a|with|fd|isset|is set|set|master|values|keys|range|items|contains|get|count|size|length|true|false|has|have|when|where|only|falls|wenn|si|con|que|die|mit|se|com)\b",
        RegexOptions.NonBacktracking
    )]
    private static partial Regex Keywords();

    [GeneratedRegex(@"\p{L}{2,}", RegexOptions.NonBacktracking)]
    private static partial Regex Letters();
}
