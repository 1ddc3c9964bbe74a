using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace SelectQuest.Grading.Evidence.Source;

/// <summary>Small questions about one operation.</summary>
internal static class Operations
{
    public static IOperation WithoutConversions(this IOperation operation)
    {
        while (true)
        {
            switch (operation)
            {
                case IConversionOperation { OperatorMethod: null } conversion:
                    operation = conversion.Operand;
                    break;
                case IParenthesizedOperation parenthesized:
                    operation = parenthesized.Operand;
                    break;
                default:
                    return operation;
            }
        }
    }

    /// <summary>The operations around this one, the nearest first, up to the body that owns it.</summary>
    public static IEnumerable<IOperation> Around(this IOperation operation)
    {
        for (var parent = operation.Parent; parent is not null; parent = parent.Parent)
        {
            if (parent is ILocalFunctionOperation or IAnonymousFunctionOperation)
            {
                yield break;
            }

            yield return parent;
        }
    }

    public static int Start(this IOperation operation) => operation.Syntax.SpanStart;
}
