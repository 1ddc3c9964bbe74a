using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Place = SelectQuest.Grading.Verdicts.Location;

namespace SelectQuest.Grading.Evidence.Source;

/// <summary>What becomes of an fd that accept returned.</summary>
/// <param name="Accept">Where an iteration accepts; null if it never does.</param>
/// <param name="Registered">An iteration adds to the registry.</param>
/// <param name="NonBlocking">The new fd is made non-blocking; Unknown where that may come too late.</param>
/// <param name="ListenerOnly">It is the listener that is made non-blocking.</param>
/// <param name="Limit">Fds that do not fit into an fd_set are told apart.</param>
/// <param name="LimitOffByOne">The comparison lets FD_SETSIZE itself through.</param>
internal sealed record AcceptPath(
    Place? Accept,
    Trait Registered,
    Trait NonBlocking,
    bool ListenerOnly,
    Trait Limit,
    bool LimitOffByOne
)
{
    private const int FdSetSize = SelectQuest.Server.Sockets.FdSet.Size;

    public static AcceptPath Of(SourceProgram program, LoopReach reach, FdArithmetic arithmetic)
    {
        var calls = program.Calls.Where(call => reach.Iterate.Contains(call.Owner)).ToArray();
        var accepts = calls.Where(call => program.Seam.SystemCall(call.Target) == "Accept").ToArray();
        var adds = calls.Where(call => IsAdd(call, program)).ToArray();
        var modes = calls.Where(call => program.Seam.SystemCall(call.Target) == "SetNonBlocking").ToArray();
        var bases = modes
            .Select(mode =>
                (Call: mode, Bases: arithmetic.Of(mode.Argument("fd")).Select(term => term.Base).ToHashSet())
            )
            .ToArray();
        var accepted = bases.Where(mode => mode.Bases.Contains(FdBase.Accepted)).Select(mode => mode.Call).ToArray();
        var unclear = bases
            .Where(mode => mode.Bases.Overlaps([FdBase.Unknown, FdBase.Fd]))
            .Select(mode => mode.Call)
            .ToArray();
        return new AcceptPath(
            accepts.Select(accept => accept.Operation.Place()).FirstOrDefault(),
            adds.Length > 0 ? new Trait(Found.Yes, adds[0].Operation.Place()) : new Trait(Found.No),
            NonBlockingOf(accepted, unclear, accepts, adds, calls),
            modes.Length > 0 && bases.All(mode => mode.Bases.SetEquals([FdBase.Listener])),
            LimitOf(program, reach, arithmetic, out var offByOne),
            offByOne
        );
    }

    private static bool IsAdd(Call call, SourceProgram program) =>
        call.Target.Name == "Add" && program.Seam.IsRegistry(call.Target.ContainingType);

    private static Trait NonBlockingOf(Call[] accepted, Call[] unclear, Call[] accepts, Call[] adds, Call[] calls)
    {
        if (accepted.Length == 0)
        {
            return unclear.Length > 0
                ? new Trait(Found.Unknown, unclear[0].Operation.Place())
                : new Trait(Found.No, accepts.Select(accept => accept.Operation.Place()).FirstOrDefault());
        }

        // At once: in the body that accepts, or one it calls, and not after the fd went into the registry.
        var near = accepted.FirstOrDefault(mode =>
            !adds.Any(add => SameBody(add, mode) && add.Operation.Start() < mode.Operation.Start())
            && accepts.Any(accept =>
                SameBody(accept, mode) || calls.Any(call => SameBody(call, accept) && Calls(call, mode))
            )
        );
        return near.Operation is not null && !Paths.Choices(near.Operation).Any(IsAboutState)
            ? new Trait(Found.Yes, near.Operation.Place())
            : new Trait(Found.Unknown, accepted[0].Operation.Place());
    }

    private static bool SameBody(Call one, Call other) => SymbolEqualityComparer.Default.Equals(one.Owner, other.Owner);

    private static bool Calls(Call call, Call inside) =>
        SymbolEqualityComparer.Default.Equals(call.Target, inside.Owner);

    // A mode set only in some state of the connection is set later than at once.
    private static bool IsAboutState(IOperation choice) =>
        choice is IConditionalOperation { Condition: { } condition }
        && condition
            .DescendantsAndSelf()
            .OfType<IPropertyReferenceOperation>()
            .Any(property => property.Property.Name == "State");

    private static Trait LimitOf(SourceProgram program, LoopReach reach, FdArithmetic arithmetic, out bool offByOne)
    {
        offByOne = false;
        foreach (var site in program.Sites.Where(site => reach.Iterate.Contains(site.Owner)))
        {
            if (Comparison(site.Operation) is not { } found || !IsFd(found.Fd, arithmetic))
            {
                continue;
            }

            // The smallest fd that is refused.
            var refusedFrom = found.Kind switch
            {
                BinaryOperatorKind.GreaterThanOrEqual or BinaryOperatorKind.LessThan => found.Bound,
                _ => found.Bound + 1,
            };
            if (refusedFrom is > 64 and <= FdSetSize)
            {
                return new Trait(Found.Yes, site.Operation.Place());
            }

            if (refusedFrom == FdSetSize + 1)
            {
                offByOne = true;
                return new Trait(Found.No, site.Operation.Place());
            }
        }

        return new Trait(Found.Unknown);
    }

    private static bool IsFd(IOperation value, FdArithmetic arithmetic) =>
        arithmetic.Of(value).Any(term => term is { Base: FdBase.Accepted, Offset: 0 });

    private static (IOperation Fd, BinaryOperatorKind Kind, int Bound)? Comparison(IOperation operation) =>
        operation switch
        {
            IBinaryOperation binary when Number(binary.RightOperand) is { } right && IsOrder(binary.OperatorKind) => (
                binary.LeftOperand,
                binary.OperatorKind,
                right
            ),
            IBinaryOperation binary when Number(binary.LeftOperand) is { } left && IsOrder(binary.OperatorKind) => (
                binary.RightOperand,
                Turned(binary.OperatorKind),
                left
            ),
            IRelationalPatternOperation pattern
                when Number(pattern.Value) is { } bound && Matched(pattern) is { } value => (
                value,
                pattern.OperatorKind,
                bound
            ),
            _ => null,
        };

    private static IOperation? Matched(IOperation pattern) =>
        pattern
            .Around()
            .Select(outer =>
                outer switch
                {
                    IIsPatternOperation test => test.Value,
                    ISwitchExpressionOperation choice => choice.Value,
                    ISwitchOperation choice => choice.Value,
                    _ => null,
                }
            )
            .FirstOrDefault(value => value is not null);

    private static int? Number(IOperation operation) =>
        operation.WithoutConversions().ConstantValue is { HasValue: true, Value: int number } ? number : null;

    private static bool IsOrder(BinaryOperatorKind kind) =>
        kind
            is BinaryOperatorKind.LessThan
                or BinaryOperatorKind.LessThanOrEqual
                or BinaryOperatorKind.GreaterThan
                or BinaryOperatorKind.GreaterThanOrEqual;

    private static BinaryOperatorKind Turned(BinaryOperatorKind kind) =>
        kind switch
        {
            BinaryOperatorKind.LessThan => BinaryOperatorKind.GreaterThan,
            BinaryOperatorKind.LessThanOrEqual => BinaryOperatorKind.GreaterThanOrEqual,
            BinaryOperatorKind.GreaterThan => BinaryOperatorKind.LessThan,
            _ => BinaryOperatorKind.LessThanOrEqual,
        };
}
