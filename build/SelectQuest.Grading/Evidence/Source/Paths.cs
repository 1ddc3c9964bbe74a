using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace SelectQuest.Grading.Evidence.Source;

/// <summary>Which way execution may take inside one body, as far as its text shows.</summary>
internal static class Paths
{
    /// <summary>Can the body be left, with success, without passing here?</summary>
    public static bool MayBeSkipped(IOperation at) =>
        Choices(at).Any()
        || Own(Body(at))
            .Any(other =>
                other is IReturnOperation { IsImplicit: false } or IBranchOperation { BranchKind: BranchKind.GoTo }
                && other.Start() < at.Start()
                && !other.Syntax.Span.Contains(at.Syntax.Span)
            );

    /// <summary>The conditions around <paramref name="at"/>, the nearest first: it runs only if they come out right.</summary>
    public static IEnumerable<IOperation> Choices(IOperation at)
    {
        var inner = at;
        foreach (var outer in at.Around())
        {
            var chosen = outer switch
            {
                IConditionalOperation choice => choice.Condition != inner,
                ISwitchOperation choice => choice.Value != inner,
                ISwitchExpressionOperation choice => choice.Value != inner,
                ICatchClauseOperation => true,
                ICoalesceOperation choice => choice.Value != inner,
                IBinaryOperation
                {
                    OperatorKind: BinaryOperatorKind.ConditionalAnd or BinaryOperatorKind.ConditionalOr
                } binary => binary.RightOperand == inner,
                _ => false,
            };
            if (chosen)
            {
                yield return outer;
            }

            inner = outer;
        }
    }

    /// <summary>
    /// The text of the innermost loop around <paramref name="at"/>, its condition included; null if there is none. A
    /// backward <c>goto</c> is a loop from its label on.
    /// </summary>
    public static LoopSpan? Loop(IOperation at)
    {
        var written = at.Around()
            .OfType<ILoopOperation>()
            .Where(loop => !OnlyOnce(loop, at))
            .Select(loop => new LoopSpan(loop.Syntax.SpanStart, loop.Syntax.Span.End));
        return written.Concat(Jumps(at)).Where(loop => loop.Holds(at)).OrderBy(loop => loop.Length).FirstOrDefault();
    }

    /// <summary>May something between the two leave the way from the first to the second?</summary>
    public static bool MayLeaveBetween(IOperation first, IOperation second) =>
        Own(Body(first))
            .Any(other =>
                other is IReturnOperation { IsImplicit: false } or IBranchOperation
                && other.Start() > first.Start()
                && other.Start() < second.Start()
            );

    /// <summary>The operation that is the whole body.</summary>
    public static IOperation Body(IOperation at) => at.Around().LastOrDefault() ?? at;

    // Without what lambdas and local functions inside it do when they are called.
    private static IEnumerable<IOperation> Own(IOperation body)
    {
        var open = new Stack<IOperation>([body]);
        while (open.TryPop(out var next))
        {
            yield return next;
            foreach (var child in next.ChildOperations)
            {
                if (child is not (ILocalFunctionOperation or IAnonymousFunctionOperation))
                {
                    open.Push(child);
                }
            }
        }
    }

    // What stands in the head of a loop before the first round does not repeat.
    private static bool OnlyOnce(ILoopOperation loop, IOperation at) =>
        loop switch
        {
            IForEachLoopOperation each => each.Collection.Syntax.Span.Contains(at.Syntax.Span),
            IForLoopOperation counted => counted.Before.Any(before => before.Syntax.Span.Contains(at.Syntax.Span)),
            _ => false,
        };

    private static IEnumerable<LoopSpan> Jumps(IOperation at)
    {
        var jumps = Body(at)
            .Descendants()
            .OfType<IBranchOperation>()
            .Where(branch => branch.BranchKind == BranchKind.GoTo);
        foreach (var jump in jumps)
        {
            var label = jump.Target.DeclaringSyntaxReferences.FirstOrDefault()?.Span.Start ?? int.MaxValue;
            if (jump.Syntax is GotoStatementSyntax && label < jump.Start())
            {
                yield return new LoopSpan(label, jump.Syntax.Span.End);
            }
        }
    }
}

/// <summary>A loop's text, from its start up to its end.</summary>
internal sealed record LoopSpan(int From, int To)
{
    public int Length => To - From;

    public bool Holds(IOperation at) => at.Start() >= From && at.Start() < To;
}
