using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Place = SelectQuest.Grading.Verdicts.Location;

namespace SelectQuest.Grading.Evidence.Source;

/// <summary>What the handlers make of the answers of recv and send.</summary>
/// <param name="Receive">Where an iteration receives; null if it never does.</param>
/// <param name="Send">Where an iteration sends; null if it never does.</param>
/// <param name="AsksForEagain">Both tell EAGAIN from a real error; the place is the first call that does not.</param>
/// <param name="UsesSent">The number of bytes send took is used for more than a test for errors.</param>
internal sealed record PartialIo(Place? Receive, Place? Send, Trait AsksForEagain, Trait UsesSent)
{
    public static PartialIo Of(SourceProgram program, LoopReach reach)
    {
        var calls = program.Calls.Where(call => reach.Iterate.Contains(call.Owner)).ToArray();
        var receives = calls.Where(call => program.Seam.SystemCall(call.Target) == "Receive").ToArray();
        var sends = calls.Where(call => program.Seam.SystemCall(call.Target) == "Send").ToArray();
        return new PartialIo(
            receives.Select(call => call.Operation.Place()).FirstOrDefault(),
            sends.Select(call => call.Operation.Place()).FirstOrDefault(),
            Eagain(program, reach, [.. receives, .. sends]),
            Sent(program, sends)
        );
    }

    private static Trait Eagain(SourceProgram program, LoopReach reach, Call[] calls)
    {
        var askers = program
            .Sites.Where(site => reach.Iterate.Contains(site.Owner) && IsEagain(site.Operation, program))
            .Select(site => site.Owner)
            .ToHashSet(SymbolEqualityComparer.Default);
        if (calls.Length == 0)
        {
            return new Trait(Found.No);
        }

        var deaf = calls.FirstOrDefault(call => !Hears(call, askers, program));
        return deaf.Operation is null ? new Trait(Found.Yes, calls[0].Operation.Place())
            : askers.Count == 0 || DiscardsErrno(deaf) ? new Trait(Found.No, deaf.Operation.Place())
            : new Trait(Found.Unknown, deaf.Operation.Place());
    }

    // In the same body, in one it calls, or in the one that called it.
    private static bool Hears(Call call, HashSet<ISymbol> askers, SourceProgram program) =>
        !DiscardsErrno(call)
        && (
            askers.Contains(call.Owner)
            || program.Graph.Reach([call.Owner]).Overlaps(askers)
            || program.Calls.Any(outer =>
                SymbolEqualityComparer.Default.Equals(outer.Target, call.Owner) && askers.Contains(outer.Owner)
            )
        );

    private static bool DiscardsErrno(Call call) => call.Argument("errno")?.WithoutConversions() is IDiscardOperation;

    private static bool IsEagain(IOperation operation, SourceProgram program) =>
        operation is IFieldReferenceOperation { Field: { Name: "EAGAIN" or "EWOULDBLOCK" } field }
        && SymbolEqualityComparer.Default.Equals(field.ContainingType, program.Seam.Errno);

    private static Trait Sent(SourceProgram program, Call[] sends)
    {
        var dropped = sends.FirstOrDefault(send => IsDropped(send, program));
        return sends.Length == 0 ? new Trait(Found.No)
            : dropped.Operation is null ? new Trait(Found.Yes, sends[0].Operation.Place())
            : new Trait(Found.No, dropped.Operation.Place());
    }

    private static bool IsDropped(Call send, SourceProgram program)
    {
        switch (send.Operation.Parent)
        {
            case IExpressionStatementOperation:
                return true;
            case ISimpleAssignmentOperation { Target: IDiscardOperation }:
                return true;
            case IBinaryOperation binary:
                return IsTestForError(binary);
            case IVariableInitializerOperation { Parent: IVariableDeclaratorOperation { Symbol: { } sent } }:
                var uses = program
                    .SitesOfOwner[send.Owner]
                    .Where(site =>
                        site.Operation is ILocalReferenceOperation local
                        && SymbolEqualityComparer.Default.Equals(local.Local, sent)
                    )
                    .ToArray();
                return uses.All(use => use.Operation.Parent is IBinaryOperation test && IsTestForError(test));
            default:
                return false;
        }
    }

    private static bool IsTestForError(IBinaryOperation test) =>
        test.LeftOperand.WithoutConversions().ConstantValue.HasValue
        || test.RightOperand.WithoutConversions().ConstantValue.HasValue
            ? test.OperatorKind is not (BinaryOperatorKind.Add or BinaryOperatorKind.Subtract)
            : false;
}
