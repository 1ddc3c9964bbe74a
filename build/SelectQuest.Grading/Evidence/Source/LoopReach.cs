using Microsoft.CodeAnalysis;

namespace SelectQuest.Grading.Evidence.Source;

/// <summary>What may run as part of the loop. Code that nothing calls is judged by nobody.</summary>
/// <param name="Iterate">From <c>SelectLoop.Iterate</c>.</param>
/// <param name="Loop">From any public member of <c>SelectLoop</c>, its constructors included.</param>
internal sealed record LoopReach(HashSet<ISymbol> Iterate, HashSet<ISymbol> Loop)
{
    public static LoopReach Of(SourceProgram program)
    {
        var loop = program.Seam.SelectLoop;
        return new LoopReach(
            program.Graph.Reach(Definitions(SeamSymbols.Members(loop, "Iterate"))),
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

    private static IEnumerable<ISymbol> Definitions(IEnumerable<ISymbol> members) =>
        members.OfType<IMethodSymbol>().Select(method => method.OriginalDefinition);
}
