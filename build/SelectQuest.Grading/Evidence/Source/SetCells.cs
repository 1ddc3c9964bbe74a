using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace SelectQuest.Grading.Evidence.Source;

/// <summary>
/// A place that holds an <c>FdSet</c>, or something with one inside: a variable and the way from it, such as
/// <c>sets</c> and <c>.Read</c>, or <c>sets</c> and <c>[0]</c>. <c>[*]</c> is any element.
/// </summary>
internal readonly record struct Cell(ISymbol Root, string Path)
{
    public Cell At(string step) => this with { Path = Path + step };

    /// <summary>The rest of the way from this cell to <paramref name="inner"/>; null if it is not inside.</summary>
    public string? WayTo(Cell inner)
    {
        if (!SymbolEqualityComparer.Default.Equals(Root, inner.Root))
        {
            return null;
        }

        var (mine, theirs) = (Path, inner.Path);
        while (mine.Length > 0)
        {
            if (theirs.Length == 0)
            {
                return null;
            }

            var (step, other) = (FirstStep(mine), FirstStep(theirs));
            if (step != other && !(step[0] == '[' && other[0] == '[' && (step == "[*]" || other == "[*]")))
            {
                return null;
            }

            (mine, theirs) = (mine[step.Length..], theirs[other.Length..]);
        }

        return theirs;
    }

    private static string FirstStep(string path)
    {
        var end = path.AsSpan(1).IndexOfAny('.', '[');
        return end < 0 ? path : path[..(end + 1)];
    }
}

/// <summary>From an expression to the cells it may stand for.</summary>
internal sealed class SetCells(SourceProgram program)
{
    private const int Depth = 3;

    private readonly ILookup<ISymbol, IOperation> refLocals = program
        .Sites.Select(site => site.Operation)
        .OfType<IVariableDeclaratorOperation>()
        .Where(declarator => declarator.Symbol.IsRef && declarator.GetVariableInitializer() is not null)
        .ToLookup(
            declarator => (ISymbol)declarator.Symbol,
            declarator => declarator.GetVariableInitializer()!.Value,
            SymbolEqualityComparer.Default
        );

    private readonly ILookup<ISymbol, (IOperation Collection, string Step)> elements = program
        .Sites.Select(site => site.Operation)
        .OfType<IForEachLoopOperation>()
        .SelectMany(LoopVariables)
        .ToLookup(found => found.Local, found => (found.Collection, found.Step), SymbolEqualityComparer.Default);

    /// <summary>Does a value of this type hold an <c>FdSet</c>?</summary>
    public bool Carries(ITypeSymbol? type) => Carries(type, Depth);

    public IEnumerable<Cell> Of(IOperation? expression)
    {
        switch (expression?.WithoutConversions())
        {
            case ILocalReferenceOperation { Local: { IsRef: true } local } when refLocals.Contains(local):
                return refLocals[local].SelectMany(Of);
            case ILocalReferenceOperation { Local: { } local } when elements.Contains(local):
                return elements[local].SelectMany(from => Of(from.Collection).Select(cell => cell.At(from.Step)));
            case ILocalReferenceOperation { Local: { } local }:
                return [new Cell(local, "")];
            case IParameterReferenceOperation { Parameter: { } parameter }:
                return [new Cell(parameter.OriginalDefinition, "")];
            case IFieldReferenceOperation field:
                return Member(field.Instance, field.Field.CorrespondingTupleField ?? field.Field);
            case IPropertyReferenceOperation { Arguments.Length: > 0 } indexer:
                return Of(indexer.Instance).Select(cell => cell.At(Element(indexer.Arguments[0].Value)));
            case IPropertyReferenceOperation property:
                return Member(property.Instance, property.Property);
            case IArrayElementReferenceOperation { Indices: [{ } index] } element:
                return Of(element.ArrayReference).Select(cell => cell.At(Element(index)));
            case IInlineArrayAccessOperation element:
                return Of(element.Instance).Select(cell => cell.At(Element(element.Argument)));
            case IInvocationOperation { TargetMethod: { Name: "AsSpan", Parameters.Length: 1 } } span:
                return Of(span.Arguments[0].Value);
            case IInvocationOperation call:
                return Run(call.TargetMethod).Select(method => new Cell(method, ""));
            case ISimpleAssignmentOperation assignment:
                return Of(assignment.Target);
            case IConditionalOperation { WhenFalse: { } otherwise } choice:
                return Of(choice.WhenTrue).Concat(Of(otherwise));
            case ISwitchExpressionOperation choice:
                return choice.Arms.SelectMany(arm => Of(arm.Value));
            case IDeclarationExpressionOperation declaration:
                return Of(declaration.Expression);
            default:
                return [];
        }
    }

    public static string Element(int index) => string.Create(CultureInfo.InvariantCulture, $"[{index}]");

    private IEnumerable<Cell> Member(IOperation? instance, ISymbol member) =>
        instance is null or IInstanceReferenceOperation
            ? [new Cell(member.OriginalDefinition, "")]
            : Of(instance).Select(cell => cell.At("." + member.Name));

    // What a virtual call may run.
    private IEnumerable<ISymbol> Run(IMethodSymbol method)
    {
        var named = (method.ReducedFrom ?? method).OriginalDefinition;
        return program.Graph.Bodies(named).Prepend(named);
    }

    private static IEnumerable<(ISymbol Local, IOperation Collection, string Step)> LoopVariables(
        IForEachLoopOperation loop
    )
    {
        var parts = loop.LoopControlVariable is IDeclarationExpressionOperation { Expression: ITupleOperation tuple }
            ? tuple.Elements.Select(part => part.WithoutConversions()).ToArray()
            : [];
        return loop.Locals.Select(local =>
        {
            var part = Array.FindIndex(
                parts,
                one =>
                    one is ILocalReferenceOperation { Local: { } named }
                    && SymbolEqualityComparer.Default.Equals(named, local)
            );
            return ((ISymbol)local, loop.Collection, part < 0 ? "[*]" : $"[*].Item{part + 1}");
        });
    }

    private static string Element(IOperation index) =>
        index.ConstantValue is { HasValue: true, Value: int constant } ? Element(constant) : "[*]";

    private bool Carries(ITypeSymbol? type, int depth)
    {
        if (type is null || depth == 0 || type.SpecialType != SpecialType.None)
        {
            return false;
        }

        return program.Seam.IsFdSet(type)
            || type switch
            {
                IArrayTypeSymbol array => Carries(array.ElementType, depth),
                INamedTypeSymbol { TypeArguments.Length: > 0 } generic
                    when generic.TypeArguments.Any(argument => Carries(argument, depth - 1)) => true,
                INamedTypeSymbol { TypeKind: TypeKind.Struct or TypeKind.Class } named when named.IsInSource() =>
                    SeamSymbols
                        .WithInherited(named)
                        .SelectMany(current => current.GetMembers())
                        .OfType<IFieldSymbol>()
                        .Any(field => !field.IsStatic && Carries(field.Type, depth - 1)),
                _ => false,
            };
    }
}
