using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Place = SelectQuest.Grading.Verdicts.Location;

namespace SelectQuest.Grading.Evidence.Source;

/// <summary>How the highest fd is known.</summary>
internal enum MaxFdKind
{
    /// <summary>Worked out from the live connections whenever it is needed: nothing can go stale.</summary>
    Recomputed,

    /// <summary>Kept in a field that must follow every add and remove.</summary>
    Kept,

    /// <summary>The source does not tell.</summary>
    Unknown,
}

/// <summary>Which paths keep max-fd up to date.</summary>
/// <param name="OnAdd">The path of an add changes it.</param>
/// <param name="OnRemove">
/// The path of a remove changes it. Unknown where it does so in a way that may be wrong, such as looking for the new
/// maximum before the connection is gone.
/// </param>
/// <param name="Decrements">A remove only takes 1 off: the next lower fd need not be a live one.</param>
internal sealed record MaxFdUpdates(MaxFdKind Kind, Trait OnAdd, Trait OnRemove, bool Decrements)
{
    public static MaxFdUpdates Of(
        SourceProgram program,
        Assignments assignments,
        FdArithmetic arithmetic,
        LoopReach reach,
        IEnumerable<Call> selects
    )
    {
        var registry = program.Seam.Registry;
        var add = Methods(registry, "Add");
        var remove = Methods(registry, "Remove");
        var kept = Kept(program, assignments, arithmetic, selects);
        if (kept is null || add.Length == 0 || remove.Length == 0)
        {
            var unknown = new Trait(Found.Unknown, registry?.Place());
            return new MaxFdUpdates(MaxFdKind.Unknown, unknown, unknown, false);
        }

        var adding = program.Graph.Reach(add);
        var removing = program.Graph.Reach(remove);
        var writes = kept.SelectMany(assignments.To).Where(write => write.Kind != AssignmentKind.Initial).ToArray();
        // Fields and accessors reached from both sides, such as the one that writes the field, say nothing here.
        var eachRound = writes.FirstOrDefault(write =>
            reach.Iterate.Contains(write.Owner) && !adding.Contains(write.Owner) && !removing.Contains(write.Owner)
        );
        if (kept.Count == 0 || eachRound.At is not null)
        {
            var where = eachRound.At?.Place() ?? Getter(registry) ?? selects.First().Operation.Place();
            var yes = new Trait(Found.Yes, where);
            return new MaxFdUpdates(MaxFdKind.Recomputed, yes, yes, false);
        }

        var onAdd = writes.Where(write => adding.Contains(write.Owner)).ToArray();
        var onRemove = writes.Where(write => removing.Contains(write.Owner)).ToArray();
        var decrements = onRemove.Length > 0 && onRemove.All(OnlyTakesOneOff);
        return new MaxFdUpdates(
            MaxFdKind.Kept,
            onAdd.Length > 0 ? new Trait(Found.Yes, onAdd[0].At.Place()) : new Trait(Found.No, add[0].Place()),
            onRemove.Length == 0 ? new Trait(Found.No, remove[0].Place())
                : decrements || onRemove.All(write => BeforeErase(write.At, write.Owner, program))
                    ? new Trait(Found.Unknown, onRemove[0].At.Place())
                : new Trait(Found.Yes, onRemove[0].At.Place()),
            decrements
        );
    }

    // The fields behind nfds that change during the life of the loop; null if there is no way to tell.
    private static HashSet<ISymbol>? Kept(
        SourceProgram program,
        Assignments assignments,
        FdArithmetic arithmetic,
        IEnumerable<Call> selects
    )
    {
        var fields = new HashSet<ISymbol>(SymbolEqualityComparer.Default);
        var terms = selects.SelectMany(select => arithmetic.Of(select.Argument("nfds"), fields)).ToArray();
        if (terms.Length == 0 || terms.Any(term => term.Base is FdBase.Unknown))
        {
            return null;
        }

        if (terms.Any(term => term.Base == FdBase.MaxFd))
        {
            fields.UnionWith(
                SeamSymbols.Members(program.Seam.Registry, "MaxFd").SelectMany(maxFd => BehindGetter(maxFd, program))
            );
        }

        // The listener's own fd changes once, when it is closed: it is no maximum.
        fields.RemoveWhere(field =>
            assignments.To(field).All(IsInitial)
            || assignments
                .To(field)
                .SelectMany(given => arithmetic.Of(given.Value))
                .All(term => term.Base is FdBase.Listener or FdBase.Constant)
        );
        return fields;
    }

    // What the getter reads, its helpers included; itself if it has no body.
    private static IEnumerable<ISymbol> BehindGetter(ISymbol maxFd, SourceProgram program)
    {
        var getter = (maxFd as IPropertySymbol)?.GetMethod;
        var reached = getter is null ? [] : program.Graph.Reach([getter]);
        var sites = reached.OfType<IMethodSymbol>().SelectMany(method => program.SitesOfOwner[method]).ToArray();
        return sites.Length == 0
            ? [maxFd.OriginalDefinition]
            : sites
                .Select(site => site.Operation)
                .OfType<IFieldReferenceOperation>()
                .Where(field =>
                    field.Type?.SpecialType is SpecialType.System_Int32 or SpecialType.System_Boolean or null
                    || field.Field.Type.OriginalDefinition.SpecialType == SpecialType.System_Nullable_T
                )
                .Select(field => (ISymbol)field.Field.OriginalDefinition);
    }

    private static bool IsInitial(Assignment given) =>
        given.Kind == AssignmentKind.Initial
        || given.Owner is IMethodSymbol { MethodKind: MethodKind.Constructor or MethodKind.StaticConstructor };

    private static bool OnlyTakesOneOff(Assignment write) =>
        write.Kind == AssignmentKind.Changed
        && write.At is IIncrementOrDecrementOperation { Kind: OperationKind.Decrement }
        && Paths.Loop(write.At) is null;

    // The connection leaves its container only after this: a search for the maximum still finds it.
    private static bool BeforeErase(IOperation write, ISymbol owner, SourceProgram program)
    {
        var erases = program
            .SitesOfOwner[owner]
            .Select(site => site.Operation)
            .Where(operation =>
                operation
                    is IInvocationOperation { TargetMethod.Name: "Remove" or "TryRemove" or "RemoveAt" }
                        or ISimpleAssignmentOperation
                        {
                            Target: IArrayElementReferenceOperation,
                            Value: IConversionOperation { ConstantValue: { HasValue: true, Value: null } }
                        }
            )
            .ToArray();
        return erases.Length > 0
            && write is ISimpleAssignmentOperation { Value.ConstantValue.HasValue: false }
            && erases.All(erase => erase.Start() > write.Start());
    }

    private static IMethodSymbol[] Methods(INamedTypeSymbol? type, string name) =>
        [.. SeamSymbols.Members(type, name).OfType<IMethodSymbol>().Select(method => method.OriginalDefinition)];

    private static Place? Getter(INamedTypeSymbol? registry) =>
        SeamSymbols.Members(registry, "MaxFd").Select(maxFd => maxFd.Place()).FirstOrDefault();
}
