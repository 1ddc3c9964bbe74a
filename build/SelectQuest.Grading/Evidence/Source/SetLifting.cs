using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace SelectQuest.Grading.Evidence.Source;

/// <summary>
/// Carries what happens to sets from where it is written to every caller, in the caller's own names: what a method
/// does to its <c>ref</c> parameter it does to the caller's variable, what it does to its fields it does to the fields
/// of the object it is called on. After this a loop split over helpers reads like one written in a single method.
/// </summary>
internal sealed class SetLifting(SetCells cells, SetEvents written, CallSites callSites)
{
    // Bounds for code made to explode: a real loop has some hundred events, a few steps deep.
    private const int MostEvents = 20_000;
    private const int LongestPath = 80;

    public IReadOnlyList<SetEvent> All()
    {
        var all = new List<SetEvent>();
        var seen = new HashSet<(SetEventKind, Cell, Cell?, IOperation, IOperation, int)>();
        var open = new Queue<SetEvent>(written.All());
        while (all.Count < MostEvents && open.TryDequeue(out var next))
        {
            if (
                next.Target.Path.Length > LongestPath
                || !seen.Add((next.Kind, next.Target, next.Source, next.At, next.Origin, next.Ordinal))
            )
            {
                continue;
            }

            all.Add(next);
            foreach (var lifted in callSites.Of(next.Owner).SelectMany(site => Lift(next, site)))
            {
                open.Enqueue(lifted);
            }
        }

        return all;
    }

    private IEnumerable<SetEvent> Lift(SetEvent inside, CallSite site)
    {
        var maybe = inside.Maybe || Paths.MayBeSkipped(inside.At);
        // To look at a copy is to look at what was copied; to change a copy is not.
        var looks = inside.Kind is SetEventKind.Test or SetEventKind.Escape;
        foreach (var target in Outside(inside.Target, inside.Owner, site, looks))
        {
            var sources = inside.Source is { } source
                ? Outside(source, inside.Owner, site, true).Select(cell => (Cell?)cell).DefaultIfEmpty(source)
                : [null];
            foreach (var from in sources)
            {
                yield return inside with
                {
                    Target = target,
                    Source = from,
                    At = site.At,
                    Owner = site.Owner,
                    Maybe = maybe,
                };
            }
        }
    }

    private IEnumerable<Cell> Outside(Cell cell, ISymbol body, CallSite site, bool byValue) =>
        cell.Root switch
        {
            IParameterSymbol parameter when IsOf(parameter, body) => byValue
            || parameter.RefKind != RefKind.None
            || !parameter.Type.IsValueType
                ? cells.Of(site.Argument(parameter)).Select(argument => argument.At(cell.Path))
                : [],
            ILocalSymbol local when IsOf(local, body) => [],
            IFieldSymbol { IsStatic: false }
            or IPropertySymbol { IsStatic: false } when site.Receiver is { } receiver => Receivers(receiver, site.Owner)
                .Select(outer => outer.At("." + cell.Root.Name).At(cell.Path))
                .DefaultIfEmpty(cell),
            _ => [cell],
        };

    private IEnumerable<Cell> Receivers(IOperation receiver, ISymbol owner) =>
        receiver is IObjectCreationOperation creation ? written.Receivers(creation, owner) : cells.Of(receiver);

    private static bool IsOf(ISymbol variable, ISymbol body) =>
        SymbolEqualityComparer.Default.Equals(variable.ContainingSymbol, body);
}
