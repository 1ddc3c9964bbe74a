using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace SelectQuest.Grading.Evidence.Source;

/// <summary>
/// A place from which a body may be entered: a call, a creation, a property's use, a lambda handed on, or the
/// invocation of a delegate of its shape.
/// </summary>
/// <param name="Receiver">The object it is called on; null for <c>this</c>, for statics and where it is not known.</param>
internal sealed record CallSite(
    IOperation At,
    ISymbol Owner,
    IReadOnlyList<IArgumentOperation> Arguments,
    IOperation? Receiver
)
{
    /// <summary>What is passed at this place for a parameter of the body.</summary>
    public IOperation? Argument(IParameterSymbol parameter) =>
        Arguments.FirstOrDefault(argument => argument.Parameter?.Ordinal == parameter.Ordinal)?.Value;
}

/// <summary>From a body back to the places that enter it.</summary>
internal sealed class CallSites
{
    private readonly SourceProgram program;
    private readonly ILookup<ISymbol, CallSite> direct;
    private readonly ILookup<string, CallSite> delegates;
    private readonly HashSet<ISymbol> handedOn;

    public CallSites(SourceProgram program)
    {
        this.program = program;
        direct = program
            .Sites.SelectMany(Direct)
            .ToLookup(pair => pair.Body, pair => pair.Site, SymbolEqualityComparer.Default);
        delegates = program
            .Calls.Where(call => call.Target.MethodKind == MethodKind.DelegateInvoke)
            .ToLookup(
                call => Shape(call.Operation.TargetMethod),
                call => new CallSite(call.Operation, call.Owner, call.Operation.Arguments, null)
            );
        handedOn = program
            .Sites.Select(site => site.Operation)
            .OfType<IMethodReferenceOperation>()
            .Select(reference => (ISymbol)reference.Method.OriginalDefinition)
            .ToHashSet(SymbolEqualityComparer.Default);
    }

    public IEnumerable<CallSite> Of(ISymbol body) =>
        body is not IMethodSymbol method ? []
        : method.MethodKind == MethodKind.LambdaMethod || handedOn.Contains(method)
            ? Known(method).Concat(delegates[Shape(method)])
        : Known(method);

    private IEnumerable<CallSite> Known(IMethodSymbol method) =>
        program.Graph.Slots(method).Prepend(method).SelectMany(slot => direct[slot]);

    private static IEnumerable<(ISymbol Body, CallSite Site)> Direct(Site site)
    {
        switch (site.Operation)
        {
            case IInvocationOperation call:
                yield return (
                    (call.TargetMethod.ReducedFrom ?? call.TargetMethod).OriginalDefinition,
                    new CallSite(call, site.Owner, call.Arguments, Other(call.Instance))
                );
                break;
            case IObjectCreationOperation { Constructor: { } constructor } creation:
                yield return (
                    constructor.OriginalDefinition,
                    new CallSite(creation, site.Owner, creation.Arguments, creation)
                );
                break;
            case IPropertyReferenceOperation reference:
                var accessors = new[] { reference.Property.GetMethod, reference.Property.SetMethod };
                foreach (var accessor in accessors.OfType<IMethodSymbol>())
                {
                    yield return (
                        accessor.OriginalDefinition,
                        new CallSite(reference, site.Owner, reference.Arguments, Other(reference.Instance))
                    );
                }

                break;
            case IAnonymousFunctionOperation lambda:
                yield return (lambda.Symbol, new CallSite(lambda, site.Owner, [], null));
                break;
            case IMethodReferenceOperation reference:
                yield return (
                    reference.Method.OriginalDefinition,
                    new CallSite(reference, site.Owner, [], Other(reference.Instance))
                );
                break;
            default:
                break;
        }
    }

    private static IOperation? Other(IOperation? instance) => instance is IInstanceReferenceOperation ? null : instance;

    private static string Shape(IMethodSymbol method) =>
        string.Join(
            ',',
            method.Parameters.Select(parameter => $"{parameter.RefKind} {parameter.Type.ToDisplayString()}")
        )
        + " "
        + method.ReturnType.ToDisplayString();
}
