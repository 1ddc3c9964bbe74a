using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Place = SelectQuest.Grading.Verdicts.Location;

namespace SelectQuest.Grading.Evidence.Source;

/// <summary>A number in the code that bounds how many clients there can be, or how high their fds.</summary>
internal sealed record Capacity(int Clients, Place? Where)
{
    /// <summary>The quest asks for this many clients at once.</summary>
    public const int Wanted = 50;

    /// <summary>Bounds below what the quest asks for; those that are generous are nobody's business.</summary>
    public static IReadOnlyList<Capacity> TooSmall(SourceProgram program, LoopReach reach) =>
        [
            .. program
                .Sites.Where(site => reach.Loop.Contains(site.Owner))
                .Select(site => Of(site, program))
                .OfType<Capacity>()
                .Where(capacity => capacity.Clients < Wanted),
        ];

    private static Capacity? Of(Site site, SourceProgram program) =>
        site.Operation switch
        {
            IArrayCreationOperation
            {
                Type: IArrayTypeSymbol array,
                DimensionSizes: [{ ConstantValue: { HasValue: true, Value: int size } }]
            } made when SymbolEqualityComparer.Default.Equals(array.ElementType, program.Seam.Connection) && size > 1 =>
                new Capacity(size, made.Place()),
            IBinaryOperation { RightOperand.ConstantValue: { HasValue: true, Value: int bound } } test
                when bound > 1
                    && IsCount(test.LeftOperand, program)
                    && test.OperatorKind.ToString().Contains("Than", StringComparison.Ordinal) => new Capacity(
                bound,
                test.Place()
            ),
            _ => null,
        };

    private static bool IsCount(IOperation operand, SourceProgram program) =>
        operand.WithoutConversions()
            is IPropertyReferenceOperation { Property: { Name: "Count", ContainingType: { } type } }
        && SeamSymbols.WithInherited(program.Seam.Registry).Contains(type, SymbolEqualityComparer.Default);
}
