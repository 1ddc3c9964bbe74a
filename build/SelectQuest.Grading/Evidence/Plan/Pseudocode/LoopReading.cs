namespace SelectQuest.Grading.Evidence.Plan.Pseudocode;

/// <summary>Reads <see cref="LoopFacts"/> off an <see cref="EventLoop"/>.</summary>
internal sealed partial class LoopReading
{
    private readonly EventLoop _loop;
    private readonly PlanDocument _plan;
    private readonly SetUse[] _sets;

    private LoopReading(EventLoop loop, PlanDocument plan)
    {
        _loop = loop;
        _plan = plan;
        _sets = [.. Enum.GetValues<SetRole>().Select(role => new SetUse(loop, role).FindMasters())];
    }

    public static LoopFacts Of(EventLoop loop, PlanDocument plan)
    {
        var reading = new LoopReading(loop, plan);
        return new LoopFacts(
            reading.Loop(),
            [.. reading._sets.Where(set => !set.IsNull).Select(reading.Rebuilt)],
            [.. reading._sets.Select(reading.Passed)],
            reading.ReadFilled(),
            reading.WriteFilled(),
            reading.ErrorFilled(),
            [.. reading._sets.Where(set => !set.IsNull).Select(reading.Dispatched)]
        );
    }

    private int Line => _loop.Select.Node.Line;

    private int Column => _loop.Select.Node.Column;

    private static string NameOf(SetRole role) => role.ToString().ToLowerInvariant();

    private Fact Loop() =>
        _loop.Repetition == Repetition.None
            ? Fact.Unsure(
                "The pseudocode calls select, and nothing shows that it is called again and again.",
                Line,
                Column
            )
            : Fact.Yes("A loop calls select.", Line, Column);

    private Fact Passed(SetUse set)
    {
        var name = NameOf(set.Role);
        if (set.IsNull)
        {
            return Fact.No($"select gets no {name} set: `{Short(set.Argument)}` stands in its place.", Line, Column);
        }
        if (set.Name.Length == 0 && !set.Inline)
        {
            var said = set.RoleWords.In(_loop.Select.Words) || Vocabulary.AllSets.In(_loop.Select.Words);
            var used = set.Made().Count + set.Filled().Count > 0;
            return said || used && _loop.Call.Arguments.Count is 0 or 1 or 2
                    ? Fact.Yes($"The {name} set is passed to select.", Line, Column)
                : used || _loop.Select.Text.Contains("...", StringComparison.Ordinal)
                    ? Fact.Unsure($"The call of select does not show whether the {name} set is passed.", Line, Column)
                : Fact.No($"select gets no {name} set.", Line, Column);
        }
        return Fact.Yes($"The {name} set is passed to select.", Line, Column);
    }

    private Fact Rebuilt(SetUse set)
    {
        var name = NameOf(set.Role);
        if (set.Inline)
        {
            return Fact.Yes($"The {name} set is built in the call itself.", Line, Column);
        }
        var made = set.Made();
        var before = made.Where(m => m.At < _loop.At).ToArray();
        foreach (var (_, step) in before.Reverse())
        {
            if (OnlyUnderSelectsGuards(step))
            {
                return Fact.Yes($"The {name} set is made anew before every select.", step.Node.Line, step.Node.Column);
            }
        }
        if (before.Length > 0)
        {
            var step = before[^1].Step;
            return Fact.Unsure(
                $"The {name} set is made anew only where `{Short(step.Guards[^1])}` holds.",
                step.Node.Line,
                step.Node.Column
            );
        }
        var elsewhere = set.MadeElsewhere();
        var after = made.Where(m => m.At > _loop.At && m.Step.Guards.Count == 0).ToArray();
        if (after.Length > 0)
        {
            var skips = _loop
                .Steps.Take(after[0].At)
                .Any(step =>
                    step.Guards.Count > 0 && Folded.Of(step.Text).StartsWith("continue", StringComparison.Ordinal)
                );
            return skips
                ? Fact.No(
                    $"The {name} set is made anew at the end of the turn, and a continue before it skips that.",
                    after[0].Step.Node.Line,
                    after[0].Step.Node.Column
                )
                : Fact.Yes(
                    $"The {name} set is made anew at the end of every turn.",
                    after[0].Step.Node.Line,
                    after[0].Step.Node.Column
                );
        }
        if (!_loop.Call.InPlace)
        {
            return Fact.Yes($"This select returns new sets and leaves the {name} list as it was.", Line, Column);
        }
        var helper = _loop.Steps.Take(_loop.At).FirstOrDefault(step => SetUse.IsUnknownHelper(step.Text));
        if (helper is not null)
        {
            return Fact.Unsure(
                $"`{Short(helper.Text)}` may make the {name} set anew, and the plan does not show how.",
                helper.Node.Line,
                helper.Node.Column
            );
        }
        return elsewhere.Count > 0
            ? Fact.No(
                $"The {name} set is made outside of the loop only.",
                elsewhere[0].Node.Line,
                elsewhere[0].Node.Column
            )
            : Absent(set, $"The {name} set is never emptied before select.", Line, Column);
    }

    // Guards that select stands under too do not make the set's making conditional.
    private bool OnlyUnderSelectsGuards(Step step) =>
        step.Guards.All(guard => _loop.Select.Guards.Contains(guard) || guard.StartsWith('!'));

    private Fact ReadFilled()
    {
        var set = _sets[(int)SetRole.Read];
        if (set.IsNull)
        {
            return Fact.No("Without a read set the loop never learns of new connections or data.", Line, Column);
        }
        var filled = Contents(set);
        var listener = filled.Any(content => IsListener(content));
        var clients = filled.Any(content => IsClients(content));
        var at = filled.Count > 0 ? filled[0].Node : _loop.Select.Node;
        return (listener, clients) switch
        {
            (true, true) => Fact.Yes("The read set holds the listener and the clients.", at.Line, at.Column),
            _ when UnknownHelper() is { } helper => Fact.Unsure(
                $"`{Short(helper.Text)}` may fill the read set, and the plan does not show how.",
                helper.Node.Line,
                helper.Node.Column
            ),
            (false, true) => Absent(set, "The read set never gets the listener.", at.Line, at.Column),
            (true, false) => Absent(set, "The read set never gets the clients.", at.Line, at.Column),
            _ => Absent(set, "Nothing is put into the read set.", at.Line, at.Column),
        };
    }

    private Fact WriteFilled()
    {
        var set = _sets[(int)SetRole.Write];
        if (set.IsNull)
        {
            return Fact.No("Without a write set, bytes the kernel did not take wait for ever.", Line, Column);
        }
        var read = _sets[(int)SetRole.Read];
        if (set.Name.Length > 0 && set.Name.Equals(read.Name, StringComparison.OrdinalIgnoreCase))
        {
            return Fact.No(
                $"`{set.Name}` is passed as read set and as write set: everyone is always in it.",
                Line,
                Column
            );
        }
        var filled = Contents(set);
        if (filled.Count == 0)
        {
            return UnknownHelper() is { } helper
                ? Fact.Unsure(
                    $"`{Short(helper.Text)}` may fill the write set, and the plan does not show how.",
                    helper.Node.Line,
                    helper.Node.Column
                )
                : Absent(set, "Nothing is ever put into the write set.", Line, Column);
        }
        var fact = (Fact?)null;
        foreach (var step in filled)
        {
            var interest = WriteInterest.Of(step, set, _loop);
            if (interest.Truth == Truth.No)
            {
                return interest;
            }
            fact = fact is null || interest.Truth == Truth.Unsure ? interest : fact;
        }
        return fact!;
    }

    private Fact ErrorFilled()
    {
        var set = _sets[(int)SetRole.Error];
        if (set.IsNull)
        {
            return Fact.No("Without an error set, urgent data goes unseen.", Line, Column);
        }
        var filled = Contents(set);
        var clients = filled.FirstOrDefault(IsClients);
        return clients is not null
                ? Fact.Yes("The error set holds the clients.", clients.Node.Line, clients.Node.Column)
            : UnknownHelper() is { } helper
                ? Fact.Unsure(
                    $"`{Short(helper.Text)}` may fill the error set, and the plan does not show how.",
                    helper.Node.Line,
                    helper.Node.Column
                )
            : filled.Count > 0
                ? Absent(set, "The error set never gets the clients.", filled[0].Node.Line, filled[0].Node.Column)
            : Absent(set, "Nothing is ever put into the error set.", Line, Column);
    }

    private IReadOnlyList<Step> Contents(SetUse set)
    {
        if (set.Inline)
        {
            return
            [
                new Step(_loop.Select.Node, set.Argument, _loop.Select.Guards, _loop.Select.Loops),
                .. set.Filled(),
            ];
        }
        var filled = set.Filled();
        // Another set given a role of its own: except list = read list.
        foreach (var other in _sets.Where(other => other.Role != set.Role && filled.Count == 0))
        {
            if (
                set.Name.Length > 0 && set.Name.Equals(other.Name, StringComparison.OrdinalIgnoreCase)
                || set.Masters.Contains(other.Name, StringComparer.OrdinalIgnoreCase)
            )
            {
                return other.Filled();
            }
        }
        return filled;
    }

    private static Fact Absent(SetUse set, string observed, int line, int column) =>
        set.ByWords ? Fact.Unsure(observed, line, column) : Fact.No(observed, line, column);

    private Step? UnknownHelper() =>
        _loop.Steps.Take(_loop.At).FirstOrDefault(step => SetUse.IsUnknownHelper(step.Text));

    private bool IsListener(Step step) =>
        Vocabulary.Listener.In(step.Words) || AcceptedFrom().Any(name => Expressions.Mentions(step.Text, name));

    // Whatever accept is called on is the listener, whatever its name.
    private IEnumerable<string> AcceptedFrom() =>
        _loop
            .Steps.Concat(_loop.Others)
            .SelectMany(step => Expressions.Calls(step.Text))
            .Where(call => call.Name.Contains("accept", StringComparison.OrdinalIgnoreCase))
            .SelectMany(call =>
                Expressions.Names(call.Name.Split(".accept")[0].Split(".Accept")[0] + " " + call.Arguments).Take(2)
            )
            .Where(name => name.Length > 0 && !name.Contains("accept", StringComparison.OrdinalIgnoreCase));

    private bool IsClients(Step step)
    {
        if (step.Loops.Count > 0)
        {
            return true;
        }
        var words = Vocabulary.Listener.RemoveFrom(step.Words);
        return Vocabulary.Clients.In(words) || step.Text.Contains(" for ", StringComparison.Ordinal);
    }

    private static string Short(string text)
    {
        var line = text.ReplaceLineEndings(" ").Replace('`', '\'').Trim();
        return line.Length <= 70 ? line : line[..67] + "...";
    }
}
