using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace SelectQuest.Grading.Evidence.Source;

/// <summary>Everything a variable, field, property or method may be given, anywhere in the submission.</summary>
internal sealed class Assignments
{
    private readonly ILookup<ISymbol, Assignment> byTarget;
    private readonly CallSites callSites;
    private readonly CallGraph graph;

    public Assignments(SourceProgram program, CallSites callSites)
    {
        this.callSites = callSites;
        graph = program.Graph;
        byTarget = program
            .Sites.SelectMany(Of)
            .ToLookup(pair => pair.Target, pair => pair.Given, SymbolEqualityComparer.Default);
    }

    /// <summary>Values given to a local, field, property, parameter (by its own body or its callers) or returned by a method.</summary>
    public IEnumerable<Assignment> To(ISymbol target)
    {
        var given = Overrides(target.OriginalDefinition)
            .Prepend(target.OriginalDefinition)
            .SelectMany(one => byTarget[one]);
        return target is IParameterSymbol parameter ? given.Concat(FromCallers(parameter)) : given;
    }

    private IEnumerable<ISymbol> Overrides(ISymbol target) =>
        target switch
        {
            IMethodSymbol method => graph.Bodies(method),
            IPropertySymbol { GetMethod: { } getter } => graph
                .Bodies(getter)
                .Select(body => (body as IMethodSymbol)?.AssociatedSymbol)
                .OfType<ISymbol>(),
            _ => [],
        };

    /// <summary>Does anyone the source shows pass something for this parameter?</summary>
    public bool HasCallers(IParameterSymbol parameter) => FromCallers(parameter).Any();

    private IEnumerable<Assignment> FromCallers(IParameterSymbol parameter) =>
        from site in callSites.Of(Body(parameter))
        let value = site.Argument(parameter)
        where value is not null
        select new Assignment(value, value, site.Owner, AssignmentKind.Whole);

    private static ISymbol Body(IParameterSymbol parameter) => parameter.OriginalDefinition.ContainingSymbol;

    private static IEnumerable<(ISymbol Target, Assignment Given)> Of(Site site)
    {
        switch (site.Operation)
        {
            case ISimpleAssignmentOperation assignment when Variable(assignment.Target) is { } target:
                return [(target, new(assignment.Value, assignment, site.Owner, AssignmentKind.Whole))];
            case ICompoundAssignmentOperation assignment when Variable(assignment.Target) is { } target:
                return [(target, new(assignment.Value, assignment, site.Owner, AssignmentKind.Changed))];
            case ICoalesceAssignmentOperation assignment when Variable(assignment.Target) is { } target:
                return [(target, new(assignment.Value, assignment, site.Owner, AssignmentKind.Whole))];
            case IIncrementOrDecrementOperation step when Variable(step.Target) is { } target:
                return [(target, new(null, step, site.Owner, AssignmentKind.Changed))];
            case IVariableDeclaratorOperation declarator when declarator.GetVariableInitializer() is { } initializer:
                return [(declarator.Symbol, new(initializer.Value, declarator, site.Owner, AssignmentKind.Whole))];
            case IFieldInitializerOperation initializer:
                return initializer.InitializedFields.Select(field =>
                    ((ISymbol)field, new Assignment(initializer.Value, initializer, site.Owner, AssignmentKind.Initial))
                );
            case IPropertyInitializerOperation initializer:
                return initializer.InitializedProperties.Select(property =>
                    (
                        (ISymbol)property,
                        new Assignment(initializer.Value, initializer, site.Owner, AssignmentKind.Initial)
                    )
                );
            case IReturnOperation { ReturnedValue: { } value }:
                return
                [
                    (
                        (site.Owner as IMethodSymbol)?.AssociatedSymbol ?? site.Owner,
                        new(value, site.Operation, site.Owner, AssignmentKind.Whole)
                    ),
                ];
            case IDeconstructionAssignmentOperation deconstruction:
                return Parts(deconstruction.Target, deconstruction.Value, site);
            case IInvocationOperation call:
                return Handed(call.Arguments, site);
            case IObjectCreationOperation creation:
                return Handed(creation.Arguments, site);
            default:
                return [];
        }
    }

    // What a callee writes to its ref or out parameter, it writes to the variable handed over.
    private static IEnumerable<(ISymbol, Assignment)> Handed(IEnumerable<IArgumentOperation> arguments, Site site) =>
        from argument in arguments
        where argument.Parameter is { RefKind: RefKind.Ref or RefKind.Out }
        let target = Variable(argument.Value)
        where target is not null
        select (target, new Assignment(null, argument, site.Owner, AssignmentKind.Handed));

    private static IEnumerable<(ISymbol, Assignment)> Parts(IOperation target, IOperation value, Site site)
    {
        if (target is IDeclarationExpressionOperation { Expression: ITupleOperation declared })
        {
            target = declared;
        }

        if (target is not ITupleOperation targets)
        {
            return [];
        }

        var values = value.WithoutConversions() as ITupleOperation;
        return targets.Elements.SelectMany(
            (element, index) =>
                Variable(element) is { } variable
                    ? [(variable, new Assignment(values?.Elements[index], element, site.Owner, AssignmentKind.Whole))]
                    : Array.Empty<(ISymbol, Assignment)>()
        );
    }

    /// <summary>The variable behind an expression that can be assigned; null for elements and the like.</summary>
    public static ISymbol? Variable(IOperation? target) =>
        target?.WithoutConversions() switch
        {
            ILocalReferenceOperation local => local.Local,
            IParameterReferenceOperation parameter => parameter.Parameter.OriginalDefinition,
            IFieldReferenceOperation field => field.Field.OriginalDefinition,
            IPropertyReferenceOperation { Arguments.Length: 0 } property => property.Property.OriginalDefinition,
            IDeclarationExpressionOperation declaration => Variable(declaration.Expression),
            _ => null,
        };
}

/// <summary>How a variable is given something.</summary>
internal enum AssignmentKind
{
    /// <summary>Where the field or property is declared.</summary>
    Initial,

    /// <summary>The value replaces what was there.</summary>
    Whole,

    /// <summary>The value is joined with what was there: <c>+=</c>, <c>++</c>.</summary>
    Changed,

    /// <summary>It was passed by reference: the callee's parameter tells.</summary>
    Handed,
}

/// <summary>One thing given to a variable.</summary>
/// <param name="Value">Null for <c>++</c>, for what is passed by reference, and for a part of a value that has no parts in the text.</param>
internal readonly record struct Assignment(IOperation? Value, IOperation At, ISymbol Owner, AssignmentKind Kind);
