using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Place = SelectQuest.Grading.Verdicts.Location;

namespace SelectQuest.Grading.Evidence.Source;

/// <summary>How long it takes to find a connection by its fd.</summary>
internal enum LookupKind
{
    /// <summary>The same for any number of clients: a hash map, or an array indexed by fd.</summary>
    Constant,

    /// <summary>It grows with the logarithm: an ordered map.</summary>
    Logarithmic,

    /// <summary>The source does not tell.</summary>
    Unknown,

    /// <summary>It grows with the number of clients: a search.</summary>
    Linear,
}

/// <summary>The registry as its declarations show it.</summary>
/// <param name="Where">Its declaration; null if there is no <c>ConnectionRegistry</c>.</param>
/// <param name="Missing">Members of the fixed shape that are not there, as one would declare them.</param>
/// <param name="Search">Where the lookup goes for its answer.</param>
/// <param name="RefusesKnownFd">Adding an fd twice throws.</param>
internal sealed record RegistryShape(
    Place? Where,
    IReadOnlyList<string> Missing,
    LookupKind Lookup,
    Place? Search,
    string Container,
    Trait RefusesKnownFd
)
{
    private static readonly HashSet<string> Hashed =
    [
        "Dictionary",
        "IDictionary",
        "IReadOnlyDictionary",
        "ConcurrentDictionary",
        "FrozenDictionary",
        "OrderedDictionary",
        "Hashtable",
        "CollectionsMarshal",
    ];

    private static readonly HashSet<string> Ordered =
    [
        "SortedDictionary",
        "SortedList",
        "ImmutableDictionary",
        "ImmutableSortedDictionary",
        "IImmutableDictionary",
    ];

    private static readonly HashSet<string> Searches =
    [
        "Find",
        "FindIndex",
        "FindLast",
        "First",
        "FirstOrDefault",
        "Single",
        "SingleOrDefault",
        "Last",
        "LastOrDefault",
        "Where",
        "IndexOf",
        "Exists",
        "Any",
        "RemoveAll",
        "Contains",
    ];

    public static RegistryShape Of(SourceProgram program)
    {
        var seam = program.Seam;
        var registry = seam.Registry;
        if (registry is null)
        {
            return new RegistryShape(
                null,
                ["class ConnectionRegistry"],
                LookupKind.Unknown,
                null,
                "",
                new Trait(Found.Unknown)
            );
        }

        var add = Declared(registry, "Add", IsInt, seam.Connection);
        var remove = Declared(registry, "Remove", IsInt);
        var get = Declared(registry, "Get", IsInt);
        var members = new (bool There, string Member)[]
        {
            (add is not null, "void Add(int fd, Connection connection)"),
            (remove is { ReturnType.SpecialType: SpecialType.System_Boolean }, "bool Remove(int fd)"),
            (
                get is not null && SymbolEqualityComparer.Default.Equals(get.ReturnType, seam.Connection),
                "Connection? Get(int fd)"
            ),
        };
        var (lookup, search, container) = Lookups(program, get);
        return new RegistryShape(
            registry.Place(),
            [.. members.Where(member => !member.There).Select(member => member.Member)],
            lookup,
            search,
            container,
            Refuses(program, add)
        );
    }

    private static bool IsInt(ITypeSymbol type) => type.SpecialType == SpecialType.System_Int32;

    private static IMethodSymbol? Declared(
        INamedTypeSymbol registry,
        string name,
        Func<ITypeSymbol, bool> first,
        ITypeSymbol? second = null
    ) =>
        SeamSymbols
            .Members(registry, name)
            .OfType<IMethodSymbol>()
            .FirstOrDefault(method =>
                method is { DeclaredAccessibility: Accessibility.Public, IsStatic: false, Parameters.Length: > 0 }
                && first(method.Parameters[0].Type)
                && method.Parameters.Length == (second is null ? 1 : 2)
                && (second is null || SymbolEqualityComparer.Default.Equals(method.Parameters[1].Type, second))
            );

    // What the lookup touches, the slowest step first: one search makes the whole of it a search.
    private static (LookupKind, Place?, string) Lookups(SourceProgram program, IMethodSymbol? get)
    {
        if (get is null)
        {
            return (LookupKind.Unknown, null, "");
        }

        var steps = program
            .Graph.Reach([get.OriginalDefinition])
            .OfType<IMethodSymbol>()
            .SelectMany(body => program.SitesOfOwner[body])
            .Select(site => (Step: Step(site.Operation), site.Operation))
            .Where(found => found.Step.Kind is not null)
            .OrderByDescending(found => found.Step.Kind)
            .ThenBy(found => found.Operation.Syntax.SyntaxTree.FilePath, StringComparer.Ordinal)
            .ThenBy(found => found.Operation.Start())
            .ToArray();
        return steps is [var slowest, ..]
            ? (slowest.Step.Kind!.Value, slowest.Operation.Place(), slowest.Step.Container)
            : (LookupKind.Unknown, get.Place(), "");
    }

    private static (LookupKind? Kind, string Container) Step(IOperation operation)
    {
        switch (operation)
        {
            // A walk along one bucket of a hash map of one's own is not a search through all.
            case IForEachLoopOperation { Collection: { } collection }:
                var whole = collection.WithoutConversions();
                var bucket =
                    whole is IArrayElementReferenceOperation or IPropertyReferenceOperation { Arguments.Length: > 0 };
                return bucket ? (LookupKind.Unknown, "") : (LookupKind.Linear, whole.Type?.Name ?? "");
            case IForLoopOperation { Condition: { } condition } loop when ComparesFds(loop) && GoesToTheEnd(condition):
                return (LookupKind.Linear, "");
            // A bounded probe or a walk over an array may be a hash map of one's own.
            case ILoopOperation:
                return (LookupKind.Unknown, "");
            case IArrayElementReferenceOperation:
                return (LookupKind.Constant, "array");
            case IInvocationOperation call:
                return Step(call.TargetMethod.Name, ContainerOf(call));
            case IPropertyReferenceOperation { Arguments.Length: > 0, Instance.Type: { } type }:
                return Step("[]", type);
            default:
                return (null, "");
        }
    }

    private static bool ComparesFds(IOperation loop) =>
        loop.Descendants()
            .OfType<IBinaryOperation>()
            .Where(test => test.OperatorKind is BinaryOperatorKind.Equals or BinaryOperatorKind.NotEquals)
            .Any(test => test.Descendants().Any(part => part is IPropertyReferenceOperation { Property.Name: "Fd" }));

    private static bool GoesToTheEnd(IOperation condition) =>
        condition.Descendants().Any(part => part is IPropertyReferenceOperation { Property.Name: "Count" or "Length" });

    private static (LookupKind?, string) Step(string member, ITypeSymbol? container)
    {
        var name = container?.Name ?? "";
        return container switch
        {
            null => (null, ""),
            IArrayTypeSymbol => Searches.Contains(member) ? (LookupKind.Linear, "array") : (null, ""),
            _ when Hashed.Contains(name) => member is "ContainsValue" or "First" or "FirstOrDefault" or "Where"
                ? (LookupKind.Linear, name)
                : (LookupKind.Constant, name),
            _ when Ordered.Contains(name) => (LookupKind.Logarithmic, name),
            _ when Searches.Contains(member) && name is not ("HashSet" or "BitArray") => (LookupKind.Linear, name),
            _ when member is "[]" or "ElementAtOrDefault" => (LookupKind.Constant, name),
            _ => (null, ""),
        };
    }

    private static ITypeSymbol? ContainerOf(IInvocationOperation call)
    {
        var receiver = call.Instance ?? (call.TargetMethod.IsExtensionMethod ? call.Arguments[0].Value : null);
        var type = receiver?.WithoutConversions().Type;
        return type is IArrayTypeSymbol || type?.Locations.FirstOrDefault()?.IsInMetadata == true ? type
            : call.TargetMethod.ContainingType is { Name: "CollectionsMarshal" } marshal ? marshal
            : call.TargetMethod.ContainingType is { Name: "Array" } ? call.Arguments[0].Value.WithoutConversions().Type
            : null;
    }

    // By a throw of its own, or by a container that throws.
    private static Trait Refuses(SourceProgram program, IMethodSymbol? add)
    {
        if (add is null)
        {
            return new Trait(Found.Unknown);
        }

        var refusal = program
            .Graph.Reach([add.OriginalDefinition])
            .OfType<IMethodSymbol>()
            .SelectMany(body => program.SitesOfOwner[body])
            .Select(site => site.Operation)
            .FirstOrDefault(operation =>
                operation is IThrowOperation
                || operation is IInvocationOperation { TargetMethod: { Name: "Add" } method }
                    && method.ContainingType.Name.Contains("Dictionary", StringComparison.Ordinal)
                || operation
                    is IInvocationOperation
                    {
                        TargetMethod: { Name: "Add", ContainingType.Name: "SortedList" or "Hashtable" }
                    }
            );
        return refusal is null ? new Trait(Found.No, add.Place()) : new Trait(Found.Yes, refusal.Place());
    }
}
