using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace SelectQuest.Grading.Evidence.Source;

/// <summary>
/// Who may run whom. Generous on purpose: a method named as a delegate counts as called, a virtual call reaches every
/// override. So "not reachable" is certain, and "reachable" is not.
/// </summary>
internal sealed class CallGraph
{
    private readonly SourceProgram program;
    private readonly ILookup<ISymbol, ISymbol> bodiesBehind;
    private readonly ILookup<ISymbol, ISymbol> slotsOf;

    public CallGraph(SourceProgram program)
    {
        this.program = program;
        var pairs = Implementations(program.Compilation).ToArray();
        bodiesBehind = pairs.ToLookup(pair => pair.Slot, pair => pair.Body, SymbolEqualityComparer.Default);
        slotsOf = pairs.ToLookup(pair => pair.Body, pair => pair.Slot, SymbolEqualityComparer.Default);
    }

    /// <summary>The virtual and interface methods a call may name and run this body.</summary>
    public IEnumerable<ISymbol> Slots(IMethodSymbol body) => slotsOf[body];

    /// <summary>The bodies a call of this virtual or interface method may run, beside its own.</summary>
    public IEnumerable<ISymbol> Bodies(ISymbol slot) => bodiesBehind[slot];

    /// <summary>Everything that may run when one of <paramref name="roots"/> runs, themselves included.</summary>
    public HashSet<ISymbol> Reach(IEnumerable<ISymbol> roots)
    {
        var reached = new HashSet<ISymbol>(SymbolEqualityComparer.Default);
        var open = new Queue<ISymbol>(roots);
        while (open.TryDequeue(out var next))
        {
            if (!reached.Add(next))
            {
                continue;
            }

            foreach (var body in bodiesBehind[next])
            {
                open.Enqueue(body);
            }

            // Touching a type runs its initializers.
            if (next is not INamedTypeSymbol && next.ContainingType is { } type)
            {
                open.Enqueue(type.OriginalDefinition);
            }

            foreach (var target in program.SitesOfOwner[next].SelectMany(site => Targets(site.Operation)))
            {
                open.Enqueue(target.OriginalDefinition);
            }
        }

        return reached;
    }

    private IEnumerable<ISymbol> Targets(IOperation operation)
    {
        switch (operation)
        {
            case IInvocationOperation call:
                yield return call.TargetMethod.ReducedFrom ?? call.TargetMethod;
                break;
            case IMethodReferenceOperation method:
                yield return method.Method.ReducedFrom ?? method.Method;
                break;
            case IPropertyReferenceOperation { Property: { } property }:
                foreach (var accessor in new[] { property.GetMethod, property.SetMethod }.OfType<IMethodSymbol>())
                {
                    yield return accessor;
                }

                break;
            case IObjectCreationOperation { Constructor: { } constructor }:
                yield return constructor;
                break;
            case IAnonymousFunctionOperation lambda:
                yield return lambda.Symbol;
                break;
            case IFieldReferenceOperation { Field: { IsStatic: true, ContainingType: { } type } }:
                yield return type;
                break;
            case IBinaryOperation { OperatorMethod: { } method }:
                yield return method;
                break;
            case IConversionOperation { OperatorMethod: { } method }:
                yield return method;
                break;
            case IForEachLoopOperation { Syntax: CommonForEachStatementSyntax loop }:
                var info = program.Model(loop.SyntaxTree).GetForEachStatementInfo(loop);
                var steps = new[] { info.GetEnumeratorMethod, info.MoveNextMethod, info.CurrentProperty?.GetMethod };
                foreach (var step in steps.OfType<IMethodSymbol>())
                {
                    yield return step;
                }

                break;
            default:
                break;
        }
    }

    private static IEnumerable<(ISymbol Slot, ISymbol Body)> Implementations(CSharpCompilation compilation)
    {
        foreach (var type in Types(compilation.Assembly.GlobalNamespace))
        {
            foreach (var method in type.GetMembers().OfType<IMethodSymbol>())
            {
                for (var slot = method.OverriddenMethod; slot is not null; slot = slot.OverriddenMethod)
                {
                    yield return (slot.OriginalDefinition, method);
                }
            }

            foreach (var slot in type.AllInterfaces.SelectMany(face => face.GetMembers()).OfType<IMethodSymbol>())
            {
                if (type.FindImplementationForInterfaceMember(slot) is IMethodSymbol body)
                {
                    yield return (slot.OriginalDefinition, body.OriginalDefinition);
                }
            }
        }
    }

    private static IEnumerable<INamedTypeSymbol> Types(INamespaceOrTypeSymbol within)
    {
        foreach (var member in within.GetMembers().OfType<INamespaceOrTypeSymbol>())
        {
            if (member is INamedTypeSymbol type)
            {
                yield return type;
            }

            foreach (var nested in Types(member))
            {
                yield return nested;
            }
        }
    }
}
