using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Operations;
using Place = SelectQuest.Grading.Verdicts.Location;

namespace SelectQuest.Grading.Evidence.Source;

/// <summary>Where a <c>NotImplementedException</c> is thrown: what the starter left for the student.</summary>
internal static class Holes
{
    public static IReadOnlyList<Hole> Of(SourceProgram program, LoopReach reach) =>
        [
            .. program
                .Sites.Where(site => site.Operation is IThrowOperation thrown && IsNotImplemented(thrown))
                .Select(site => new Hole(
                    site.Operation.Place()!,
                    InRegistry(site.Owner, program.Seam),
                    reach.Iterate.Contains(site.Owner),
                    reach.Loop.Contains(site.Owner)
                )),
        ];

    private static bool IsNotImplemented(IThrowOperation thrown) =>
        thrown.Exception?.WithoutConversions()
            is IObjectCreationOperation
            {
                Type: { Name: nameof(NotImplementedException), ContainingNamespace.Name: nameof(System) }
            };

    private static bool InRegistry(ISymbol owner, SeamSymbols seam) =>
        SeamSymbols
            .WithInherited(seam.Registry)
            .Contains(owner as INamedTypeSymbol ?? owner.ContainingType, SymbolEqualityComparer.Default);
}

/// <summary>Code that is still to be written.</summary>
/// <param name="InRegistry">It is the registry's.</param>
/// <param name="InIterate">One iteration may run into it.</param>
/// <param name="InLoop">The loop may run into it, if only when it is made or shut down.</param>
internal sealed record Hole(Place Where, bool InRegistry, bool InIterate, bool InLoop);
