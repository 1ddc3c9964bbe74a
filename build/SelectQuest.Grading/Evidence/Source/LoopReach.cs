using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace SelectQuest.Grading.Evidence.Source;

/// <summary>What may run as part of the loop. Code that nothing calls is judged by nobody.</summary>
/// <param name="Iterate">
/// From <c>SelectLoop.Iterate</c>, and from what the loop's constructors leave for it to run: delegates and iterators.
/// </param>
/// <param name="Loop">From any public member of <c>SelectLoop</c>, its constructors included.</param>
internal sealed record LoopReach(HashSet<ISymbol> Iterate, HashSet<ISymbol> Loop)
{
    public static LoopReach Of(SourceProgram program)
    {
        var loop = program.Seam.SelectLoop;
        var made = program.Graph.Reach(Definitions(loop?.InstanceConstructors ?? []));
        return new LoopReach(
            program.Graph.Reach(
                Definitions(SeamSymbols.Members(loop, "Iterate"))
                    .Concat(made.SelectMany(owner => program.SitesOfOwner[owner]).SelectMany(Later))
            ),
            program.Graph.Reach(
                Definitions(
                    SeamSymbols
                        .WithInherited(loop)
                        .SelectMany(type => type.GetMembers())
                        .Where(member => member.DeclaredAccessibility != Accessibility.Private)
                )
            )
        );
    }

    // The body of a delegate or an iterator does not run where it is made.
    private static IEnumerable<ISymbol> Later(Site site) =>
        site.Operation switch
        {
            IMethodReferenceOperation method => [(method.Method.ReducedFrom ?? method.Method).OriginalDefinition],
            IAnonymousFunctionOperation lambda => [lambda.Symbol],
            IInvocationOperation { TargetMethod: { IsIterator: true } iterator } =>
            [
                (iterator.ReducedFrom ?? iterator).OriginalDefinition,
            ],
            _ => [],
        };

    private static IEnumerable<ISymbol> Definitions(IEnumerable<ISymbol> members) =>
        members.OfType<IMethodSymbol>().Select(method => method.OriginalDefinition);
}
