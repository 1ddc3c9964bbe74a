using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace SelectQuest.Grading.Evidence.Source;

/// <summary>What a number is made from.</summary>
internal enum FdBase
{
    /// <summary>The listening fd given to the loop.</summary>
    Listener,

    /// <summary>An fd that accept returned.</summary>
    Accepted,

    /// <summary>Some fd: a client's, a key of the registry.</summary>
    Fd,

    /// <summary><c>ConnectionRegistry.MaxFd</c>.</summary>
    MaxFd,

    /// <summary>A count of connections, which has nothing to do with their fds.</summary>
    Count,

    /// <summary>A number written in the code.</summary>
    Constant,

    /// <summary>Something the source does not tell.</summary>
    Unknown,
}

/// <summary><paramref name="Base"/> plus <paramref name="Offset"/>; for a constant the offset is the number.</summary>
internal readonly record struct FdTerm(FdBase Base, int Offset)
{
    public FdTerm Plus(int more) => this with { Offset = Offset + more };
}

/// <summary>
/// What an expression for an fd, or for nfds, can come out as, whatever the way: followed through variables, fields,
/// helpers, LINQ and callers. The order of assignments is not looked at, so the answer may hold too much, never too little.
/// </summary>
internal sealed class FdArithmetic(SourceProgram program, Assignments assignments)
{
    private static readonly FdTerm SomeFd = new(FdBase.Fd, 0);
    private static readonly FdTerm Unknown = new(FdBase.Unknown, 0);

    /// <param name="kept">Receives the fields and properties the number is kept in between two rounds.</param>
    public HashSet<FdTerm> Of(IOperation? expression, ISet<ISymbol>? kept = null) =>
        [.. Terms(expression, new Trail(kept))];

    private IEnumerable<FdTerm> Terms(IOperation? expression, Trail trail)
    {
        var operation = expression?.WithoutConversions();
        if (operation?.ConstantValue is { HasValue: true, Value: int constant })
        {
            return [new FdTerm(FdBase.Constant, constant)];
        }

        return operation switch
        {
            // No fd at all.
            { ConstantValue: { HasValue: true, Value: null } } => [],
            ILocalReferenceOperation local => OfVariable(local.Local, trail),
            IParameterReferenceOperation parameter => OfParameter(parameter.Parameter.OriginalDefinition, trail),
            IFieldReferenceOperation field => OfVariable(field.Field.OriginalDefinition, trail),
            IPropertyReferenceOperation property => OfProperty(property, trail),
            IInvocationOperation call => OfCall(new Call(call, call.TargetMethod), trail),
            IBinaryOperation binary => OfSum(binary, trail),
            IConditionalOperation { WhenFalse: { } otherwise } choice => Terms(choice.WhenTrue, trail)
                .Concat(Terms(otherwise, trail)),
            ICoalesceOperation choice => Terms(choice.Value, trail).Concat(Terms(choice.WhenNull, trail)),
            ISwitchExpressionOperation choice => choice.Arms.SelectMany(arm => Terms(arm.Value, trail)),
            ISimpleAssignmentOperation assignment => Terms(assignment.Value, trail),
            IIncrementOrDecrementOperation { IsPostfix: false } step => WithoutSteps(step.Target, trail)
                .Select(term => term.Plus(step.Kind == OperationKind.Increment ? 1 : -1)),
            IIncrementOrDecrementOperation step => WithoutSteps(step.Target, trail),
            IConditionalAccessOperation access => Terms(access.WhenNotNull, trail),
            _ => [Unknown],
        };
    }

    private IEnumerable<FdTerm> OfSum(IBinaryOperation binary, Trail trail)
    {
        if (binary.OperatorKind is not (BinaryOperatorKind.Add or BinaryOperatorKind.Subtract))
        {
            return [Unknown];
        }

        var sign = binary.OperatorKind == BinaryOperatorKind.Add ? 1 : -1;
        if (binary.RightOperand.ConstantValue is { HasValue: true, Value: int right })
        {
            return Terms(binary.LeftOperand, trail).Select(term => term.Plus(sign * right));
        }

        return sign == 1 && binary.LeftOperand.ConstantValue is { HasValue: true, Value: int left }
            ? Terms(binary.RightOperand, trail).Select(term => term.Plus(left))
            : [Unknown];
    }

    private FdTerm[] OfVariable(ISymbol variable, Trail trail)
    {
        if (variable is IFieldSymbol or IPropertySymbol)
        {
            trail.Kept?.Add(variable);
        }

        if (!trail.Enter(variable))
        {
            return trail.Exhausted ? [Unknown] : [];
        }

        var terms = OfEntered(variable, trail).ToArray();
        trail.Leave(variable);
        return terms;
    }

    private IEnumerable<FdTerm> OfEntered(ISymbol variable, Trail trail)
    {
        var given = assignments.To(variable).ToArray();
        var steps = given.Where(one => one.Kind == AssignmentKind.Changed).ToArray();
        var terms = given.Where(one => one.Kind != AssignmentKind.Changed).SelectMany(one => OfGiven(one, trail));
        // A variable of a foreach, a pattern or a struct's inside: some number the loop runs over.
        return given.Length == 0 ? [IsNumbered(variable) ? SomeFd : Unknown]
            : steps.Length == 0 ? terms
            : Stepped(terms, steps, given);
    }

    // Counted through inside a loop, the variable runs over fds. Raised once after all else, it is what it was plus 1.
    private static IEnumerable<FdTerm> Stepped(IEnumerable<FdTerm> terms, Assignment[] steps, Assignment[] given)
    {
        if (steps.All(step => Paths.Loop(step.At) is not null))
        {
            return terms.Where(term => term.Base != FdBase.Constant).Append(SomeFd);
        }

        var last = steps is [var only] && given.All(one => one.At == only.At || one.At.Start() < only.At.Start());
        return last && Step(steps[0].At) is { } by ? terms.Select(term => term.Plus(by)) : [Unknown];
    }

    private static int? Step(IOperation at) =>
        at switch
        {
            IIncrementOrDecrementOperation step => step.Kind == OperationKind.Increment ? 1 : -1,
            ICompoundAssignmentOperation
            {
                OperatorKind: BinaryOperatorKind.Add,
                Value.ConstantValue: { HasValue: true, Value: int by }
            } => by,
            _ => null,
        };

    private IEnumerable<FdTerm> OfGiven(Assignment given, Trail trail) =>
        given switch
        {
            { Kind: AssignmentKind.Handed, At: IArgumentOperation { Parameter: { } parameter } } => parameter
                .Locations.FirstOrDefault()
                ?.IsInSource == true
                ? OfVariable(parameter.OriginalDefinition, trail)
                : [SomeFd],
            { Value: { } value } => Terms(value, trail),
            _ => [Unknown],
        };

    private FdTerm[] WithoutSteps(IOperation target, Trail trail)
    {
        if (Assignments.Variable(target) is not { } variable || !trail.Enter(variable))
        {
            return [Unknown];
        }

        var before = assignments.To(variable).Where(one => one.Kind != AssignmentKind.Changed);
        FdTerm[] terms = [.. before.SelectMany(one => OfGiven(one, trail))];
        trail.Leave(variable);
        return terms;
    }

    private FdTerm[] OfParameter(IParameterSymbol parameter, Trail trail)
    {
        var method = parameter.ContainingSymbol as IMethodSymbol;
        var isLoops = SeamSymbols
            .WithInherited(program.Seam.SelectLoop)
            .Contains(method?.ContainingType, SymbolEqualityComparer.Default);
        if (method is { MethodKind: MethodKind.Constructor } && isLoops)
        {
            return [new FdTerm(FdBase.Listener, 0)];
        }

        return assignments.HasCallers(parameter) ? OfVariable(parameter, trail) : [SomeFd];
    }

    private IEnumerable<FdTerm> OfProperty(IPropertyReferenceOperation reference, Trail trail)
    {
        var property = reference.Property.OriginalDefinition;
        var isRegistrys = program.Seam.IsRegistry(property.ContainingType);
        return property switch
        {
            { Name: "MaxFd" } when isRegistrys => [new FdTerm(FdBase.MaxFd, 0)],
            { Name: "Count" } when isRegistrys => [new FdTerm(FdBase.Count, 0)],
            { Name: "Fd" or "Key" or "Max" } => [SomeFd],
            { Name: "Value" } when reference.Instance is { } nullable => Terms(nullable, trail),
            { Locations: [{ IsInSource: true }, ..], Parameters.Length: 0 } => OfVariable(property, trail),
            _ => [Unknown],
        };
    }

    private IEnumerable<FdTerm> OfCall(Call call, Trail trail)
    {
        var target = call.Target;
        if (program.Seam.SystemCall(target) == "Accept")
        {
            return [new FdTerm(FdBase.Accepted, 0)];
        }

        if (target.IsInSource())
        {
            return OfVariable(target, trail);
        }

        var arguments = call.Operation.Arguments;
        return (target.ContainingType.Name, target.Name) switch
        {
            ("Math" or "Int32", "Max") => Terms(arguments[0].Value, trail).Concat(Terms(arguments[1].Value, trail)),
            ("Math" or "Int32", "Min") => arguments
                .SelectMany(argument => Terms(argument.Value, trail))
                .Where(term => term.Base != FdBase.Constant),
            ("Enumerable", "Max" or "Last" or "First" or "LastOrDefault" or "FirstOrDefault") => Elements(
                call.Operation,
                trail
            ),
            ("Enumerable", "Aggregate") => Elements(call.Operation, trail),
            _ => [Unknown],
        };
    }

    // The numbers a LINQ chain runs over: what its lambdas return, what is put before or after, else some fds.
    private IEnumerable<FdTerm> Elements(IOperation? sequence, Trail trail)
    {
        switch (sequence?.WithoutConversions())
        {
            case IInvocationOperation { TargetMethod.ContainingType.Name: "Enumerable" } call:
                var inner = call.Arguments[0].Value;
                var terms = new List<FdTerm>();
                foreach (var argument in call.Arguments.Skip(1))
                {
                    var value = argument.Value.WithoutConversions();
                    var lambda = (value as IDelegateCreationOperation)?.Target as IAnonymousFunctionOperation;
                    terms.AddRange(
                        lambda is null ? Sequence(value, trail)
                        : IsNumber(lambda.Symbol.ReturnType)
                            ? assignments.To(lambda.Symbol).SelectMany(one => Terms(one.Value, trail))
                        : []
                    );
                }

                var replaced = call.TargetMethod.Name is "Select" or "Max" && call.Arguments.Length > 1;
                return replaced ? terms : terms.Concat(Elements(inner, trail));
            default:
                return Sequence(sequence, trail);
        }
    }

    private IEnumerable<FdTerm> Sequence(IOperation? value, Trail trail) =>
        value?.WithoutConversions() switch
        {
            IArrayCreationOperation { Initializer: { } items } => items.ElementValues.SelectMany(item =>
                Terms(item, trail)
            ),
            ICollectionExpressionOperation items => items.Elements.SelectMany(item =>
                item is ISpreadOperation spread ? Elements(spread.Operand, trail) : Terms(item, trail)
            ),
            { Type: { } type } when IsNumber(type) => Terms(value, trail),
            IInvocationOperation { TargetMethod.ContainingType.Name: "Enumerable" } call => Elements(call, trail),
            _ => [SomeFd],
        };

    private static bool IsNumber(ITypeSymbol? type) => type?.SpecialType == SpecialType.System_Int32;

    private static bool IsNumbered(ISymbol variable) => variable is ILocalSymbol local && IsNumber(local.Type);

    /// <summary>Where the search stands. Bounded: a source may be written to make it explode.</summary>
    private sealed class Trail(ISet<ISymbol>? kept)
    {
        private const int MostSteps = 20_000;
        private const int MostVariables = 200;

        private readonly HashSet<ISymbol> entered = new(SymbolEqualityComparer.Default);
        private int steps;

        public ISet<ISymbol>? Kept => kept;

        public bool Exhausted => steps > MostSteps || entered.Count > MostVariables;

        // A variable computed from itself, such as the maximum so far, adds nothing new.
        public bool Enter(ISymbol variable) =>
            steps++ < MostSteps && entered.Count <= MostVariables && entered.Add(variable);

        public void Leave(ISymbol variable) => entered.Remove(variable);
    }
}
