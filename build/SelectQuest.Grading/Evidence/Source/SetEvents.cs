using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace SelectQuest.Grading.Evidence.Source;

/// <summary>What can happen to a set.</summary>
internal enum SetEventKind
{
    /// <summary>It is made anew: zeroed, assigned, or declared.</summary>
    Reset,

    /// <summary>It becomes a copy of another.</summary>
    Copy,

    /// <summary>An fd is put in.</summary>
    Fill,

    /// <summary>An fd is taken out.</summary>
    Clear,

    /// <summary>Someone looks whether an fd is in.</summary>
    Test,

    /// <summary>It goes through select.</summary>
    Select,

    /// <summary>It goes where the source cannot be followed.</summary>
    Escape,
}

/// <summary>Something happens to a set.</summary>
/// <param name="Source">For a copy: where it is copied from.</param>
/// <param name="At">The operation, or, once lifted to a caller, the call.</param>
/// <param name="Owner">Whose code <paramref name="At"/> is.</param>
/// <param name="Origin">The operation itself.</param>
/// <param name="Maybe">Calling the owner does not always make it happen.</param>
/// <param name="Ordinal">For select: 0 read, 1 write, 2 error.</param>
internal sealed record SetEvent(
    SetEventKind Kind,
    Cell Target,
    Cell? Source,
    IOperation At,
    ISymbol Owner,
    IOperation Origin,
    bool Maybe = false,
    int Ordinal = 0
);

/// <summary>Collects what happens to sets, each event where it is written.</summary>
internal sealed class SetEvents(SourceProgram program, SetCells cells)
{
    public IEnumerable<SetEvent> All() => program.Sites.SelectMany(site => Of(site));

    private IEnumerable<SetEvent> Of(Site site)
    {
        switch (site.Operation)
        {
            case IInvocationOperation invocation:
                return OfCall(new Call(invocation, site.Owner));
            case IObjectCreationOperation { Constructor: { } constructor } creation:
                return Passed(creation.Arguments, site).Concat(Positional(creation, constructor, site));
            case ISimpleAssignmentOperation assignment when cells.Carries(assignment.Target.Type):
                return cells.Of(assignment.Target).SelectMany(target => Assigned(target, assignment.Value, site));
            case IDeconstructionAssignmentOperation deconstruction:
                return Deconstructed(deconstruction.Target, deconstruction.Value, site);
            case IVariableDeclaratorOperation { Symbol: { IsRef: false } local } declarator
                when cells.Carries(local.Type):
                return declarator.GetVariableInitializer() is { } start
                    ? Assigned(new Cell(local, ""), start.Value, site)
                    :
                    [
                        new SetEvent(
                            SetEventKind.Reset,
                            new Cell(local, ""),
                            null,
                            site.Operation,
                            site.Owner,
                            site.Operation
                        ),
                    ];
            case IFieldInitializerOperation fields:
                return fields
                    .InitializedFields.Where(field => cells.Carries(field.Type))
                    .SelectMany(field => Assigned(new Cell(field, ""), fields.Value, site));
            case IPropertyInitializerOperation properties:
                return properties
                    .InitializedProperties.Where(property => cells.Carries(property.Type))
                    .SelectMany(property => Assigned(new Cell(property, ""), properties.Value, site));
            // Whoever counts a set learns something of it, and nobody can say what.
            case IPropertyReferenceOperation { Property: { Name: "Count" } count, Instance: { } set }
                when program.Seam.IsFdSet(count.ContainingType):
                return At(SetEventKind.Escape, set, site);
            // Patterns take a value apart in more ways than are followed here.
            case IIsPatternOperation { Pattern: not IConstantPatternOperation } test
                when cells.Carries(test.Value.Type):
                return At(SetEventKind.Escape, test.Value, site);
            case IReturnOperation { ReturnedValue: { } value } when cells.Carries(value.Type):
                return Assigned(new Cell(Result(site.Owner), ""), value, site);
            default:
                return [];
        }
    }

    private IEnumerable<SetEvent> OfCall(Call call)
    {
        var site = new Site(call.Operation, call.Owner);
        if (program.Seam.IsFdSet(call.Target.ContainingType))
        {
            return OfFdSet(call.Target.Name) is { } kind ? At(kind, call.Operation.Instance, site) : [];
        }

        if (program.Seam.SystemCall(call.Target) == "Select")
        {
            // The sets are the parameters after nfds.
            return Enumerable
                .Range(0, 3)
                .SelectMany(ordinal =>
                    At(
                            SetEventKind.Select,
                            call.Operation.Arguments.First(a => a.Parameter?.Ordinal == ordinal + 1).Value,
                            site
                        )
                        .Select(found => found with { Ordinal = ordinal })
                );
        }

        if (
            call.Target is
            { ContainingType: { Name: "Array", ContainingNamespace.Name: "System" }, Name: "Clear" or "Fill" }
        )
        {
            return At(SetEventKind.Reset, call.Operation.Arguments[0].Value, site);
        }

        return Passed(call.Operation.Arguments, site).Concat(ThroughLambdas(call, site));
    }

    // A method of .NET that folds or maps: what goes in comes by its lambdas, what they return comes out.
    private IEnumerable<SetEvent> ThroughLambdas(Call call, Site site)
    {
        if (call.Target.IsInSource())
        {
            return [];
        }

        var arguments = call.Operation.Arguments.Select(argument => argument.Value.WithoutConversions()).ToArray();
        var lambdas = arguments
            .OfType<IDelegateCreationOperation>()
            .Select(made => made.Target)
            .OfType<IAnonymousFunctionOperation>()
            .Select(lambda => lambda.Symbol)
            .ToArray();
        var taken = lambdas
            .SelectMany(lambda => lambda.Parameters)
            .Where(parameter => cells.Carries(parameter.Type))
            .SelectMany(parameter =>
                arguments
                    .Where(value => cells.Carries(value.Type))
                    .SelectMany(value => Assigned(new Cell(parameter, ""), value, site))
            );
        var returned = lambdas
            .Where(lambda => cells.Carries(lambda.ReturnType))
            .Select(lambda => Copy(new Cell(call.Target, ""), new Cell(lambda, ""), site));
        return taken.Concat(returned);
    }

    private static SetEventKind? OfFdSet(string method) =>
        method switch
        {
            "Set" => SetEventKind.Fill,
            "Clear" => SetEventKind.Clear,
            "Zero" => SetEventKind.Reset,
            "IsSet" => SetEventKind.Test,
            _ => null,
        };

    private IEnumerable<SetEvent> At(SetEventKind kind, IOperation? set, Site site) =>
        cells.Of(set).Select(cell => new SetEvent(kind, cell, null, site.Operation, site.Owner, site.Operation));

    private IEnumerable<SetEvent> Passed(IEnumerable<IArgumentOperation> arguments, Site site)
    {
        foreach (var argument in arguments.Where(argument => cells.Carries(argument.Value.Type)))
        {
            var parameter = argument.Parameter?.OriginalDefinition;
            var known = parameter?.Locations.FirstOrDefault()?.IsInSource == true || IsDelegate(parameter);
            if (parameter is null || !known)
            {
                foreach (var escape in At(SetEventKind.Escape, argument.Value, site))
                {
                    yield return escape;
                }
            }
            else if (parameter.RefKind is RefKind.Out)
            {
                foreach (var made in At(SetEventKind.Reset, argument.Value, site))
                {
                    yield return made;
                }
            }
            else
            {
                foreach (var copied in Assigned(new Cell(parameter, ""), argument.Value, site))
                {
                    yield return copied;
                }
            }
        }
    }

    // A record's positional parameters become properties without a line of code.
    private IEnumerable<SetEvent> Positional(IObjectCreationOperation creation, IMethodSymbol constructor, Site site) =>
        constructor.ContainingType.IsRecord
            ? Receivers(creation, site.Owner)
                .SelectMany(receiver =>
                    creation
                        .Arguments.Where(argument =>
                            cells.Carries(argument.Value.Type) && argument.Parameter is not null
                        )
                        .SelectMany(argument =>
                            Assigned(receiver.At("." + argument.Parameter!.Name), argument.Value, site)
                        )
                )
            : [];

    /// <summary>What a created object is assigned to.</summary>
    public IEnumerable<Cell> Receivers(IObjectCreationOperation creation, ISymbol owner)
    {
        IOperation at = creation;
        while (
            at.Parent is IConversionOperation or IParenthesizedOperation or ISwitchExpressionArmOperation
            || at.Parent is ISwitchExpressionOperation choice && choice.Value != at
            || at.Parent is IConditionalOperation either && either.Condition != at
        )
        {
            at = at.Parent;
        }

        return at.Parent switch
        {
            IVariableInitializerOperation { Parent: IVariableDeclaratorOperation declarator } =>
            [
                new Cell(declarator.Symbol, ""),
            ],
            ISimpleAssignmentOperation assignment => cells.Of(assignment.Target),
            IReturnOperation => [new Cell(Result(owner), "")],
            IFieldInitializerOperation initializer => initializer.InitializedFields.Select(field => new Cell(
                field,
                ""
            )),
            IPropertyInitializerOperation initializer => initializer.InitializedProperties.Select(p => new Cell(p, "")),
            IArgumentOperation { Parameter: { } parameter } => [new Cell(parameter.OriginalDefinition, "")],
            _ => [],
        };
    }

    private IEnumerable<SetEvent> Deconstructed(IOperation target, IOperation value, Site site)
    {
        var targets = target switch
        {
            ITupleOperation tuple => tuple.Elements,
            IDeclarationExpressionOperation { Expression: ITupleOperation tuple } => tuple.Elements,
            _ => [],
        };
        var whole = value.WithoutConversions();
        return targets.SelectMany(
            (element, index) =>
                cells.Carries(element.Type)
                    ? cells.Of(element).SelectMany(cell => Assigned(cell, whole, index, site))
                    : Deconstructed(element, whole is ITupleOperation inner ? inner.Elements[index] : whole, site)
        );
    }

    private IEnumerable<SetEvent> Assigned(Cell target, IOperation whole, int index, Site site)
    {
        if (whole is ITupleOperation tuple)
        {
            return Assigned(target, tuple.Elements[index], site);
        }

        var step = (whole.Type as INamedTypeSymbol) switch
        {
            { IsTupleType: true } type => "." + type.TupleElements[index].CorrespondingTupleField?.Name,
            { IsRecord: true } type when Primary(type) is { } primary && index < primary.Parameters.Length => "."
                + primary.Parameters[index].Name,
            _ => "",
        };
        return cells.Of(whole).Select(cell => Copy(target, cell.At(step), site)).DefaultIfEmpty(Reset(target, site));
    }

    private IEnumerable<SetEvent> Assigned(Cell target, IOperation value, Site site)
    {
        switch (value.WithoutConversions())
        {
            case ITupleOperation tuple:
                return tuple.Elements.SelectMany((element, i) => Assigned(target.At($".Item{i + 1}"), element, site));
            case IArrayCreationOperation { Initializer: { } initializer }:
                return initializer.ElementValues.SelectMany(
                    (element, i) => Assigned(target.At(SetCells.Element(i)), element, site)
                );
            case ICollectionExpressionOperation collection:
                return collection.Elements.SelectMany(
                    (element, i) => Assigned(target.At(SetCells.Element(i)), element, site)
                );
            case var single:
                return cells
                    .Of(single)
                    .Select(source => Copy(target, source, site))
                    .DefaultIfEmpty(Reset(target, site));
        }
    }

    private static SetEvent Copy(Cell target, Cell source, Site site) =>
        new(SetEventKind.Copy, target, source, site.Operation, site.Owner, site.Operation);

    private static SetEvent Reset(Cell target, Site site) =>
        new(SetEventKind.Reset, target, null, site.Operation, site.Owner, site.Operation);

    private static IMethodSymbol? Primary(INamedTypeSymbol type) =>
        type.InstanceConstructors.FirstOrDefault(constructor => constructor.Parameters.Length > 1);

    private static ISymbol Result(ISymbol owner) => (owner as IMethodSymbol)?.AssociatedSymbol ?? owner;

    private static bool IsDelegate(IParameterSymbol? parameter) =>
        parameter?.ContainingSymbol is IMethodSymbol { MethodKind: MethodKind.DelegateInvoke };
}
