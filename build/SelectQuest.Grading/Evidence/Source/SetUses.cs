using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Place = SelectQuest.Grading.Verdicts.Location;

namespace SelectQuest.Grading.Evidence.Source;

/// <summary>How sure the text makes us.</summary>
internal enum Found
{
    /// <summary>It is there.</summary>
    Yes,

    /// <summary>It is certain that it is not there.</summary>
    No,

    /// <summary>The text does not tell.</summary>
    Unknown,
}

/// <summary>One of the three sets of one select call.</summary>
/// <param name="Name">read, write or error.</param>
/// <param name="Rebuilt">Made anew before every call: yes, never, or only on some ways.</param>
/// <param name="Filled">Some fd is put in before the call.</param>
/// <param name="Tested">Some fd is looked up in what came back.</param>
/// <param name="Everyone">Every client is put in, whatever its state.</param>
internal sealed record SetUse(string Name, Trait Rebuilt, Trait Filled, Trait Tested, Trait Everyone);

/// <summary>An answer and the line that gives it.</summary>
internal sealed record Trait(Found Found, Place? Where = null);

/// <summary>Answers what becomes of a set before and after select, from all that happens to sets.</summary>
internal sealed class SetUses(SourceProgram program, IReadOnlyList<SetEvent> events)
{
    private static readonly string[] Names = ["read", "write", "error"];

    public IReadOnlyList<SetUse> Of(Call select) => [.. Names.Select((name, ordinal) => Of(select, name, ordinal))];

    /// <summary>Is one variable passed for two of the sets?</summary>
    public bool Shared(Call select) =>
        Passed(select, 0, written: true)
            .Concat(Passed(select, 1, written: true))
            .Concat(Passed(select, 2, written: true))
            .Select(passed => (passed.Target, passed.Ordinal))
            .Distinct()
            .GroupBy(passed => passed.Target)
            .Any(same => same.Count() > 1);

    private SetUse Of(Call select, string name, int ordinal)
    {
        var passed = Passed(select, ordinal, written: false).ToArray();
        if (passed.Length == 0)
        {
            var unknown = new Trait(Found.Unknown, select.Operation.Place());
            return new SetUse(name, unknown, unknown, unknown, unknown);
        }

        var sources = Closure(passed, backward: true);
        var results = Closure(passed, backward: false);
        var fills = sources.SelectMany(cell => On(cell, SetEventKind.Fill)).ToArray();
        return new SetUse(
            name,
            Rebuilt(passed),
            Answer(fills, sources),
            Answer(
                results.SelectMany(cell => On(cell, SetEventKind.Test)).Where(test => MayFollow(test, passed)),
                results
            ),
            Everyone(fills, sources)
        );
    }

    private IEnumerable<SetEvent> Passed(Call select, int ordinal, bool written) =>
        events.Where(happened =>
            happened.Kind == SetEventKind.Select
            && happened.Ordinal == ordinal
            && happened.Origin == select.Operation
            && (!written || happened.At == happened.Origin)
        );

    // The set is made anew if that happens on any step of the way from the loop down to the call itself.
    private Trait Rebuilt(SetEvent[] passed)
    {
        var found = passed.SelectMany(Resets).OrderBy(reset => reset.Trait.Found).FirstOrDefault();
        return found.Trait ?? new Trait(Found.No, passed[0].Origin.Place());
    }

    private IEnumerable<(Trait Trait, SetEvent Event)> Resets(SetEvent select)
    {
        var loop = Paths.Loop(select.At);
        if (loop is null && IsCopy(select.Target.Root))
        {
            yield return (new Trait(Found.Yes, select.Origin.Place()), select);
        }

        foreach (var made in events)
        {
            if (
                made.Kind is not (SetEventKind.Reset or SetEventKind.Copy)
                || !SymbolEqualityComparer.Default.Equals(made.Owner, select.Owner)
                || made.Target.WayTo(select.Target) is null
                // Both within one call: judged inside it.
                || made.At == select.At
            )
            {
                continue;
            }

            var choices = Paths.Choices(select.At).ToHashSet();
            var sometimes = made.Maybe || Paths.Choices(made.At).Any(choice => !choices.Contains(choice));
            if (made.At.Start() < select.At.Start() || select.At.Syntax.Span.Contains(made.At.Syntax.Span))
            {
                if (loop is null || loop.Holds(made.At))
                {
                    yield return (new Trait(sometimes ? Found.Unknown : Found.Yes, made.Origin.Place()), made);
                }
            }
            else if (loop?.Holds(made.At) ?? made.Target.Root is not ILocalSymbol)
            {
                // At the end of a round, for the next one: an early way out skips it.
                var skipped = sometimes || loop is null || Paths.MayLeaveBetween(select.At, made.At);
                yield return (new Trait(skipped ? Found.Unknown : Found.Yes, made.Origin.Place()), made);
            }
        }
    }

    // What select does to a parameter passed by value, nobody sees in the next round.
    private static bool IsCopy(ISymbol variable) =>
        variable is IParameterSymbol { RefKind: RefKind.None, Type.IsValueType: true };

    // Write interest for all: one foreach over the registry itself that asks nothing of the client.
    private Trait Everyone(SetEvent[] fills, HashSet<Cell> cells)
    {
        var all = fills.FirstOrDefault(fill =>
            fill.Origin.Around().OfType<ILoopOperation>().FirstOrDefault() is IForEachLoopOperation loop
            && program.Seam.IsRegistry(loop.Collection.WithoutConversions().Type)
            && !Paths.Choices(fill.Origin).Any()
            && !loop.Descendants().Any(other => other is IBranchOperation && other.Start() < fill.Origin.Start())
        );
        var certain =
            all is not null
            && !events.Any(lifted => lifted.Origin == all.Origin && (lifted.Maybe || Paths.Choices(lifted.At).Any()))
            && !cells.SelectMany(cell => On(cell, SetEventKind.Clear)).Any();
        return certain ? new Trait(Found.Yes, all!.Origin.Place()) : new Trait(Found.No);
    }

    private Trait Answer(IEnumerable<SetEvent> found, HashSet<Cell> cells) =>
        found.FirstOrDefault() is { } first ? new Trait(Found.Yes, first.Origin.Place())
        : cells.SelectMany(cell => On(cell, SetEventKind.Escape)).FirstOrDefault() is { } escape
            ? new Trait(Found.Unknown, escape.Origin.Place())
        : cells.Any(cell => cell.Root is IMethodSymbol { Locations: [{ IsInMetadata: true }, ..] })
            ? new Trait(Found.Unknown)
        : new Trait(Found.No);

    private IEnumerable<SetEvent> On(Cell cell, SetEventKind kind) =>
        events.Where(happened =>
            happened.Kind == kind
            && (happened.Target.WayTo(cell) is not null || cell.WayTo(happened.Target) is not null)
        );

    // A set that is looked at while it is filled says nothing about the answer.
    private bool MayFollow(SetEvent test, SetEvent[] passed)
    {
        var sides = events
            .Where(form => form.Kind == SetEventKind.Test && form.Origin == test.Origin)
            .SelectMany(form =>
                passed.Where(select => IsSameSet(select, form)).Select(select => IsBefore(form, select))
            )
            .ToArray();
        return sides.Length == 0 || sides.Contains(false);
    }

    private static bool IsSameSet(SetEvent select, SetEvent test) =>
        SymbolEqualityComparer.Default.Equals(select.Owner, test.Owner) && select.Target == test.Target;

    private static bool IsBefore(SetEvent test, SetEvent select) =>
        test.At.Start() < select.At.Start() && Paths.Loop(select.At)?.Holds(test.At) != true;

    // All cells whose content may have come from, or may go to, the sets passed.
    private HashSet<Cell> Closure(SetEvent[] passed, bool backward)
    {
        var reached = new HashSet<Cell>();
        var open = new Queue<Cell>(passed.Select(select => select.Target));
        while (open.TryDequeue(out var cell))
        {
            if (cell.Path.Length > 80 || !reached.Add(cell))
            {
                continue;
            }

            foreach (var copy in events.Where(happened => happened.Kind == SetEventKind.Copy))
            {
                var (from, to) = backward ? (copy.Target, copy.Source!.Value) : (copy.Source!.Value, copy.Target);
                if (from.WayTo(cell) is { } way)
                {
                    open.Enqueue(to.At(way));
                }
            }
        }

        return reached;
    }
}
