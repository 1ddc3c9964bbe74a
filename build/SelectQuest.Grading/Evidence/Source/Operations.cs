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

    /// <summary>The member an operation names, and the type it belongs to; nulls if it names none.</summary>
    public static (ISymbol? Member, INamedTypeSymbol? Type) Used(this IOperation operation) =>
        operation switch
        {
            IInvocationOperation call => (call.TargetMethod, call.TargetMethod.ContainingType),
            IMethodReferenceOperation method => (method.Method, method.Method.ContainingType),
            IPropertyReferenceOperation property => (property.Property, property.Property.ContainingType),
            IEventReferenceOperation raised => (raised.Event, raised.Event.ContainingType),
            IObjectCreationOperation { Constructor: { } made } => (made, made.ContainingType),
            _ => (null, null),
        };

    public static int Start(this IOperation operation) => operation.Syntax.SpanStart;
}
